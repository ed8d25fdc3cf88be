package chart

import (
	"image"
	"math"

	"github.com/NimbleMarkets/ntcharts/sparkline"
	"github.com/charmbracelet/lipgloss"
)

// Spark draws v as columns over the whole grid, the greatest value at full
// height; a column shows the highest of its values. It is for what changes
// seldom, such as a spectrum. NaN, infinities and what is not above zero are
// blank.
func Spark(g Grid, v []float64, pen Ink, gl Glyphs) {
	heights := shares(v, g.W)
	if heights == nil || g.H <= 0 {
		return
	}
	w, h := max(g.W, leastW), max(g.H, leastH)
	m := sparkline.New(w, h,
		sparkline.WithNoAutoMaxValue(), sparkline.WithMaxValue(float64(h)/float64(g.H)),
		sparkline.WithStyle(lipgloss.NewStyle().Foreground(InkColor(pen))),
		sparkline.WithData(heights))
	m.PushAll(make([]float64, w-g.W)) // columns are right-aligned: fill up
	m.DrawColumnsOnly()
	g.blit(&m.Canvas, image.Pt(0, h-g.H), gl)
}

// shares are the peaks of w equal parts of v, as parts of the greatest; nil
// if there is nothing to see.
func shares(v []float64, w int) []float64 {
	if w <= 0 || len(v) == 0 {
		return nil
	}
	out, top := make([]float64, w), 0.0
	for x := range out {
		from, to := View{0, len(v)}.bucket(x, w)
		for _, f := range v[from:to] {
			if f > out[x] && !math.IsInf(f, 0) {
				out[x] = f
			}
		}
		top = max(top, out[x])
	}
	if top == 0 {
		return nil
	}
	for x := range out {
		out[x] /= top
	}
	return out
}
