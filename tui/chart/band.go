package chart

import "math"

// Band lays a ground behind everything between lo and hi, such as an
// estimate ± σ. The two have one length; first is the absolute index of
// their first sample. Where either is NaN there is no band.
func Band(g Grid, lo, hi []float64, first int, v View, s Scale, ground Ink) {
	if v.empty(g.W) {
		return
	}
	for x := range g.W {
		from, to := v.bucket(x, g.W)
		from, to = within(from, to, first, len(lo))
		for i := from; i < to; i++ {
			if !math.IsNaN(lo[i]) && !math.IsNaN(hi[i]) {
				g.shade(x, s.level(lo[i], 4*g.H)/4, s.level(hi[i], 4*g.H)/4, ground)
			}
		}
	}
}

// shade grounds the cells of column x between two rows counted from below.
func (g Grid) shade(x, bottom, top int, ground Ink) {
	for row := bottom; row <= top; row++ {
		c := g.At(x, g.H-1-row)
		c.Ground = ground
		g.Set(x, g.H-1-row, c)
	}
}
