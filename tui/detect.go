package tui

import (
	"io"
	"strings"

	"github.com/muesli/termenv"

	"rigscope/tui/chart"
	"rigscope/tui/term"
)

// Look is what a terminal can show.
type Look struct {
	Profile  Profile
	Glyphs   chart.Glyphs
	Terminal term.Kind
}

// Detect reads from the environment what the terminal can show: NO_COLOR,
// COLORTERM and TERM for colours, the locale for glyphs. It asks the terminal
// nothing. getenv is os.Getenv or a test's.
func Detect(getenv func(string) string) Look {
	return Look{Profile: detectProfile(getenv), Glyphs: detectGlyphs(getenv), Terminal: term.KindOf(getenv("TERM"))}
}

func detectProfile(getenv func(string) string) Profile {
	if getenv("NO_COLOR") != "" {
		return NoColor
	}
	switch getenv("TERM") {
	case "", "dumb", "vt100", "vt102", "vt220":
		return NoColor
	case "linux", "screen", "tmux":
		return Color16
	}
	out := termenv.NewOutput(io.Discard, termenv.WithEnvironment(environment(getenv)), termenv.WithTTY(true))
	switch out.ColorProfile() {
	case termenv.TrueColor:
		return TrueColor
	case termenv.ANSI256:
		return Color256
	case termenv.ANSI:
		return Color16
	}
	return NoColor
}

// detectGlyphs says ASCII where braille would be rubbish: a locale that is
// not UTF-8, and consoles whose font holds 512 characters at most.
func detectGlyphs(getenv func(string) string) chart.Glyphs {
	switch getenv("TERM") {
	case "", "dumb", "linux", "vt100", "vt102", "vt220":
		return chart.ASCII
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(getenv(name)); v != "" {
			if strings.Contains(v, "utf-8") || strings.Contains(v, "utf8") {
				return chart.Braille
			}
			return chart.ASCII
		}
	}
	return chart.ASCII
}

// environment lets termenv read our getenv.
type environment func(string) string

func (e environment) Environ() []string        { return nil }
func (e environment) Getenv(key string) string { return e(key) }
