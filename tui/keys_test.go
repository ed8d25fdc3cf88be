package tui

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/tui/chart"
)

// key is what Bubble Tea sends for a key of that name.
func key(name string) tea.KeyMsg {
	for t, s := range map[tea.KeyType]string{
		tea.KeyLeft: "left", tea.KeyRight: "right", tea.KeyUp: "up", tea.KeyDown: "down", tea.KeyEnter: "enter",
		tea.KeyEsc: "esc", tea.KeyHome: "home", tea.KeyEnd: "end", tea.KeyTab: "tab", tea.KeyShiftTab: "shift+tab", tea.KeyBackspace: "backspace", tea.KeyCtrlC: "ctrl+c", tea.KeyF5: "f5",
	} {
		if s == name {
			return tea.KeyMsg{Type: t}
		}
	}
	if name == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// typed sends keys one by one and runs the commands they give, as far as
// those are about the tape.
func typed(m *Model, keys ...string) {
	for _, k := range keys {
		if _, cmd := m.Update(key(k)); cmd != nil {
			m.Update(cmd())
		}
	}
}

func TestKeys(t *testing.T) {
	for _, c := range []struct {
		keys string
		want func(*Model, *deck) bool
		what string
	}{
		{"space", func(m *Model, _ *deck) bool { return m.frozen }, "frozen"},
		{"space space", func(m *Model, _ *deck) bool { return !m.frozen }, "thawed"},
		{"space esc", func(m *Model, _ *deck) bool { return !m.frozen }, "thawed"},
		{"left", func(m *Model, _ *deck) bool { return m.frozen && m.back > 0 }, "looking back, frozen"},
		{"left right", func(m *Model, _ *deck) bool { return m.frozen && m.back == 0 }, "at the end, still frozen"},
		{"h h l", func(m *Model, _ *deck) bool { return m.back == m.rowWindow(m.columns().chart).per }, "one cell back"},
		{"H", func(m *Model, _ *deck) bool { return m.back == 10*m.rowWindow(m.columns().chart).per }, "ten cells back"},
		{"H H H H H H", func(m *Model, _ *deck) bool { return m.back == samples-1 }, "at the oldest sample"},
		{"H G", func(m *Model, d *deck) bool { return !m.frozen && m.back == 0 && d.sought == nil }, "caught up"},
		{"G", func(_ *Model, d *deck) bool { return slices.Equal(d.sought, []time.Time{at(1500)}) }, "at the end of the log"},
		{"g", func(_ *Model, d *deck) bool { return slices.Equal(d.sought, []time.Time{at(0)}) }, "at the start"},
		{"+", func(m *Model, _ *deck) bool { return spans()[m.zoom] == time.Minute }, "one minute"},
		{"-", func(m *Model, _ *deck) bool { return spans()[m.zoom] == 5*time.Minute }, "five minutes"},
		{"- - - - - - - - - - - - - - -", func(m *Model, _ *deck) bool { return m.zoom == wholeLog() }, "the whole log"},
		{"tab", func(m *Model, _ *deck) bool { return m.focus == 5 && m.chosen }, "the sensor after the faulty one"},
		{"shift+tab", func(m *Model, _ *deck) bool { return m.focus == 3 }, "the sensor before it"},
		{"8 tab", func(m *Model, _ *deck) bool { return m.focus == 0 }, "round to the first"},
		{"2", func(m *Model, _ *deck) bool { return m.focus == 1 }, "the second sensor"},
		{"9", func(m *Model, _ *deck) bool { return m.focus == 4 && !m.chosen }, "no ninth sensor"},
		{"2 esc", func(m *Model, _ *deck) bool { return !m.chosen }, "following alarms again"},
		{"enter", func(m *Model, _ *deck) bool { return m.screen == closeUp }, "close up"},
		{"enter esc", func(m *Model, _ *deck) bool { return m.screen == monitor }, "back"},
		{"p", func(_ *Model, d *deck) bool { return d.paused }, "stopped"},
		{"p p", func(_ *Model, d *deck) bool { return !d.paused }, "going"},
		{"]", func(_ *Model, d *deck) bool { return d.speed == 2 }, "2×"},
		{"[ [ [ [", func(_ *Model, d *deck) bool { return d.speed == .1 }, "0.1×"},
		{"] ] ] ] ] ] ] ]", func(_ *Model, d *deck) bool { return d.speed == 250 }, "250×"},
		{"] ] ] ] ] ] ] ] ] ]", func(_ *Model, d *deck) bool { return math.IsInf(d.speed, 1) }, "as fast as possible"},
		{"] ] \\", func(_ *Model, d *deck) bool { return d.speed == 1 }, "1×"},
		{".", func(_ *Model, d *deck) bool { return d.paused && d.stepped == 1 }, "one step on"},
		{",", func(_ *Model, d *deck) bool { return d.paused && slices.Equal(d.sought, []time.Time{at(898)}) }, "one frame back"},
		{"N", func(_ *Model, d *deck) bool { return slices.Equal(d.sought, []time.Time{at(855)}) }, "at the last alarm"},
		{"n", func(m *Model, d *deck) bool { return d.sought == nil && m.notice == "no later alarm so far" }, "told so"},
		{"E", func(m *Model, _ *deck) bool { return m.screen == eventList }, "in the events"},
		{"E down enter", func(m *Model, d *deck) bool {
			return m.screen == monitor && slices.Equal(d.sought, []time.Time{at(400)})
		}, "at the process event"},
		{"E j j j j k", func(m *Model, _ *deck) bool { return m.row == 1 }, "on the second event"},
		{"E esc", func(m *Model, _ *deck) bool { return m.screen == monitor }, "back"},
		{"?", func(m *Model, _ *deck) bool { return m.screen == helpText }, "in the help"},
		{"? esc", func(m *Model, _ *deck) bool { return m.screen == monitor }, "back"},
		{"t down down left", func(m *Model, _ *deck) bool { return m.opt.Glyphs == chart.ASCII }, "in ASCII"},
		{"t down down right right right", func(m *Model, _ *deck) bool { return m.opt.Glyphs == chart.Braille }, "in braille"},
		{"t right", func(m *Model, _ *deck) bool { return m.opt.Profile == Color256 }, "in 256 colours"},
		{"t down right esc", func(m *Model, _ *deck) bool { return m.opt.Light && m.screen == monitor }, "on a light background"},
		{": 1 : 0 0 x backspace enter", func(_ *Model, d *deck) bool { return slices.Equal(d.sought, []time.Time{at(60)}) }, "at 1:00"},
		{": l o o p enter", func(m *Model, d *deck) bool { return d.loops && m.tape.loops }, "looping"},
		{": l o o p enter : l o o p enter", func(m *Model, d *deck) bool { return !d.loops && m.notice == "plays once" }, "playing once"},
		{": q esc", func(m *Model, d *deck) bool { return !m.prompt.open && d.sought == nil }, "not gone anywhere"},
		{"x", func(m *Model, _ *deck) bool { return m.screen == monitor && m.notice == "" }, "not moved"},
	} {
		t.Run(c.keys, func(t *testing.T) {
			m, d := opened(faulty(rig()), 80, 24, Options{})
			for _, k := range strings.Fields(c.keys) {
				if k == "space" {
					k = " "
				}
				typed(m, k)
			}
			if !c.want(m, d) {
				t.Errorf("not %s", c.what)
			}
		})
	}
}

// Letters that arrive in one read are several keys; a paste is none.
func TestSeveralKeysAtOnce(t *testing.T) {
	m, d := opened(faulty(rig()), 80, 24, Options{})
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("]]:1:00")})
	typed(m, "enter")
	if d.speed != 4 || !slices.Equal(d.sought, []time.Time{at(60)}) {
		t.Errorf("speed %v, sought %v", d.speed, d.sought)
	}
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("]p"), Paste: true})
	if d.speed != 4 || d.paused {
		t.Error("a paste worked as keys")
	}
}

func TestQuit(t *testing.T) {
	for _, keys := range [][]string{{"q"}, {"ctrl+c"}, {"?", "q"}, {"E", "q"}, {":", "ctrl+c"}} {
		m, _ := opened(faulty(rig()), 80, 24, Options{})
		var cmd tea.Cmd
		for _, k := range keys {
			_, cmd = m.Update(key(k))
		}
		if cmd == nil || cmd() != tea.Quit() {
			t.Errorf("%v does not quit", keys)
		}
	}
}

// A live screen has no tape: no key of it works, none is shown.
func TestLiveHasNoTape(t *testing.T) {
	m := New(&feedOf{faulty(rig())}, nil, Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 50})
	for _, k := range []string{"p", "[", "]", ".", ",", "g", ":"} {
		typed(m, k)
	}
	typed(m, "N")
	if want := samples - 1 - onsetAt - 30; m.back != want || !m.frozen {
		t.Errorf("N looks back %d samples, want %d", m.back, want)
	}
	typed(m, "?")
	if help := strings.Join(bare(m.View()), "\n"); strings.Contains(help, "speed") || strings.Contains(help, "REPLAY  p") {
		t.Errorf("the help speaks of a tape:\n%s", help)
	}
}

// The help lists every bound key once, and nothing else.
func TestHelpListsTheKeys(t *testing.T) {
	m, _ := opened(faulty(rig()), 120, 40, Options{})
	typed(m, "?")
	view := strings.Join(bare(m.View()), "\n")
	bound := map[string]bool{}
	for _, b := range m.keys {
		for _, k := range b.keys {
			bound[k] = true
		}
		line := fmt.Sprintf("%-9s%s", b.show, b.help)
		if b.help != "" && strings.Count(view, line) != 1 {
			t.Errorf("%q is there %d times", line, strings.Count(view, line))
		}
		if chart.Width(b.help) > 21 {
			t.Errorf("%q does not fit a help of 80 columns", b.help)
		}
		if b.do == nil || b.show == "" || len(b.keys) == 0 {
			t.Errorf("%+v is not complete", b)
		}
	}
	for r := rune('!'); r <= '~'; r++ {
		before := *m
		m.screen, m.prompt = monitor, prompt{}
		_, cmd := m.Update(key(string(r)))
		if acted := cmd != nil || m.notice != before.notice; acted && !bound[string(r)] {
			t.Errorf("%q does something and is not bound", r)
		}
		*m = before
	}
}

// The footer shows only keys that do something now.
func TestFooterKeysWork(t *testing.T) {
	for name, s := range states() {
		for _, keys := range []string{"", "E", "?", "h", "enter"} {
			m, _ := opened(s, 200, 50, Options{})
			typed(m, strings.Fields(keys)...)
			lines := bare(m.View())
			foot := lines[len(lines)-1]
			for _, b := range m.keys {
				same := func(o binding) bool { return o.show == b.show && o.foot == b.foot && o.now(m) } // on another screen, too
				if shown := b.foot != "" && strings.Contains(foot, " "+b.show+" "+b.foot+" "); shown != (b.foot != "" && slices.ContainsFunc(m.keys, same)) {
					t.Errorf("%s after %q: %q %q shown: %v, works: %v", name, keys, b.show, b.foot, shown, b.now(m))
				}
			}
		}
	}
}

func TestGoTo(t *testing.T) {
	for _, c := range []struct {
		text, notice string
		want         int // [s] since the start
	}{
		{text: "1:26", want: 86},
		{text: " 0:10:00 ", want: 600},
		{text: "90", want: 90},
		{text: "row 500", want: 500},
		{text: "alarm 2", want: 400},
		{text: "2020-03-09 10:15:33", want: 60},
		{text: "2020-03-09T10:15:33Z", want: 60},
		{text: "", notice: "go to: nothing was typed"},
		{text: "1:99", notice: `go to "1:99": type 1:26:06, row 5166, alarm 4 or loop`},
		{text: "-5", notice: `go to "-5": type 1:26:06, row 5166, alarm 4 or loop`},
		{text: "alarm 9", notice: "go to alarm 9: there are 3 so far"},
		{text: "row x", notice: `go to "row x": type 1:26:06, row 5166, alarm 4 or loop`},
	} {
		t.Run(c.text, func(t *testing.T) {
			m, d := opened(faulty(rig()), 80, 24, Options{})
			m.prompt = prompt{open: true, text: c.text}
			typed(m, "enter")
			if m.notice != c.notice {
				t.Errorf("got notice %q, want %q", m.notice, c.notice)
			}
			if c.notice == "" && (len(d.sought) != 1 || !d.sought[0].Equal(at(c.want))) {
				t.Errorf("sought %v, want %v", d.sought, at(c.want))
			}
		})
	}
}

func TestFailedSeekIsTold(t *testing.T) {
	m, d := opened(faulty(rig()), 80, 24, Options{})
	d.err = errors.New("seek in \x1b[31mlog: standard input cannot be reopened")
	typed(m, "g")
	if want := "seek in log: standard input cannot be reopened"; m.notice != want {
		t.Errorf("got %q, want %q", m.notice, want)
	}
}

// A demo has a tape that plays but cannot be wound: its alarms are looked
// back on.
func TestDemoLooksBackOnAlarms(t *testing.T) {
	m, d := opened(faulty(rig()), 80, 24, Options{Mode: Demo})
	typed(m, "N")
	if d.sought != nil || !m.frozen || m.back == 0 {
		t.Errorf("sought %v, frozen %v, back %d", d.sought, m.frozen, m.back)
	}
}
