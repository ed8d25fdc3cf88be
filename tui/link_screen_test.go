package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

func TestSweepScreens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		m, _ := opened(faulty(rig()), size[0], size[1], Options{Sweep: true})
		golden(t, fmt.Sprintf("sweep-%dx%d.txt", size[0], size[1]), strings.Join(bare(m.View()), "\n")+"\n")
	}
}

// A slow screen says so, in the transport line and at the end of the footer.
func TestSlowScreen(t *testing.T) {
	for _, c := range []struct {
		t            throttle
		line, footer string
	}{
		{throttle{kBps: 2.8, fps: 10, top: 10}, "", "link 2.8 kB/s 10 fps"},
		{throttle{kBps: .9, fps: 1, top: 10, sweep: true}, "◆ SLOW SCREEN  your terminal takes 0.9 kB/s: 10 → 1 frame a second, sweep", "link 0.9 kB/s 1 fps"},
		{throttle{kBps: 1.4, fps: 5, top: 20}, "◆ SLOW SCREEN  your terminal takes 1.4 kB/s: 20 → 5 frames a second", "link 1.4 kB/s 5 fps"},
		{throttle{kBps: .2, fps: 1, top: 1, sweep: true, table: true}, "0.2 kB/s: 1 frame a second, numbers only", "link 0.2 kB/s 1 fps"},
	} {
		m, _ := opened(faulty(rig()), 120, 40, Options{})
		m.onLink(c.t)
		view := bare(m.View())
		if got := view[len(view)-1]; !strings.Contains(got, c.footer) {
			t.Errorf("%v: footer %q", c.t, got)
		}
		if got := view[len(view)-2]; !strings.Contains(got, c.line) || c.line == "" && strings.Contains(got, "SLOW") {
			t.Errorf("%v: transport %q", c.t, got)
		}
	}
}

// While samples come, a sweeping chart changes no cell but those around the
// gap; and it shows what the same chart shows that scrolls, but for the gap.
func TestSweepKeepsOldCells(t *testing.T) {
	const width, per = 20, 3
	v := make([]float64, 400)
	for i := range v {
		v[i] = float64(i * 7919 % 97)
	}
	chartAt := func(end int, sweep bool) chart.Grid {
		w := windowOf(width*per*time.Second, 1, end, end, width)
		w.sweep = sweep
		g := chart.NewGrid(width, 4)
		w.on(g, func(g chart.Grid, view chart.View) {
			chart.Trace{V: v[:end+1], Pen: inkText}.Draw(g, view, chart.Scale{Lo: 0, Hi: 97}, chart.Block)
		})
		return g
	}
	for end := 150; end < 300; end++ {
		now, next, scrolled := chartAt(end, true), chartAt(end+1, true), chartAt(end, false)
		last := end / per
		for x := range width {
			age := modulo(last-x, width) // cells behind the newest
			for y := range 4 {
				if now.At(x, y) != next.At(x, y) && age > 0 && age < width-1-sweepGap {
					t.Fatalf("sample %d changed column %d", end+1, x)
				}
				switch c := now.At(x, y); {
				case age >= width-sweepGap && c.Rune != 0:
					t.Fatalf("at sample %d column %d of the gap is not blank", end, x)
				case age < width-sweepGap && c != scrolled.At(width-1-age, y):
					t.Fatalf("at sample %d column %d shows something else than when scrolling", end, x)
				}
			}
		}
	}
}

// s changes how charts move; looking back, they stand on one axis.
func TestSweepKey(t *testing.T) {
	m, _ := opened(faulty(rig()), 120, 40, Options{})
	typed(m, "s")
	if !m.sweeping() {
		t.Error("s does not make it sweep")
	}
	typed(m, "h")
	if m.sweeping() {
		t.Error("it sweeps while looking back")
	}
	typed(m, "G")
	typed(m, "s")
	if m.sweeping() {
		t.Error("s does not make it scroll again")
	}
}

// Numbers stand for a quarter of a second, reasons for half, the log for one;
// what changes the state of the rig is shown at once.
func TestNumbersStand(t *testing.T) {
	quiet := calm(rig())
	feed := &feedOf{quiet}
	m := New(feed, nil, Options{})
	m.Init()
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	begin := time.Unix(1000, 0)
	tick := func(ms int) {
		next := *quiet
		feed.s = &next
		m.Update(drawMsg{begin.Add(time.Duration(ms) * time.Millisecond)})
	}
	tick(0)
	tick(250)
	for _, c := range []struct {
		ms                    int
		numbers, reasons, log bool // are new
	}{{350, false, false, false}, {510, true, true, false}, {600, false, false, false}, {1010, true, true, true}} {
		before := m.cadence
		tick(c.ms)
		if got := m.cadence.numbers != before.numbers; got != c.numbers {
			t.Errorf("%d ms: numbers new: %v", c.ms, got)
		}
		if got := m.cadence.reasons != before.reasons; got != c.reasons {
			t.Errorf("%d ms: reasons new: %v", c.ms, got)
		}
		if got := m.cadence.log != before.log; got != c.log {
			t.Errorf("%d ms: log new: %v", c.ms, got)
		}
	}
	feed.s = faulty(rig())
	m.Update(drawMsg{begin.Add(1020 * time.Millisecond)})
	if !strings.Contains(m.View(), "FAULT") {
		t.Error("the alarm waits")
	}
}

// breaking is a feed that panics after a while.
type breaking struct {
	feedOf
	left int
}

func (b *breaking) Latest() *pipeline.Snapshot {
	if b.left--; b.left < 0 {
		panic("forced")
	}
	return b.s
}

// A panic of the screen gives the terminal back and says where it was.
func TestBrokenScreen(t *testing.T) {
	x := newTerminal(t, 80, 24)
	err := Run(t.Context(), New(&breaking{feedOf{calm(rig())}, 5}, nil, Options{}), x.tty, x.tty)
	var b *Broken
	if !errors.As(err, &b) || !strings.Contains(string(b.Stack), "Latest") {
		t.Errorf("got %v", err)
	}
	x.restored(t)
}

// So does one of a command.
func TestBrokenCommand(t *testing.T) {
	x := newTerminal(t, 80, 24)
	v := &viewOf{cmd: func() tea.Msg { panic("forced") }}
	err := run(v, Options{}.withDefaults(), x.tty, x.tty)
	var b *Broken
	if !errors.As(err, &b) || b.Cause != "forced" {
		t.Errorf("got %v", err)
	}
	x.restored(t)
}

// viewOf does a command and draws nothing.
type viewOf struct{ cmd tea.Cmd }

func (v *viewOf) Init() tea.Cmd                       { return v.cmd }
func (v *viewOf) Update(tea.Msg) (tea.Model, tea.Cmd) { return v, nil }
func (v *viewOf) View() string                        { return "" }
func (v *viewOf) picture() chart.Grid                 { return chart.NewGrid(80, 24) }
func (v *viewOf) changed(time.Time) bool              { return true }
func (v *viewOf) onLink(throttle)                     {}
func (v *viewOf) colours() scheme                     { return scheme{} }

func (x *terminal) restored(t *testing.T) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); x.alt() && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
	}
	if x.alt() {
		t.Error("the alternate screen is still shown")
	}
}
