package chart

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// everything draws all there is on g.
func everything(t *rapid.T, g Grid, gl Glyphs) {
	n := rapid.IntRange(0, 60).Draw(t, "n")
	v := series(t, "v", n)
	first := rapid.IntRange(-20, 20).Draw(t, "first")
	view := ViewEnding(first+n-1, rapid.IntRange(0, 7).Draw(t, "per cell"), g.W)
	if rapid.Bool().Draw(t, "any view") {
		view = View{rapid.IntRange(-50, 50).Draw(t, "from"), rapid.IntRange(-50, 90).Draw(t, "to")}
	}
	s := rapid.SampledFrom([]Scale{{-1, 1}, {0, 0}, {1, -1}, {nan, nan}, {-inf, inf}, {-1e308, 1e308}}).Draw(t, "scale")
	Band(g, func(int, int) Stretch {
		if n == 0 {
			return Stretch{Lo: nan, Hi: nan}
		}
		return Stretch{Lo: v[0], Hi: v[n-1]}
	}, view, s, 7)
	Trace{V: v, First: first, Ink: func(i int) Ink { return Ink(v[i]) & 3 }}.Draw(g, view, s, gl)
	Bars(g, v, first, view, ramp, gl)
	x := rapid.SampledFrom([]float64{nan, inf, -inf, -1, 0, 0.4, 1, 1e300}).Draw(t, "x")
	Meter(g, x, 1, 2, gl)
	ValueAxis(g, s, rapid.IntRange(-2, 9).Draw(t, "decimals"), 1, gl)
	Labels(g, 0, Label{X: rapid.IntRange(-9, 40).Draw(t, "label"), Text: "−0:44 ┴"}, Label{Text: "now"})
	LogStrip{Score: v, Done: x, Now: x, Seen: x, Marks: []Mark{{x, '▲', 1}}, Ink: func(float64) Ink { return 1 }}.Draw(g, gl)
	Heat{M: [][]float64{v, nil, {x}}, Steps: []Cell{{Ink: 1}, {Ground: 2}}, Column: rapid.IntRange(-1, 6).Draw(t, "column")}.Draw(g)
	Spark(g, v, 1, gl)
	g.Text(rapid.IntRange(-5, 30).Draw(t, "text"), 0, "圧力 é\u0301\x1b", Cell{Ink: 1})
}

// Whatever is drawn, nothing panics, nothing is written outside the grid,
// and each rune takes one cell. What is drawn as ASCII is ASCII at the end.
func TestDrawingStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		screen := NewGrid(34, 14)
		screen.Fill(Cell{Rune: '@'})
		x, y := rapid.IntRange(0, 6).Draw(t, "x"), rapid.IntRange(0, 6).Draw(t, "y")
		g := screen.Sub(x, y, rapid.IntRange(0, 26).Draw(t, "w"), rapid.IntRange(0, 6).Draw(t, "h"))
		g.Fill(Cell{})
		gl := Glyphs(rapid.IntRange(0, 2).Draw(t, "glyphs"))
		everything(t, g, gl)
		if gl == ASCII {
			g.ToASCII()
		}
		for cy := range screen.H {
			for cx := range screen.W {
				r := screen.At(cx, cy).Rune
				inside := cx >= x && cx < x+g.W && cy >= y && cy < y+g.H
				switch {
				case !inside && r != '@':
					t.Fatalf("wrote %q outside at (%d,%d)", r, cx, cy)
				case inside && r != 0 && cellsOf(r) != 1:
					t.Fatalf("%U at (%d,%d) is %d cells wide", r, cx, cy, cellsOf(r))
				case inside && gl == ASCII && r > '~':
					t.Fatalf("%q at (%d,%d) is not ASCII", r, cx, cy)
				}
			}
		}
	})
}

// The glyphs of the screens must be one cell wide and none may be an emoji,
// in every locale.
func TestGlyphsAreSingleCells(t *testing.T) {
	t.Setenv("LC_ALL", "ja_JP.UTF-8")
	t.Setenv("RUNEWIDTH_EASTASIAN", "1")
	for _, r := range "●▲◆■○⚑►▮◇┃╫━╸─│┤└┴┊≈±×−·…▁▂▃▄▅▆▇█⠀⣿▌▸‹›←→↑↓⏎✓≤≥σµ°²³Ω" {
		if got := cellsOf(r); got != 1 {
			t.Errorf("%q is %d cells wide, want 1", r, got)
		}
	}
}

func TestSubIsCut(t *testing.T) {
	g := NewGrid(4, 3)
	for _, c := range []struct{ x, y, w, h, wantW, wantH int }{
		{0, 0, 4, 3, 4, 3},
		{1, 1, 9, 9, 3, 2},
		{-2, -1, 4, 3, 2, 2},
		{4, 0, 1, 1, 0, 0},
		{0, 0, -1, 2, 0, 0},
	} {
		s := g.Sub(c.x, c.y, c.w, c.h)
		if s.W != c.wantW || s.H != c.wantH {
			t.Errorf("Sub(%d, %d, %d, %d) is %d×%d, want %d×%d", c.x, c.y, c.w, c.h, s.W, s.H, c.wantW, c.wantH)
		}
	}
	g.Sub(1, 1, 2, 2).Set(0, 0, Cell{Rune: 'x'})
	if got := g.At(1, 1).Rune; got != 'x' {
		t.Errorf("parent shows %q, want 'x'", got)
	}
}

func TestTextKeepsColumns(t *testing.T) {
	g := NewGrid(7, 1)
	g.Set(1, 0, Cell{Ground: 5})
	const s = "a圧é\u0301\x1b\u009b\u202e"
	end := g.Text(0, 0, s, Cell{Ink: 1})
	if want := utf8.RuneCountInString(s); end != want || Width(s) != want {
		t.Errorf("Text ends at %d, Width is %d, want %d", end, Width(s), want)
	}
	got := ""
	for x := range g.W {
		got += string(g.At(x, 0).Rune)
	}
	if want := "a·é····"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := g.At(1, 0).Ground; got != 5 {
		t.Errorf("ground is %d, want 5 as before", got)
	}
}
