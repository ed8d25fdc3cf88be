package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

func click(m *Model, x, y int) {
	if _, cmd := m.Update(tea.MouseMsg{X: x, Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft}); cmd != nil {
		m.Update(cmd())
	}
}

// A click on a name chooses its row, at every size.
func TestClickChoosesARow(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 40}, {200, 50}} {
		m, _ := opened(faulty(rig()), size[0], size[1], Options{Mouse: true})
		for y, l := range bare(m.View()) {
			for c, name := range m.names {
				x := strings.Index(l, name)
				if x < 0 || x > 20 || !m.plan().rows.has(x, y) {
					continue
				}
				m.focus, m.chosen = (c+1)%8, false
				click(m, x, y)
				if m.focus != c || !m.chosen {
					t.Errorf("%v: a click on %s at line %d chose %d", size, name, y, m.focus)
				}
			}
		}
	}
}

// A click on the log goes there: a replay is wound, a live picture looks
// back.
func TestClickOnTheLog(t *testing.T) {
	m, d := opened(faulty(rig()), 80, 24, Options{Mouse: true})
	l := m.plan().log
	for _, c := range []struct {
		x    int
		want time.Time
	}{{4, at(0)}, {79, at(1500)}, {40, at(720)}} {
		d.sought = nil
		click(m, c.x, l.y+1)
		if !slices.Equal(d.sought, []time.Time{c.want}) {
			t.Errorf("a click at %d went to %v, want %v", c.x, d.sought, c.want)
		}
	}
	d.sought = nil
	click(m, 1, l.y)
	if d.sought != nil {
		t.Error("a click beside the log went somewhere")
	}
	live := New(&feedOf{faulty(rig())}, nil, Options{Mouse: true})
	live.Init()
	live.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	click(live, 70, live.plan().log.y)
	if !live.frozen || live.back == 0 {
		t.Error("a live picture does not look back")
	}
}

func TestWheel(t *testing.T) {
	m, _ := opened(faulty(rig()), 80, 24, Options{Mouse: true})
	turn := func(b tea.MouseButton) {
		m.Update(tea.MouseMsg{X: 9, Y: 9, Action: tea.MouseActionPress, Button: b})
	}
	turn(tea.MouseButtonWheelUp)
	if !m.frozen || m.back == 0 {
		t.Error("the wheel does not look back")
	}
	turn(tea.MouseButtonWheelDown)
	if m.back != 0 {
		t.Error("the wheel does not look ahead")
	}
	typed(m, "E")
	turn(tea.MouseButtonWheelDown)
	if m.row != 1 {
		t.Error("the wheel does not choose an event")
	}
	click(m, 9, 4)
	if m.row != 0 {
		t.Error("a click does not choose an event")
	}
}

// Off it hears nothing, and a dialog has the keyboard alone.
func TestMouseIsOff(t *testing.T) {
	m, d := opened(faulty(rig()), 80, 24, Options{Drills: &bench{}})
	click(m, 9, 4)
	if m.chosen {
		t.Error("a click works though the mouse is off")
	}
	_, cmd := m.Update(key("M"))
	if cmd == nil || cmd() != tea.EnableMouseCellMotion() {
		t.Error("M does not turn it on")
	}
	typed(m, "i")
	click(m, 40, m.plan().log.y)
	if d.sought != nil {
		t.Error("a click works behind a dialog")
	}
	typed(m, "esc")
	if _, cmd = m.Update(key("M")); cmd == nil || cmd() != tea.DisableMouse() {
		t.Error("M does not turn it off")
	}
}

// The terminal reports the mouse only while it is wanted, and not after the
// end, whether it was wanted or not.
func TestMouseIsGivenBack(t *testing.T) {
	x := newTerminal(t, 80, 24)
	m := New(&feedOf{faulty(rig())}, &lockedDeck{}, Options{Mode: Replay, FPS: 30})
	done := make(chan error, 1)
	go func() { done <- Run(t.Context(), m, x.tty, x.tty) }()
	x.shows(t, "▲ FAULT")
	x.screen.WriteString("M")
	x.shows(t, "mouse on")
	x.screen.WriteString("\x1b[<0;9;5M") // a click on Accel 2, as terminals report it
	x.shows(t, "━━ Accel 2 g")
	x.screen.WriteString("q")
	ended(t, done)
	for end := time.Now().Add(5 * time.Second); !x.quiet() && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
	}
	if !x.quiet() {
		t.Error("the terminal still reports the mouse")
	}
}
