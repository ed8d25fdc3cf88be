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

// The other views, drawn from the same model: what does not change is not
// drawn anew.
func BenchmarkViews(b *testing.B) {
	for name, keys := range map[string]string{"model": "O tab", "timeline": "T N", "timeline-near": "T N + + + +"} {
		b.Run(name, func(b *testing.B) {
			m, _ := opened(summed(faulty(wider(12))), 200, 50, Options{Insight: insightInto(smallTheory(12), smallProbe)})
			press(m, keys)
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
