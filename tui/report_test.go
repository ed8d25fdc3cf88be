package tui

import (
	"errors"
	"strings"
	"testing"
)

// R reports on all that is shown, in the list on the chosen event, and tells
// where to or why not.
func TestReport(t *testing.T) {
	var asked Reported
	var fails error
	opt := Options{Report: func(r Reported) (string, error) { asked = r; return "wrote x.html and .txt", fails }}
	m, _ := opened(faulty(rig()), 120, 40, opt)
	press := func() string {
		cmd := m.typed(key("R"))
		if cmd == nil {
			t.Fatal("R does nothing")
		}
		m.Update(cmd())
		return m.notice
	}
	if got := press(); got != "wrote x.html and .txt" || asked.Event != 0 || asked.Snapshot != m.shown || !strings.Contains(m.View(), got) {
		t.Errorf("told %q, asked for %d", got, asked.Event)
	}
	typed(m, "E", "down")
	if press(); asked.Event != 2 {
		t.Errorf("asked for event %d, the second newest is 2", asked.Event)
	}
	fails = errors.New("no report: disk full")
	if got := press(); got != "no report: disk full" {
		t.Errorf("told %q", got)
	}
}

// Without anybody to write it there is no such key.
func TestNoReport(t *testing.T) {
	m, _ := opened(faulty(rig()), 120, 40, Options{})
	if cmd := m.typed(key("R")); cmd != nil {
		t.Error("R does something")
	}
}
