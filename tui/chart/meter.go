package chart

import "math"

// Meter draws x, 0 to 1, as a bar ━━━╸── over the top row of g in halves of a
// cell. What lies beyond 0 and 1 is cut off; NaN leaves the empty track.
func Meter(g Grid, x float64, pen, track Ink, gl Glyphs) {
	halves := 0
	if !math.IsNaN(x) {
		halves = Scale{0, 1}.level(x, 2*g.W+1)
	}
	for c := range g.W {
		r, ink := '─', track
		switch {
		case halves >= 2*c+2:
			r, ink = '━', pen
		case halves == 2*c+1:
			r, ink = '╸', pen
		}
		g.put(c, 0, gl.rune(r), ink)
	}
}
