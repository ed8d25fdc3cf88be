package chart

import (
	"fmt"
	"testing"
	"time"
)

// ramp is a small palette: a low score a over b, a high one c over d.
func ramp(x float64) (top, body Ink) {
	if x < 0.95 {
		return 1, 2
	}
	return 3, 4
}

func TestBarsGolden(t *testing.T) {
	cases := []struct {
		name string
		v    []float64
	}{
		{"none", nil},
		{"all NaN", []float64{nan, nan, nan, nan}},
		{"ladder", []float64{0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1}},
		{"outside 0 to 1", []float64{-inf, -1, 2, 1e300, inf, nan, 0.95}},
	}
	var gold golden
	for _, c := range cases {
		for _, gl := range []Glyphs{Braille, ASCII} {
			for _, h := range []int{1, 3} {
				g := NewGrid(9, h)
				Bars(g, c.v, 0, ViewEnding(len(c.v)-1, 1, g.W), ramp, gl)
				gold.add(fmt.Sprintf("%s, %s 9x%d", c.name, gl.name(), h), g)
			}
		}
	}
	peak := []float64{0.1, 0.1, 0.99, 0.1, 0.1, 0.1, nan, 0.1}
	g := NewGrid(3, 1)
	Bars(g, peak, 4, ViewEnding(11, 4, 3), ramp, Braille)
	gold.add("the highest of a cell", g)
	gold.check(t, "bars")
}

func TestMeterGolden(t *testing.T) {
	var gold golden
	for _, x := range []float64{nan, -1, 0, 0.05, 0.5, 0.93, 1, inf} {
		for _, gl := range []Glyphs{Braille, ASCII} {
			g := NewGrid(10, 1)
			Meter(g, x, 1, 2, gl)
			gold.add(fmt.Sprintf("%v %s", x, gl.name()), g)
		}
	}
	gold.check(t, "meters")
}

func TestAxisGolden(t *testing.T) {
	var gold golden
	for _, w := range []int{1, 5, 12, 24} {
		g := NewGrid(w, 1)
		Labels(g, 0, Label{w - 1, Ago(0), 1}, Label{w - 10, Ago(44 * time.Second), 2}, Label{0, Ago(2 * time.Minute), 1})
		gold.add(fmt.Sprintf("time labels %d", w), g)
	}
	for _, gl := range []Glyphs{Braille, ASCII} {
		for _, h := range []int{1, 2, 6} {
			g := NewGrid(7, h)
			ValueAxis(g, Scale{-0.75, 1.45}, 1, 1, gl)
			gold.add(fmt.Sprintf("value axis %s %d rows", gl.name(), h), g)
		}
	}
	gold.check(t, "axes")
}

func TestLogStripGolden(t *testing.T) {
	var gold golden
	strip := LogStrip{
		Score: []float64{0.1, 0.1, 0.99, 0.2, nan, 0.1, 0.96, 0.97},
		Done:  0.6,
		Marks: []Mark{{0.15, '▲', 3}, {0.3, '⚑', 4}, {0.45, '■', 5}, {nan, '◆', 6}, {1.5, '◆', 6}},
		Now:   0.6, Seen: nan,
		Ink: func(x float64) Ink { top, _ := ramp(x); return top },
		Pen: 8, Playhead: 9,
	}
	frozen := strip
	frozen.Seen = 0.3
	empty := strip
	empty.Score, empty.Done, empty.Marks, empty.Now = nil, nan, nil, nan
	for _, gl := range []Glyphs{Braille, ASCII} {
		for i, s := range []LogStrip{strip, frozen, empty} {
			g := NewGrid(24, 2)
			s.Draw(g, gl)
			gold.add([]string{"playing ", "frozen ", "empty "}[i]+gl.name(), g)
		}
	}
	gold.check(t, "logstrip")
}

func TestHeatGolden(t *testing.T) {
	var gold golden
	m := [][]float64{{0.69, 0.44, 0, 1}, {nan, 0.05, 0.995}, {inf, -inf, 1e300, 1.4}}
	steps := []Cell{{Ink: 1}, {Ink: 1, Ground: 2}, {Ink: 3, Ground: 4}}
	for _, column := range []int{3, 5} {
		g := NewGrid(20, 4)
		Heat{M: m, Steps: steps, Column: column}.Draw(g)
		gold.add(fmt.Sprintf("columns of %d", column), g)
	}
	g := NewGrid(7, 2)
	Heat{M: m, Steps: steps, Column: 5}.Draw(g)
	gold.add("cut off", g)
	gold.check(t, "heat")
}

func TestSparkGolden(t *testing.T) {
	var gold golden
	v := []float64{8, 6, 5, 3, 2, 1, 0.5, 0, 0.4, 4, 4, 1}
	odd := []float64{1e300, nan, inf, -inf, -1, 5e299}
	for _, size := range [][2]int{{12, 3}, {6, 2}, {1, 1}, {24, 1}} {
		g := NewGrid(size[0], size[1])
		Spark(g, v, 1, Braille)
		gold.add(fmt.Sprintf("%dx%d", g.W, g.H), g)
	}
	for i, v := range [][]float64{odd, nil, {0, 0}, {nan}} {
		g := NewGrid(12, 2)
		Spark(g, v, 1, ASCII)
		gold.add([]string{"huge and odd", "none", "zero", "NaN"}[i], g)
	}
	gold.check(t, "spark")
}
