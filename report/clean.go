package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest text that a page takes over; a name out of a log may have any
// length.
const longest = 2000

// Clean makes text from a log, a device or a user fit for a page: without
// control characters, escape sequences' first bytes, writing-direction
// overrides and what else has no shape. White space of any kind is a blank,
// what is not UTF-8 a dot.
func Clean(s string) string {
	if len(s) > longest {
		s = s[:longest] + "…"
	}
	return strings.Map(visible, strings.ToValidUTF8(s, "·"))
}

// visible is r, a blank, or -1 for a rune to be dropped.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case !unicode.IsGraphic(r), unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// longestName of a channel, rig or modality on a page, in runes.
const longestName = 48

// name is Clean, cut in its middle where it is too long: names often differ
// at their end. What nothing is left of has a dash.
func name(s string) string {
	r := []rune(strings.TrimSpace(Clean(s)))
	if len(r) == 0 {
		return "–"
	}
	if len(r) > longestName {
		return string(r[:longestName/2]) + "…" + string(r[len(r)-longestName/2+1:])
	}
	return string(r)
}

// plain writes our own signs in ASCII. Letters of names stay what they are.
func plain(s string) string {
	return strings.NewReplacer("−", "-", "±", "+-", "≈", "~", "–", "-", "…", "..", "·", ".", "×", "x", "≥", ">=", "σ", "sigma",
		"▲", "!", "■", "#", "●", "o", "⚑", "*", "°", "deg ", "µ", "u", "μ", "u", "Ω", "Ohm", "²", "2", "³", "3", "“", "\"", "”", "\"").Replace(s)
}

// cells that s takes in a text of fixed columns.
func cells(s string) int { return utf8.RuneCountInString(s) }
