package chart

import "math"

// LogStrip is a whole log in two rows: how high the score was, and below it
// what happened when.
type LogStrip struct {
	Score []float64 // [n] equal slices of time, oldest first, 0..1; NaN is blank
	Done  float64   // part of the log that Score covers, 0..1; the rest is ·
	Marks []Mark    // a later mark wins its cell
	Now   float64   // place of the newest data, 0..1; NaN hides it
	Seen  float64   // place of the picture, when frozen; NaN or equal to Now hides it

	Ink      func(x float64) Ink // of a score
	Pen      Ink                 // rule and rest
	Playhead Ink
}

// Mark is one event on the strip.
type Mark struct {
	At   float64 // part of the log, 0..1
	Rune rune    // ▲ ■ ◆ ⚑
	Ink  Ink
}

// Draw draws the scores on row 0 and the marks on row 1.
func (l LogStrip) Draw(g Grid, gl Glyphs) {
	l.scores(g.Sub(0, 0, g.W, 1), gl)
	l.marks(g.Sub(0, 1, g.W, 1), gl)
}

func (l LogStrip) scores(g Grid, gl Glyphs) {
	done := Scale{0, 1}.level(zeroIfNaN(l.Done), g.W+1)
	ink := func(x float64) (top, body Ink) { return l.Ink(x), l.Ink(x) }
	Bars(g.Sub(0, 0, done, 1), l.Score, 0, View{0, len(l.Score)}, ink, gl)
	for x := done; x < g.W; x++ {
		g.put(x, 0, gl.rune('·'), l.Pen)
	}
}

func (l LogStrip) marks(g Grid, gl Glyphs) {
	for x := range g.W {
		g.put(x, 0, gl.rune('─'), l.Pen)
	}
	for _, m := range l.Marks {
		g.mark(m, gl)
	}
	g.mark(Mark{At: l.Seen, Rune: '╫', Ink: l.Playhead}, gl)
	g.mark(Mark{At: l.Now, Rune: '┃', Ink: l.Playhead}, gl)
}

// mark puts m on row 0; a place that is NaN or outside 0..1 is not drawn.
func (g Grid) mark(m Mark, gl Glyphs) {
	if m.At >= 0 && m.At <= 1 {
		g.put(Scale{0, 1}.level(m.At, g.W), 0, gl.rune(m.Rune), m.Ink)
	}
}

func zeroIfNaN(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return x
}
