package chart

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Clean makes text from a log, a device or a file name fit to be shown.
// Escape sequences, control characters, writing-direction overrides and
// everything without a width or a shape is gone; white space of any kind is
// a blank. What is not UTF-8 becomes '·'.
func Clean(s string) string {
	return strings.Map(visible, ansi.Strip(strings.ToValidUTF8(s, "·")))
}

// visible is r, a blank, or -1 for a rune to be dropped.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case !unicode.IsGraphic(r) || cellsOf(r) == 0:
		return -1
	}
	return r
}
