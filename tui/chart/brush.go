package chart

// brush is how a glyph set draws one dot column.
type brush struct {
	columns int // dot columns in a cell
	levels  int // levels in a cell, from its bottom
	joint   int // levels within which two strokes touch
	paint   func(g Grid, x, column int, s stroke, ink Ink)
}

func brushOf(gl Glyphs) brush {
	switch gl {
	case Block:
		return brush{columns: 1, levels: 8, joint: 8, paint: paintBlock}
	case ASCII:
		return brush{columns: 1, levels: 4, joint: 4, paint: paintASCII}
	}
	return brush{columns: 2, levels: 4, joint: 1, paint: paintBraille}
}

// blank is the braille pattern without a dot; the eight bits above it are
// the dots.
const blank = '\u2800'

// brailleDots are the bits of the dots of a cell.
const (
	leftDots  = "\x40\x04\x02\x01" // from the bottom up
	rightDots = "\x80\x20\x10\x08"
)

func paintBraille(g Grid, x, column int, s stroke, ink Ink) {
	dots := leftDots
	if column == 1 {
		dots = rightDots
	}
	for l := s.lo; l <= s.hi; l++ {
		y := g.H - 1 - l/4
		r := g.At(x, y).Rune
		if r < blank || r > blank+0xff {
			r = blank
		}
		g.put(x, y, r|rune(dots[l%4]), ink)
	}
}

// paintBlock fills from the cell of the lowest level up to the highest.
func paintBlock(g Grid, x, _ int, s stroke, ink Ink) {
	bottom, top := s.lo/8, s.hi/8
	for row := bottom; row < top; row++ {
		g.put(x, g.H-1-row, '█', ink)
	}
	level := s.hi
	if bottom == top {
		level = s.outer(8 * g.H)
	}
	g.put(x, g.H-1-top, '▁'+rune(level%8), ink)
}

// paintASCII draws a flat stroke as a line of that height and any other as
// an upright.
func paintASCII(g Grid, x, _ int, s stroke, ink Ink) {
	if s.hi-s.lo <= 1 {
		level := s.outer(4 * g.H)
		g.put(x, g.H-1-level/4, rune("_.-'"[level%4]), ink)
		return
	}
	for row := s.lo / 4; row <= s.hi/4; row++ {
		g.put(x, g.H-1-row, '|', ink)
	}
}

// outer is the end of s further from the middle of the chart: where only one
// level can be shown, spikes up and down are both seen.
func (s stroke) outer(levels int) int {
	if s.lo+s.hi < levels-1 {
		return s.lo
	}
	return s.hi
}

// put draws a rune on the ground that is there.
func (g Grid) put(x, y int, r rune, ink Ink) {
	g.Set(x, y, Cell{Rune: r, Ink: ink, Ground: g.At(x, y).Ground})
}
