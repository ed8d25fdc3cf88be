package chart

import (
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// cellsOf is how many cells a terminal gives r: 0, 1 or 2. The locale does
// not change it.
func cellsOf(r rune) int {
	if r >= ' ' && r <= '~' {
		return 1
	}
	c := runewidth.Condition{StrictEmojiNeutral: true}
	return c.RuneWidth(r)
}

// Width is the number of cells Grid.Text needs for s.
func Width(s string) int { return utf8.RuneCountInString(s) }

// Cut makes s fit w cells by taking out its middle, so that the number at
// the end of a name stays: Accel…1RMS.
func Cut(s string, w int) string {
	r := []rune(s)
	switch {
	case len(r) <= w:
		return s
	case w <= 0:
		return ""
	}
	head := w / 2
	tail := w - 1 - head
	return string(r[:head]) + "…" + string(r[len(r)-tail:])
}
