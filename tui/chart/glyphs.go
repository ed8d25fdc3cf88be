package chart

import "strings"

// Glyphs is what a terminal can show. The zero value is the best.
type Glyphs int

// Braille draws traces in 2×4 dots a cell, Block in eighths of a cell, ASCII
// in the marks of a typewriter. Everything but traces looks the same in
// Braille and Block.
const (
	Braille Glyphs = iota
	Block
	ASCII
)

// rune is r in the glyph set.
func (gl Glyphs) rune(r rune) rune {
	if gl == ASCII {
		return ASCIIOf(r)
	}
	return r
}

// ToASCII replaces every rune of g by its stand-in, so that a finished
// screen holds nothing else. Traces must have been drawn as ASCII before.
func (g Grid) ToASCII() {
	for y := range g.H {
		for x := range g.W {
			c := g.At(x, y)
			if c.Rune > '~' {
				c.Rune = ASCIIOf(c.Rune)
				g.Set(x, y, c)
			}
		}
	}
}

// ASCIIText is s in ASCII, with signs that need more than one character
// spelt out. It may be longer than s: measure afterwards.
func ASCIIText(s string) string {
	s = strings.NewReplacer("±", "+-", "⏎", "enter", "σ", "sd", "°C", "C", "…", "..").Replace(s)
	return strings.Map(ASCIIOf, s)
}

// ASCIIOf is the single character that stands for r where the terminal has
// only ASCII; '?' if there is none. A state's mark becomes its letter, so a
// caller that draws mark and letter must leave one out.
func ASCIIOf(r rune) rune {
	switch {
	case r <= '~':
		return r
	case r >= '▁' && r <= '█':
		return rune(".:-=+*##"[r-'▁'])
	}
	return asciiMark(r)
}

func asciiMark(r rune) rune {
	switch r {
	case '●', '°':
		return 'o'
	case '▲':
		return 'F'
	case '△':
		return 'f'
	case '▽':
		return 'z'
	case '◆':
		return 'W'
	case '■':
		return 'P'
	case '⚑':
		return 'm'
	case '×':
		return 'x'
	case '╫', '↓':
		return 'v'
	case '┃':
		return '!'
	case '▮':
		return '#'
	case '◇':
		return '*'
	case '≈', '±', '…':
		return '~'
	}
	return asciiLine(r)
}

func asciiLine(r rune) rune {
	switch r {
	case '○', '−', '─', '╸', '–':
		return '-'
	case '━':
		return '='
	case '·':
		return '.'
	case '┊':
		return ':'
	case '│':
		return '|'
	case '┤', '└', '┴', '┬', '╭', '╮', '╰', '╯', '✓':
		return '+'
	case '►', '▸', '→', '›', '≥', '▌':
		return '>'
	case '←', '‹', '≤':
		return '<'
	case '↑':
		return '^'
	}
	return asciiLetter(r)
}

// asciiLetter is for units and formulas.
func asciiLetter(r rune) rune {
	switch r {
	case 'µ', 'μ':
		return 'u'
	case 'σ':
		return 's'
	case 'Ω', '\u2126': // the Greek letter and the ohm sign
		return 'O'
	case '²':
		return '2'
	case '³':
		return '3'
	case '’':
		return '\''
	}
	return '?'
}
