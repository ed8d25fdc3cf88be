package tui

import (
	"fmt"
	"testing"

	"rigscope/tui/term"
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

// A picture and what it takes on the wire: everything from a tick to the
// bytes of the difference, while the data moves on.
func BenchmarkPictureAndDifference(b *testing.B) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			m, _ := opened(faulty(wider(12)), size[0], size[1], Options{Sweep: true})
			tints, palette := newTints(TrueColor, false), newPalette(TrueColor, false)
			screen, next := term.NewScreen(palette[:]), *m.shown
			p := term.Picture{W: size[0], H: size[1], Cells: make([]term.Cell, size[0]*size[1])}
			var out []byte
			total, n := 0, 0
			b.ReportAllocs()
			for b.Loop() {
				moved := next
				moved.First = n % 1000 // the same samples, in other columns
				m.show(&moved)
				tints.fill(p.Cells, m.picture())
				out, _ = screen.Paint(out[:0], p, 1<<30)
				total, n = total+len(out), n+1
			}
			b.ReportMetric(float64(total)/float64(n), "bytes/frame")
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
