// Package chart turns numbers into terminal cells. Start with Grid, then
// View, Trace and Bars; Clean every text that comes from outside. Everything
// is a pure function of values, size and glyph set; nothing here knows
// colours, only ink numbers that the caller maps.
//
// It imports nothing of ours and never writes to a terminal.
package chart

// Ink is a role, such as "measured" or "fault". The screen's palette says
// what it looks like; 0 is the terminal's own colour.
type Ink uint8

// Cell is one character place.
type Cell struct {
	Rune    rune // 0 is drawn as a blank
	Ink     Ink  // of the character
	Ground  Ink  // behind it
	Bold    bool
	Reverse bool
}

// Grid is a rectangle of cells. A Grid made by Sub shares its cells with its
// parent; drawing outside is clipped, never an error.
type Grid struct {
	W, H   int
	stride int
	cells  []Cell // row-major, from the top left
}

// NewGrid makes a blank grid; a negative size counts as 0.
func NewGrid(w, h int) Grid {
	w, h = max(w, 0), max(h, 0)
	return Grid{W: w, H: h, stride: w, cells: make([]Cell, w*h)}
}

// Sub is the part of g at (x, y) of size w×h, cut to what g has.
func (g Grid) Sub(x, y, w, h int) Grid {
	x0, y0 := min(max(x, 0), g.W), min(max(y, 0), g.H)
	x1, y1 := min(max(x+w, x0), g.W), min(max(y+h, y0), g.H)
	if x1 == x0 || y1 == y0 {
		return Grid{}
	}
	return Grid{W: x1 - x0, H: y1 - y0, stride: g.stride, cells: g.cells[y0*g.stride+x0:]}
}

// At is the cell at (x, y), or a blank one outside.
func (g Grid) At(x, y int) Cell {
	if x < 0 || y < 0 || x >= g.W || y >= g.H {
		return Cell{}
	}
	return g.cells[y*g.stride+x]
}

// Set changes the cell at (x, y).
func (g Grid) Set(x, y int, c Cell) {
	if x >= 0 && y >= 0 && x < g.W && y < g.H {
		g.cells[y*g.stride+x] = c
	}
}

// Fill sets every cell.
func (g Grid) Fill(c Cell) {
	for y := range g.H {
		for x := range g.W {
			g.Set(x, y, c)
		}
	}
}

// Text writes s from (x, y) to the right and returns the column after it.
// Ground 0 keeps the ground that is there. Runes that are not one cell wide
// are drawn as '·', so that a column is always a column.
func (g Grid) Text(x, y int, s string, pen Cell) int {
	for _, r := range s {
		if cellsOf(r) != 1 {
			r = '·'
		}
		c := pen
		c.Rune = r
		if c.Ground == 0 {
			c.Ground = g.At(x, y).Ground
		}
		g.Set(x, y, c)
		x++
	}
	return x
}
