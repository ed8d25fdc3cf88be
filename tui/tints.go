package tui

import (
	"rigscope/tui/chart"
	"rigscope/tui/term"
)

// tints turn the cells of a grid into those of a terminal. Roles that look
// alike become one, so that a cell is written only if it looks different.
type tints struct {
	of     [inkCount]uint8
	colour bool
}

func newTints(p Profile, light bool) tints {
	t := tints{colour: p != NoColor}
	first := map[string]uint8{"": 0}
	for ink, code := range newPalette(p, light) {
		if _, ok := first[code]; !ok {
			first[code] = uint8(ink)
		}
		t.of[ink] = first[code]
	}
	return t
}

// fill sets cells, row by row, from g.
func (t *tints) fill(cells []term.Cell, g chart.Grid) {
	for y := range g.H {
		for x := range g.W {
			cells[y*g.W+x] = t.cell(g.At(x, y))
		}
	}
}

func (t *tints) cell(c chart.Cell) term.Cell {
	if c.Rune == 0 {
		c.Rune = ' '
	}
	s := styleOf(c, c.Rune, t.colour)
	return term.Cell{Rune: c.Rune, Style: term.Style{Ink: t.of[s.Ink], Ground: t.of[s.Ground], Bold: s.Bold, Reverse: s.Reverse}}
}
