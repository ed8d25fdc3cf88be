package tui

import (
	"testing"

	"rigscope/tui/chart"
	"rigscope/tui/term"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want Look
	}{
		{"modern", map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "en_GB.UTF-8"}, Look{TrueColor, chart.Braille, term.Modern}},
		{"256 colours", map[string]string{"TERM": "xterm-256color", "LC_ALL": "C.utf8"}, Look{Color256, chart.Braille, term.Modern}},
		{"xterm", map[string]string{"TERM": "xterm", "LANG": "de_DE.UTF-8"}, Look{Color16, chart.Braille, term.Modern}},
		{"screen", map[string]string{"TERM": "screen", "LANG": "de_DE.UTF-8"}, Look{Color16, chart.Braille, term.Modern}},
		{"NO_COLOR", map[string]string{"TERM": "xterm-256color", "NO_COLOR": "1", "LANG": "C.UTF-8"}, Look{NoColor, chart.Braille, term.Modern}},
		{"empty NO_COLOR", map[string]string{"TERM": "xterm-256color", "NO_COLOR": "", "LANG": "C.UTF-8"}, Look{Color256, chart.Braille, term.Modern}},
		{"console", map[string]string{"TERM": "linux", "LANG": "en_GB.UTF-8"}, Look{Color16, chart.ASCII, term.Console}},
		{"serial", map[string]string{"TERM": "vt100", "LANG": "en_GB.UTF-8"}, Look{NoColor, chart.ASCII, term.VT100}},
		{"dumb", map[string]string{"TERM": "dumb", "LANG": "en_GB.UTF-8"}, Look{NoColor, chart.ASCII, term.VT100}},
		{"no TERM", map[string]string{"LANG": "en_GB.UTF-8"}, Look{NoColor, chart.ASCII, term.VT100}},
		{"latin 1", map[string]string{"TERM": "xterm-256color", "LANG": "de_DE.ISO-8859-1"}, Look{Color256, chart.ASCII, term.Modern}},
		{"LC_ALL wins", map[string]string{"TERM": "xterm-256color", "LC_ALL": "C", "LANG": "en_GB.UTF-8"}, Look{Color256, chart.ASCII, term.Modern}},
		{"no locale", map[string]string{"TERM": "xterm-256color"}, Look{Color256, chart.ASCII, term.Modern}},
	} {
		if got := Detect(func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
