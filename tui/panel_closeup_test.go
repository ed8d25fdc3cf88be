package tui

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"rigscope/inference"
	"rigscope/tui/chart"
)

// The close-up of the faulty sensor with both cursors, at three sizes, in
// colours, without and in ASCII.
func TestCloseUpScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		for name, opt := range map[string]Options{
			"ansi16": {Profile: Color16}, "none": {Profile: NoColor}, "ascii": {Profile: NoColor, Glyphs: chart.ASCII},
		} {
			m, _ := opened(faulty(rig()), size[0], size[1], opt)
			typed(m, "enter", "c", "C")
			got := strings.ReplaceAll(m.View(), "\x1b", "␛") + "\n"
			golden(t, fmt.Sprintf("closeup-%dx%d.%s.txt", size[0], size[1], name), got)
			fits(t, name, m.View(), size[0], size[1], opt.Glyphs)
		}
	}
}

// The statistics are those of the samples in view, and say where these come
// from.
func TestCloseUpStatistics(t *testing.T) {
	s := faulty(rig())
	s.Raw[pressure][samples-3], s.Value[pressure][samples-3] = math.NaN(), math.NaN()
	s.Status[pressure][samples-3] = inference.Missing
	m, _ := opened(s, 80, 24, Options{})
	typed(m, "enter")
	v := m.closeWindow().view
	var n, mean, square float64
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, x := range s.Raw[pressure][v.From-s.First:] {
		if x == x {
			n++
			mean += x
			lo, hi = min(lo, x), max(hi, x)
		}
	}
	mean /= n
	for _, x := range s.Raw[pressure][v.From-s.First:] {
		if x == x {
			square += (x - mean) * (x - mean)
		}
	}
	want := fmt.Sprintf("measured %10.2f %7.3f %7s %7.2f", mean, math.Sqrt(square/(n-1)), m.number(pressure, lo), hi)
	view := strings.Join(bare(m.View()), "\n")
	if !strings.Contains(view, want) {
		t.Errorf("no %q on\n%s", want, view)
	}
	if want := fmt.Sprintf("%d measured · 44 corrected · 1 missing", v.To-v.From-45); !strings.Contains(view, want) {
		t.Errorf("no %q on\n%s", want, view)
	}
}

func TestCursors(t *testing.T) {
	for _, c := range []struct {
		keys string
		want func(m *Model) bool
		what string
	}{
		{"c", func(m *Model) bool { return m.study.cursor[0] == 600+onsetAt && m.study.hand == 1 }, "A at the onset, in hand"},
		{"1 c", func(m *Model) bool { return m.study.cursor[0] > m.closeWindow().view.From }, "A in view"},
		{"c l", func(m *Model) bool { return m.study.cursor[0] == 600+onsetAt+m.closeWindow().per }, "A a cell later"},
		{"c H", func(m *Model) bool { return m.study.cursor[0] == 600+onsetAt-10*m.closeWindow().per }, "A ten cells earlier"},
		{"c C", func(m *Model) bool { return m.study.hand == 2 && m.study.cursor[1] > m.study.cursor[0] }, "B after A, in hand"},
		{"c C c", func(m *Model) bool { return m.study.hand == 1 && m.study.placed[0] }, "A in hand again"},
		{"c c", func(m *Model) bool { return !m.study.placed[0] && m.study.hand == 0 }, "A removed"},
		{"c esc h", func(m *Model) bool { return m.screen == closeUp && m.back > 0 && m.study.cursor[0] == 600+onsetAt }, "A let go, looking back"},
		{"c H H H H H H H H H H H H", func(m *Model) bool { return m.frozen && m.back > 0 && m.study.cursor[0] >= m.closeWindow().view.From }, "the view goes with it"},
		{"c L L L L L L", func(m *Model) bool { return m.study.cursor[0] == m.last() && m.back == 0 }, "at the newest sample"},
		{"c esc esc", func(m *Model) bool { return m.screen == monitor && !m.study.open }, "back in the monitor"},
		{"E esc", func(m *Model) bool { return m.screen == closeUp }, "back from the list"},
		{"f f", func(m *Model) bool { return m.study.shows == ofBoth }, "both spectra"},
		{"f f f", func(m *Model) bool { return m.study.shows == ofMeasured }, "the first again"},
		{"tab", func(m *Model) bool { return m.focus == pressure+1 && m.study.of.c == m.focus }, "the next sensor, reckoned"},
		{"y - -", func(m *Model) bool { return m.scales.locked && m.zoom > firstSpan(1) }, "locked"},
	} {
		m, _ := opened(faulty(rig()), 80, 24, Options{})
		typed(m, "enter")
		typed(m, strings.Fields(c.keys)...)
		if !c.want(m) {
			t.Errorf("%s: not %s: %+v, back %d", c.keys, c.what, m.study, m.back)
		}
		fits(t, c.keys, m.View(), 80, 24, chart.Braille)
	}
}

// The table tells Δt and Δv, and marks estimates as such.
func TestCursorTable(t *testing.T) {
	s := faulty(rig())
	m, _ := opened(s, 80, 24, Options{})
	typed(m, "enter", "c", "C")
	m.study.cursor = [2]int{s.First + 100, s.First + 290}
	view := strings.Join(bare(m.View()), "\n")
	for _, want := range []string{
		"time         00:11:40   00:14:50      190 s",
		fmt.Sprintf("measured %12s %10s %10s", m.number(4, s.Raw[4][100]), m.number(4, s.Raw[4][290]), m.signed(4, s.Raw[4][290]-s.Raw[4][100])),
		fmt.Sprintf("corrected %11s %10s %10s", m.number(4, s.Value[4][100]), "≈ "+m.number(4, s.Value[4][290]), m.signed(4, s.Value[4][290]-s.Value[4][100])),
	} {
		if !strings.Contains(view, want) {
			t.Errorf("no %q on\n%s", want, view)
		}
	}
}

// A locked scale stays through anything but another rig.
func TestLockedScale(t *testing.T) {
	m, _ := opened(calm(rig()), 80, 24, Options{})
	before := m.scales.of[pressure]
	typed(m, "y")
	m.show(faulty(rig()))
	typed(m, "enter", "-", "h")
	if got := m.scales.of[pressure]; got != before {
		t.Errorf("the locked scale went from %v to %v", before, got)
	}
	typed(m, "y")
	if got := m.scales.of[pressure]; got == before {
		t.Error("the freed scale does not follow")
	}
}

// A session in a real terminal: open, place both cursors, read Δt.
func TestCloseUpSession(t *testing.T) {
	x := newTerminal(t, 80, 24)
	d := &lockedDeck{}
	d.SetSpeed(1)
	m := New(&feedOf{faulty(rig())}, d, Options{Mode: Replay, FPS: 30})
	done := make(chan error, 1)
	go func() { done <- Run(t.Context(), m, x.tty, x.tty) }()
	for _, step := range []struct{ keys, want string }{
		{"", "▲ FAULT"},
		{"\r", "skab-loop ▸ hydraulic ▸ Pressure"},
		{"c", "▸A"},
		{"C", "00:14:45"},
		{"", " 30 s"},
		{"\x1b[C", " 32 s"},
		{"h", " 30 s"},
		{"f", "SPECTRUM corrected"},
		{"y", "y locked"},
		{"\x1b[H", "FROZEN"},
		{"\x1b[F", "► REPLAY"},
		{"\t", "▸ Flow"},
	} {
		if _, err := x.screen.WriteString(step.keys); err != nil {
			t.Fatal(err)
		}
		x.shows(t, step.want)
	}
	x.screen.WriteString("q")
	ended(t, done)
}
