package chart

// Band lays a ground behind everything from Lo to Hi of what over says about
// the samples from ≤ i < to, absolute indices: such as an estimate ± σ.
func Band(g Grid, over func(from, to int) Stretch, v View, s Scale, ground Ink) {
	if v.empty(g.W) {
		return
	}
	for x := range g.W {
		if b := over(v.bucket(x, g.W)); b.Hi >= b.Lo {
			g.shade(x, s.level(b.Lo, 4*g.H)/4, s.level(b.Hi, 4*g.H)/4, ground)
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
