package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// What is wrong with ports and recording is on the screen at every width,
// whatever else there is to say.
func TestTroubleIsSeenAtEveryWidth(t *testing.T) {
	gone := LinkPort{Name: "sounder", For: 8 * time.Second, Known: true}
	well := LinkPort{Name: "gnss", Open: true, Readings: 144, Clock: "clock +0.253 s"}
	for _, c := range []struct {
		name string
		link Link
		want string
	}{
		{"one port lost", Link{Ports: []LinkPort{well, gone}}, "○ sounder lost 00:00:08"},
		{"never there", Link{Ports: []LinkPort{well, {Name: "sounder", For: time.Second}}}, "○ sounder absent 00:00:01"},
		{"both lost", Link{Ports: []LinkPort{gone, gone}}, "○ 2 ports gone"},
		{"disk full", Link{Ports: []LinkPort{well}, Recording: true, Err: errors.New("no space left on device")}, "REC stopped: no space left on device"},
		{"slow disk", Link{Ports: []LinkPort{well}, Recording: true, Bytes: 2e6, Lost: 3}, "REC 2.0 MB, 3 not kept"},
	} {
		for _, w := range []int{60, 80, 120, 200} {
			s := calm(rig())
			s.Counts.BadRows = 12345
			m, _ := opened(s, w, 24, Options{Mode: Live, Link: func() Link { return c.link }})
			if got := bare(m.View()); !strings.Contains(got[len(got)-2], c.want) {
				t.Errorf("%s at %d: %q, want %q in it", c.name, w, got[len(got)-2], c.want)
			}
		}
	}
}

// Where nothing has come yet, the screen says what it waits for.
func TestWaitingSaysForWhat(t *testing.T) {
	link := Link{Ports: []LinkPort{{Name: "gnss", Open: true}, {Name: "log", Open: true, Bytes: 60}, {Name: "sounder", Why: "open /dev/ttyUSB1: no such device"}}}
	m := New(&feedOf{}, nil, Options{Mode: Live, Link: func() Link { return link }})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 50})
	want := "WAITING   for the first data  gnss is open and silent  log sends what is not understood: wrong baud or format?  open /dev/ttyUSB1: no such device"
	if got := bare(m.View())[1]; !strings.Contains(got, want) {
		t.Errorf("%q, want %q in it", got, want)
	}
}
