package chart

import "math"

// Trace is one line over time.
type Trace struct {
	V     []float64           // samples; NaN is a gap
	First int                 // absolute index of V[0]
	Ink   func(i int) Ink     // of sample V[i]; nil means Pen throughout
	Pen   Ink                 // where Ink is nil
	Worse func(a, b Ink) bool // a is worse than b: the worst ink of a cell's samples wins; nil means the newest wins

	// Over, if it is there, sums up the samples from ≤ i < to, absolute
	// indices, and stands in for V, First, Ink and Worse: for a signal that is
	// too long to look at sample by sample.
	Over func(from, to int) Stretch
}

// Stretch is what neighbouring samples amount to.
type Stretch struct {
	Lo, Hi     float64 // Hi < Lo: there is no value
	Open, Shut bool    // the first, the last is a value
	Ink        Ink     // in which they are drawn
}

// Add takes in one more sample.
func (s *Stretch) Add(x float64) {
	switch {
	case x != x:
	case s.Hi < s.Lo:
		s.Lo, s.Hi = x, x
	case x < s.Lo:
		s.Lo = x
	case x > s.Hi:
		s.Hi = x
	}
}

// Draw draws t over the whole grid: in each dot column everything from the
// least to the greatest sample, joined to the column before. A gap breaks
// the line. Values beyond the scale lie on the edge row.
//
// A cell depends only on its own samples and on the column before it, so
// what is complete never changes while the view moves on. Braille dots that
// are there stay and take the new ink: two traces on one grid overlay, the
// later one wins. The ground of a cell stays.
func (t Trace) Draw(g Grid, v View, s Scale, gl Glyphs) {
	if v.empty(g.W) || g.H <= 0 {
		return
	}
	b := brushOf(gl)
	n, levels := g.W*b.columns, g.H*b.levels
	prev, ink := t.stroke(v, -1, n, s, levels), t.Pen
	for k := range n {
		x, column := k/b.columns, k%b.columns
		if column == 0 {
			ink = t.inkOf(v, x, g.W)
		}
		cur := t.stroke(v, k, n, s, levels)
		if cur.drawn {
			b.paint(g, x, column, cur.joined(prev, b.joint), ink)
		}
		prev = cur
	}
}

// stroke is what one dot column shows.
type stroke struct {
	lo, hi     int  // levels from the bottom
	drawn      bool // there is a value
	open, shut bool // the first, the last sample is a value
}

// stroke sums up the samples of dot column k of n.
func (t Trace) stroke(v View, k, n int, s Scale, levels int) stroke {
	from, to := v.bucket(k, n)
	if t.Over != nil {
		return t.Over(from, to).stroke(s, levels)
	}
	from, to = within(from, to, t.First, len(t.V))
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, x := range t.V[from:to] {
		if x < lo {
			lo = x
		}
		if x > hi {
			hi = x
		}
	}
	if hi < lo {
		return stroke{}
	}
	return stroke{
		lo: s.level(lo, levels), hi: s.level(hi, levels), drawn: true,
		open: !math.IsNaN(t.V[from]), shut: !math.IsNaN(t.V[to-1]),
	}
}

func (t Stretch) stroke(s Scale, levels int) stroke {
	if !(t.Hi >= t.Lo) {
		return stroke{}
	}
	return stroke{lo: s.level(t.Lo, levels), hi: s.level(t.Hi, levels), drawn: true, open: t.Open, shut: t.Shut}
}

// joined is c, lengthened until it touches the stroke before it. Levels come
// in steps of joint; strokes in neighbouring steps touch already.
func (c stroke) joined(prev stroke, joint int) stroke {
	if !prev.drawn || !prev.shut || !c.open {
		return c
	}
	above, below := prev.hi/joint+1, prev.lo/joint-1
	if c.lo/joint > above {
		c.lo = above * joint
	}
	if c.hi/joint < below {
		c.hi = below*joint + joint - 1
	}
	return c
}

// inkOf is the ink of cell x of w. Only samples that can be seen count.
func (t Trace) inkOf(v View, x, w int) Ink {
	from, to := v.bucket(x, w)
	if t.Over != nil {
		return t.Over(from, to).Ink
	}
	if t.Ink == nil {
		return t.Pen
	}
	from, to = within(from, to, t.First, len(t.V))
	out, some := t.Pen, false
	for i := from; i < to; i++ {
		if math.IsNaN(t.V[i]) {
			continue
		}
		ink := t.Ink(i)
		if !some || t.Worse == nil || t.Worse(ink, out) {
			out, some = ink, true
		}
	}
	return out
}
