package chart

import (
	"slices"
	"time"
)

// Label is a word on a row, such as a time under a chart.
type Label struct {
	X    int // cell it speaks of
	Text string
	Ink  Ink
}

// Labels writes each label centred on its cell, moved inwards where it would
// leave the row. A label that would touch an earlier one of the list is left
// out, so the important ones come first.
func Labels(g Grid, y int, labels ...Label) {
	taken := make([]bool, g.W+2) // one more at each end, for the gaps
	for _, l := range labels {
		w := Width(l.Text)
		x := min(max(l.X-w/2, 0), g.W-w)
		if x < 0 || slices.Contains(taken[x:x+w+2], true) {
			continue
		}
		g.Text(x, y, l.Text, Cell{Ink: l.Ink})
		for i := x + 1; i <= x+w; i++ {
			taken[i] = true
		}
	}
}

// Span is the stretch of time under a chart, as distances back from now.
type Span struct{ From, To time.Duration }

// TimeLabels writes the two ends of the span and, where there is room, marks
// between them on row 0 of g: −2:00   −0:44   now.
func TimeLabels(g Grid, s Span, pen Ink, marks ...Label) {
	ends := []Label{
		{X: g.W - 1, Text: Ago(s.To), Ink: pen},
		{X: 0, Text: Ago(s.From), Ink: pen},
	}
	Labels(g, 0, append(ends, marks...)...)
}

// TimeAxis is TimeLabels on a rule that begins with the corner of the value
// axis: └−2:30──────fault┴───── now. The chart begins one cell to the right.
func TimeAxis(g Grid, s Span, pen Ink, gl Glyphs, marks ...Label) {
	for x := range g.W {
		g.put(x, 0, gl.rune('─'), pen)
	}
	g.put(0, 0, gl.rune('└'), pen)
	TimeLabels(g.Sub(1, 0, g.W-1, 1), s, pen, marks...)
}

// ValueAxis draws the scale of a chart of g.H rows: its last column has the
// line with ticks at the top, middle and bottom row, left of it their
// values. The labels are the values in the middle of those rows.
func ValueAxis(g Grid, s Scale, decimals int, pen Ink, gl Glyphs) {
	for y := range g.H {
		g.put(g.W-1, y, gl.rune('│'), pen)
	}
	for _, y := range []int{0, g.H / 2, g.H - 1} {
		g.put(g.W-1, y, gl.rune('┤'), pen)
		text := decimal(s.at(y, g.H), decimals)
		g.Text(g.W-1-Width(text), y, text, Cell{Ink: pen})
	}
}
