package inference

import (
	"testing"
	"time"

	"rigscope/sensor"
)

func TestThread(t *testing.T) {
	jump := map[int]time.Duration{100: 3 * time.Second, 150: -200 * time.Second, 200: time.Second / 4}
	for _, hop := range []int{1, 4, testT} {
		s := sensor.NewSlider(testRig(), testT, hop)
		var thread Thread
		var at time.Duration
		broken := 0
		for i := range 300 {
			at += time.Second + jump[i]
			if w, ok := s.Push(sensor.Frame{T: time.Unix(1000, 0).Add(at), V: make([]float64, testC)}); ok && thread.Broken(w) {
				broken++
			}
		}
		if broken != 3 {
			t.Errorf("hop %d: broken %d times, want 3: at the start and at two jumps", hop, broken)
		}
	}
}
