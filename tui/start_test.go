package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/tui/chart"
)

func chooserOf(w, h int, opt Options, list ...Choice) *chooser {
	m := &chooser{list: func() []Choice { return list }, opt: opt.withDefaults(), palette: newPalette(opt.Profile, false)}
	m.Update(m.ask())
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m
}

func someChoices() []Choice {
	return []Choice{
		{Group: "SERIAL PORTS", Name: "none", Text: "plug an adapter in", Void: true},
		{Group: "RECORDINGS HERE", Name: "温度-log.mcap", Text: "1.5 MB, 25 Nov 2026 02:23"},
		{Group: "RECORDINGS HERE", Name: strings.Repeat("long", 30) + ".mcap", Text: "2 MB", Warn: "cut"},
		{Group: "WITHOUT A RIG", Name: "demo", Text: "a simulated pump rig whose sensors break one after another"},
	}
}

// The start screen fits every terminal, and says what it can.
func TestStartFits(t *testing.T) {
	for _, wh := range [][2]int{{1, 1}, {2, 3}, {20, 5}, {40, 12}, {60, 20}, {80, 24}, {120, 40}, {200, 50}} {
		for _, opt := range []Options{{Profile: NoColor}, {Profile: TrueColor}, {Profile: NoColor, Glyphs: chart.ASCII}} {
			m := chooserOf(wh[0], wh[1], opt, someChoices()...)
			fits(t, fmt.Sprint(wh, opt.Glyphs), m.View(), wh[0], wh[1], opt.Glyphs)
		}
	}
	view := strings.Join(bare(chooserOf(60, 20, Options{}, someChoices()...).View()), "\n")
	if want := "a simulated pump…"; !strings.Contains(view, want) {
		t.Errorf("want %q in\n%s", want, view)
	}
}

// What only tells something is not chosen; the choice stays on its thing
// when a port comes in before it.
func TestStartChooses(t *testing.T) {
	m := chooserOf(80, 24, Options{}, someChoices()...)
	key := func(k tea.KeyType) { m.Update(tea.KeyMsg{Type: k}) }
	if key(tea.KeyEnter); m.done {
		t.Error("the line that says that there is no port was chosen")
	}
	key(tea.KeyDown)
	m.Update(listedMsg(append([]Choice{{Group: "SERIAL PORTS", Name: "/dev/ttyUSB0"}}, someChoices()...)))
	if key(tea.KeyEnter); !m.done || m.chosen.Name != "温度-log.mcap" {
		t.Errorf("chosen %+v", m.chosen)
	}
}
