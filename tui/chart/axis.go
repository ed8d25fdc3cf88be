package chart

import (
	"slices"
	"strings"
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

// ValueAxis draws the scale of a chart of g.H rows: its last column has the
// line with ticks at the top, middle and bottom row, left of it their
// values in the middle of those rows. A number without room is left out.
func ValueAxis(g Grid, s Scale, decimals int, pen Ink, gl Glyphs) {
	for y := range g.H {
		g.put(g.W-1, y, gl.rune('│'), pen)
	}
	for _, y := range []int{0, g.H / 2, g.H - 1} {
		g.put(g.W-1, y, gl.rune('┤'), pen)
		text := strings.TrimLeft(Number(s.at(y, g.H), decimals), " ")
		if x := g.W - 1 - Width(text); x >= 0 {
			g.Text(x, y, text, Cell{Ink: pen})
		}
	}
}
