package tui

import (
	"fmt"
	"testing"
)

// A drawn frame of 12 channels: at most 4 ms at 200×50, 1.5 ms at 80×24, and
// 0.3 MB of garbage.
func BenchmarkView(b *testing.B) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			m, _ := opened(faulty(wider(12)), size[0], size[1], Options{})
			b.ReportAllocs()
			for b.Loop() {
				m.View()
			}
			b.ReportMetric(float64(len(m.View())), "bytes/frame")
		})
	}
}

// What a tick costs beside the View: it should be far below a millisecond.
func BenchmarkTick(b *testing.B) {
	m, _ := opened(faulty(wider(12)), 200, 50, Options{})
	s := *m.shown
	b.ReportAllocs()
	for b.Loop() {
		next := s
		m.show(&next)
	}
}
