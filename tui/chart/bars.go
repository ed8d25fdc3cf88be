package chart

import "math"

// Bars draws v, 0 to 1, as columns that grow from the bottom of the grid: a
// cell shows the highest of its samples. NaN is left blank; 0 is a line at
// the bottom, for a low score is not the same as none. ink gives the colour
// of a column's highest cell and of those below it. first is the absolute
// index of v[0].
//
// It does not use ntcharts because it is drawn with every frame: twelve
// strips of 31×3 cells take its sparkline 1 ms and 1.5 MB of garbage, this
// 0.02 ms and none (BenchmarkBars), and a frame may take 4 ms and 0.3 MB.
func Bars(g Grid, v []float64, first int, view View, ink func(x float64) (top, body Ink), gl Glyphs) {
	BarsOver(g, func(from, to int) float64 {
		from, to = within(from, to, first, len(v))
		return highest(v[from:to])
	}, view, ink, gl)
}

// BarsOver is Bars of what over says is the highest of the samples
// from ≤ i < to, absolute indices; NaN if there is none.
func BarsOver(g Grid, over func(from, to int) float64, view View, ink func(x float64) (top, body Ink), gl Glyphs) {
	if view.empty(g.W) {
		return
	}
	for x := range g.W {
		if m := over(view.bucket(x, g.W)); m == m {
			top, body := ink(m)
			g.column(x, m, top, body, gl)
		}
	}
}

// Held draws x, 0 to 1, in the columns that hold no other samples than those
// from the absolute index from up to to: a score stands until the next one
// comes, and a strip that ended before it would look like a gap.
func Held(g Grid, x float64, from, to int, view View, ink Ink, gl Glyphs) {
	if view.empty(g.W) || math.IsNaN(x) {
		return
	}
	for k := range g.W {
		if a, _ := view.bucket(k, g.W); a >= from && a < to {
			g.column(k, x, ink, ink, gl)
		}
	}
}

// highest is the greatest of v, NaN without any.
func highest(v []float64) float64 {
	m := math.NaN()
	for _, x := range v {
		if !(x < m) && x == x {
			m = x
		}
	}
	return m
}

// column draws x, 0 to 1, over the full height of g in eighths of a cell.
func (g Grid) column(x int, v float64, top, body Ink, gl Glyphs) {
	eighths := 1 + Scale{0, 1}.level(v, 8*g.H)
	for y := g.H - 1; y >= 0 && eighths > 0; y-- {
		ink := body
		if eighths <= 8 {
			ink = top
		}
		g.put(x, y, gl.rune('▁'+rune(min(eighths, 8))-1), ink)
		eighths -= 8
	}
}
