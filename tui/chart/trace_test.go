package chart

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

var (
	nan = math.NaN()
	inf = math.Inf(1)
)

// name is how test titles call a glyph set.
func (gl Glyphs) name() string { return [...]string{"braille", "block", "ascii"}[gl] }

func sine(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = math.Sin(float64(i) / 6)
	}
	return v
}

func TestTraceGolden(t *testing.T) {
	gap := sine(48)
	copy(gap[20:26], []float64{nan, nan, nan, nan, nan, nan})
	spike := make([]float64, 48)
	spike[30] = 9
	dip := make([]float64, 48)
	dip[17] = -9
	cases := []struct {
		name    string
		v       []float64
		perCell int
	}{
		{"empty", nil, 4},
		{"one sample", []float64{0.5}, 4},
		{"one sample a cell", []float64{-1, -0.5, 0, 0.5, 1, 0}, 1},
		{"all NaN", []float64{nan, nan, nan, nan, nan, nan}, 1},
		{"constant", make([]float64, 48), 4},
		{"sine", sine(48), 4},
		{"gap", gap, 4},
		{"up spike", spike, 4},
		{"down spike", dip, 4},
		{"beyond the scale", []float64{-inf, -1e300, 0, 1e300, inf, nan, 1}, 1},
		{"step", []float64{-1, -1, -1, 1, 1, 1, -1, -1}, 1},
	}
	var gold golden
	for _, c := range cases {
		for gl := Braille; gl <= ASCII; gl++ {
			for _, h := range []int{1, 3} {
				g := NewGrid(12, h)
				Trace{V: c.v, Pen: 1}.Draw(g, ViewEnding(len(c.v)-1, c.perCell, g.W), Scale{-1, 1}, gl)
				gold.add(fmt.Sprintf("%s, %s 12x%d", c.name, gl.name(), h), g)
			}
		}
	}
	gold.check(t, "traces")
}

// Two traces on one grid overlay; the worst sample colours its cell; the
// ground stays.
func TestOverlayGolden(t *testing.T) {
	var gold golden
	raw, value := sine(48), sine(48)
	for i := 30; i < 40; i++ {
		raw[i] += 0.8
	}
	worst := func(i int) Ink {
		if i == 31 {
			return 2
		}
		return 1
	}
	g := NewGrid(12, 3)
	v := ViewEnding(47, 4, g.W)
	band := func(from, to int) Stretch {
		b := Stretch{Lo: inf, Hi: -inf}
		for i := max(from, 32); i < min(to, 40); i++ {
			b.Add(value[i] - 0.3)
			b.Add(value[i] + 0.3)
		}
		return b
	}
	s := Autoscale{}.Fit(raw, value)
	Band(g, band, v, s, 9)
	Trace{V: raw, Ink: worst, Worse: func(a, b Ink) bool { return a > b }}.Draw(g, v, s, Braille)
	gold.add("measured on the band", g)
	Trace{V: value[28:], First: 28, Pen: 3}.Draw(g, v, s, Braille)
	gold.add("corrected over it", g)
	gold.check(t, "overlay")
}

// One sample in a million must be seen, up or down, in every glyph set.
func TestSpikeIsAlwaysVisible(t *testing.T) {
	const n = 1_000_000
	v := make([]float64, n)
	view := View{0, n}
	draw := func(h int, gl Glyphs) Grid {
		g := NewGrid(24, h)
		Trace{V: v}.Draw(g, view, Scale{-1, 1}, gl)
		return g
	}
	var flat [4][3]Grid
	for h := range flat {
		for gl := range flat[h] {
			flat[h][gl] = draw(h, Glyphs(gl))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, n-1).Draw(t, "at")
		v[at] = rapid.SampledFrom([]float64{-1e300, -inf, -5, 5, inf, 1e300}).Draw(t, "spike")
		defer func() { v[at] = 0 }()
		gl := Glyphs(rapid.IntRange(0, 2).Draw(t, "glyphs"))
		h := rapid.IntRange(1, 3).Draw(t, "h")
		g, x := draw(h, gl), view.Cell(at, 24)
		for y := range h {
			if g.At(x, y) != flat[h][gl].At(x, y) {
				return
			}
		}
		t.Fatalf("sample %d = %v is not seen in cell %d", at, v[at], x)
	})
}

// Sums of samples draw the very same dots as the samples.
func TestOverDrawsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := series(t, "v", rapid.IntRange(1, 90).Draw(t, "n"))
		first := rapid.IntRange(0, 50).Draw(t, "first")
		whole := Trace{V: v, First: first, Ink: func(i int) Ink { return Ink(1 + i%7) }, Worse: func(a, b Ink) bool { return a > b }}
		sums := Trace{Over: func(from, to int) Stretch {
			from, to = within(from, to, first, len(v))
			s := Stretch{Lo: inf, Hi: -inf}
			for i := from; i < to; i++ {
				s.Add(v[i])
				s.Shut = v[i] == v[i]
				s.Open = s.Open || i == from && s.Shut
				if s.Shut {
					s.Ink = max(s.Ink, Ink(1+i%7))
				}
			}
			return s
		}}
		view := ViewEnding(first+len(v)-1, rapid.IntRange(1, 9).Draw(t, "per cell"), 12)
		gl := Glyphs(rapid.IntRange(0, 2).Draw(t, "glyphs"))
		a, b := NewGrid(12, 2), NewGrid(12, 2)
		whole.Draw(a, view, Scale{-1, 1}, gl)
		sums.Draw(b, view, Scale{-1, 1}, gl)
		for x := range 12 {
			for y := range 2 {
				if a.At(x, y) != b.At(x, y) {
					t.Fatalf("cell (%d,%d): got %v, want %v", x, y, b.At(x, y), a.At(x, y))
				}
			}
		}
	})
}

func series(t *rapid.T, label string, n int) []float64 {
	value := rapid.OneOf(rapid.Float64Range(-2, 2), rapid.SampledFrom([]float64{nan, inf, -inf, 1e300, 0}))
	return rapid.SliceOfN(value, n, n).Draw(t, label)
}

// When one sample comes in, every cell whose samples were all there keeps
// its runes and inks; it may only move by whole cells.
func TestScrollingChangesNoCompleteCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		perCell := rapid.IntRange(1, 9).Draw(t, "per cell")
		w := rapid.IntRange(1, 12).Draw(t, "w")
		v := series(t, "v", rapid.IntRange(2, 90).Draw(t, "n"))
		first := rapid.IntRange(0, 50).Draw(t, "first")
		gl := Glyphs(rapid.IntRange(0, 2).Draw(t, "glyphs"))
		draw := func(n int) map[int][2]Cell {
			g := NewGrid(w, 2)
			view := ViewEnding(first+n-1, perCell, w)
			tr := Trace{V: v[:n], First: first, Ink: func(i int) Ink { return Ink(i % 7) }}
			tr.Draw(g, view, Scale{-1, 1}, gl)
			cells := map[int][2]Cell{}
			for x := range w {
				cells[view.From/perCell+x] = [2]Cell{g.At(x, 0), g.At(x, 1)}
			}
			return cells
		}
		before := draw(len(v) - 1)
		after := draw(len(v))
		for cell, got := range after {
			want, shown := before[cell]
			complete := (cell+1)*perCell <= first+len(v)-1
			if shown && complete && got != want {
				t.Fatalf("cell %d: got %v, want %v as before", cell, got, want)
			}
		}
	})
}

// A healthy sample is the same dot in both columns of the screen: a trace
// cut to a later beginning draws the same cells from there on.
func TestAnEarlierBeginningChangesNothingLater(t *testing.T) {
	v := sine(96)
	view := ViewEnding(95, 4, 10) // begins at sample 56
	whole, cut := NewGrid(10, 2), NewGrid(10, 2)
	Trace{V: v}.Draw(whole, view, Scale{-1, 1}, Braille)
	Trace{V: v[48:], First: 48}.Draw(cut, view, Scale{-1, 1}, Braille)
	for x := range 10 {
		for y := range 2 {
			if got, want := cut.At(x, y), whole.At(x, y); got != want {
				t.Errorf("cell (%d,%d): got %q, want %q", x, y, got.Rune, want.Rune)
			}
		}
	}
}
