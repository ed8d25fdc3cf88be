package notation

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Clip keeps a cell short enough for a message.
func Clip(cell string) string {
	const most = 32
	cell = strings.TrimSpace(cell)
	if len(cell) > most {
		return strings.ToValidUTF8(cell[:most], "") + "…"
	}
	return cell
}

// UTF8 is s, read as Latin-1 if it is not UTF-8: the usual case of a
// degree sign or a µ from an old spreadsheet.
func UTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

// FillNames trims the names, numbers the empty ones (c1, c2, …) and tells
// repeated ones apart (a, a_2, …).
func FillNames(names []string) {
	seen := map[string]bool{}
	for i, name := range names {
		name = strings.TrimSpace(UTF8(name))
		if name == "" {
			name = fmt.Sprintf("c%d", i+1)
		}
		unique := name
		for n := 2; seen[unique]; n++ {
			unique = fmt.Sprintf("%s_%d", name, n)
		}
		seen[unique] = true
		names[i] = unique
	}
}
