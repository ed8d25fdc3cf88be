package tui

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// over is calm again after a fault of Pressure; with history, two alarms
// more have passed.
func over(past bool) *pipeline.Snapshot {
	s := calm(rig())
	if past {
		history(s)
	}
	s.Events = append(s.Events, pipeline.Event{ID: 9, From: s.Times[onsetAt], To: s.Times[samples-20], State: faulty(rig()).Events[2].State,
		Channel: pressure, Kind: "bias", Offset: .61, Peak: .99})
	return s
}

// unseen opens a screen on which nobody has acknowledged anything.
func unseen(s *pipeline.Snapshot, w, h int, opt Options) *Model {
	m, _ := opened(s, w, h, opt)
	m.seen = nil
	return m
}

// An alarm that has passed unseen, in every size, glyph set and colour.
func TestLatchedScreens(t *testing.T) {
	for _, c := range []struct {
		name string
		w, h int
		opt  Options
		keys string
	}{
		{"80x24", 80, 24, Options{}, ""},
		{"120x40", 120, 40, Options{}, ""},
		{"200x50", 200, 50, Options{}, ""},
		{"40x12", 40, 12, Options{}, ""},
		{"80x24-ascii", 80, 24, Options{Glyphs: chart.ASCII}, ""},
		{"40x12-ascii", 40, 12, Options{Glyphs: chart.ASCII, Profile: NoColor}, ""},
		{"80x24-events", 80, 24, Options{}, "E"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := unseen(over(true), c.w, c.h, c.opt)
			typed(m, strings.Fields(c.keys)...)
			golden(t, "latched-"+c.name+".txt", strings.Join(bare(m.View()), "\n")+"\n")
		})
	}
}

// The same in sixteen colours and in none, with the sequences.
func TestLatchedInks(t *testing.T) {
	for name, p := range map[string]Profile{"ansi16": Color16, "none": NoColor} {
		for state, s := range map[string]*pipeline.Snapshot{"latched": over(false), "new": faulty(rig())} {
			lines := strings.Split(unseen(s, 80, 24, Options{Profile: p}).View(), "\n")
			text := strings.Join([]string{lines[1], lines[7], lines[23]}, "\n") + "\n"
			golden(t, fmt.Sprintf("%s-80x24.%s.txt", state, name), strings.ReplaceAll(text, "\x1b", "␛"))
		}
	}
}

// What the headline says while alarms come, pass and are acknowledged.
func TestHeadlineUntilAcknowledged(t *testing.T) {
	fault, was := "▲ FAULT   Pressure reads 0.61 bar", "△ OVER   Pressure was faulty: bias +0.61 bar"
	m := unseen(faulty(rig()), 120, 40, Options{})
	for _, step := range []struct {
		next *pipeline.Snapshot
		keys string
		want []string
	}{
		{nil, "", []string{fault, "2 more over", " NEW "}},
		{nil, "a", []string{fault, "2 more over"}},
		{faulty(rig()), "E", []string{fault, "2 more over"}},
		{nil, "j j a esc", []string{fault, "1 more over"}},
		{over(true), "", []string{was, "00:14:15 for 25 s"}}, // it has another ID here: nobody saw this one
		{nil, "a", []string{"△ OVER   the process moved", "00:06:40 for 70 s", "a acknowledges"}},
		{nil, "a", []string{"● OK   8 of 8 sensors agree"}},
		{nil, "a", []string{"● OK   8 of 8 sensors agree"}},
	} {
		if step.next != nil {
			m.feed.(*feedOf).s = step.next
			m.Update(drawMsg{})
		}
		typed(m, strings.Fields(step.keys)...)
		line := bare(m.View())[1]
		for _, w := range step.want {
			if !strings.Contains(line, w) {
				t.Errorf("after %q: no %q in %q", step.keys, w, line)
			}
		}
		if got, want := strings.Contains(line, " NEW "), slices.Contains(step.want, " NEW "); got != want {
			t.Errorf("after %q: new is %v in %q", step.keys, got, line)
		}
	}
}

// A sees all of them at once.
func TestAcknowledgeAll(t *testing.T) {
	m := unseen(faulty(rig()), 80, 24, Options{})
	typed(m, "A")
	if view := strings.Join(bare(m.View()), "\n"); ringing(m) || strings.Contains(view, "NEW") || strings.Contains(view, " ack") {
		t.Errorf("still something to acknowledge:\n%s", view)
	}
}

// What the list has forgotten is forgotten here, too.
func TestSeenDoesNotGrow(t *testing.T) {
	m := unseen(faulty(rig()), 80, 24, Options{})
	for id := range 1000 {
		m.newest = &pipeline.Snapshot{Events: []pipeline.Event{{ID: id, State: faulty(rig()).Events[2].State}}}
		m.see(m.newest.Events...)
	}
	if len(m.seen) != 1 {
		t.Errorf("%d events are remembered", len(m.seen))
	}
}

// feedNow can be changed while a screen draws from it.
type feedNow struct {
	s atomic.Pointer[pipeline.Snapshot]
}

func (f *feedNow) Latest() *pipeline.Snapshot { return f.s.Load() }

// In a real terminal: a fault comes, is over before anybody looks, and stays
// on the screen until a key says that it was seen.
func TestLatchSession(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}, {40, 12}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			x := newTerminal(t, size.w, size.h)
			feed := &feedNow{}
			feed.s.Store(calm(rig()))
			m := New(feed, nil, Options{FPS: 30})
			done := make(chan error, 1)
			go func() { done <- Run(t.Context(), m, x.tty, x.tty) }()
			x.shows(t, "● OK")
			again := over(false)
			lasts := faulty(rig())
			lasts.Events = lasts.Events[2:]
			lasts.Events[0].ID = 9
			feed.s.Store(lasts)
			x.shows(t, "NEW")
			feed.s.Store(again)
			x.shows(t, "△ OVER")
			x.shows(t, "△f")
			x.screen.WriteString("a")
			x.shows(t, "● OK")
			x.screen.WriteString("q")
			ended(t, done)
		})
	}
}

// Nothing in an acknowledgement moves a row, and every screen fits.
func TestLatchedScreensFit(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {40, 12}, {47, 19}, {60, 20}, {80, 24}, {120, 40}, {200, 50}} {
		for _, gl := range []chart.Glyphs{chart.Braille, chart.Block, chart.ASCII} {
			for name, s := range states() {
				m := unseen(s, size[0], size[1], Options{Glyphs: gl, Profile: NoColor})
				fits(t, fmt.Sprint(name, size, gl), m.View(), size[0], size[1], gl)
				m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a")})
				fits(t, fmt.Sprint(name, size, gl, "a"), m.View(), size[0], size[1], gl)
			}
		}
	}
}
