package tui

import (
	"strings"

	"rigscope/tui/chart"
)

// paint turns a grid into text for the terminal: one line per row, a style
// sequence only where the style changes, every line reset at its end so that
// any line can be rewritten alone. Without colour a ground is not drawn and
// bright means bold.
func paint(out *strings.Builder, g chart.Grid, p *palette, colour bool) {
	for y := range g.H {
		if y > 0 {
			out.WriteByte('\n')
		}
		paintLine(out, g, y, p, colour)
	}
}

func paintLine(out *strings.Builder, g chart.Grid, y int, p *palette, colour bool) {
	plain := chart.Cell{}
	style := plain
	for x := range g.W {
		c := g.At(x, y)
		r := c.Rune
		if r == 0 {
			r = ' '
		}
		if next := styleOf(c, r, colour); next != style && !p.same(r, next, style) {
			writeStyle(out, next, p)
			style = next
		}
		out.WriteRune(r)
	}
	if style != plain {
		out.WriteString("\x1b[m")
	}
}

// same is true for a character that looks the same in both styles, as a
// blank does whatever its ink; so a sentence is one run.
func (p *palette) same(r rune, a, b chart.Cell) bool {
	if a.Reverse != b.Reverse || p[a.Ground] != p[b.Ground] {
		return false
	}
	return r == ' ' || a.Bold == b.Bold && p[a.Ink] == p[b.Ink]
}

// styleOf is c without its character, and without what cannot be seen: a
// blank has no ink.
func styleOf(c chart.Cell, r rune, colour bool) chart.Cell {
	if !colour {
		return chart.Cell{Bold: r != ' ' && (c.Bold || c.Ink == inkBright), Reverse: c.Reverse}
	}
	c.Rune = 0
	c.Reverse = false
	if r == ' ' {
		c.Ink, c.Bold = inkNone, false
	}
	return c
}

func writeStyle(out *strings.Builder, s chart.Cell, p *palette) {
	out.WriteString("\x1b[0")
	if s.Bold {
		out.WriteString(";1")
	}
	if s.Reverse {
		out.WriteString(";7")
	}
	out.WriteString(p[s.Ink])
	out.WriteString(p[s.Ground])
	out.WriteByte('m')
}
