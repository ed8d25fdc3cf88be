package tui

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// childEnv makes the test binary play the program in TestSilentTerminal: what
// happens then is what Go's package initialisation does, and nothing more.
const childEnv = "RIGSCOPE_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// A program that imports this room starts at once and prints nothing on a
// terminal that never answers. Without package calm it waits five seconds
// and prints the question.
func TestSilentTerminal(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"=1", "TERM=xterm-256color")
	began := time.Now()
	tty, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	var out bytes.Buffer
	out.ReadFrom(tty) // ends with an error when the child has gone
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 2*time.Second { // one of them is the race detector's own
		t.Errorf("took %v", took)
	}
	if out.Len() > 0 {
		t.Errorf("printed %q", out.String())
	}
}

// terminal is a real pseudo-terminal with an emulator behind it.
type terminal struct {
	tty, screen *os.File
	mu          sync.Mutex
	vt          *vt.Emulator // guarded by mu
	mouse       bool         // it was told to report it; guarded by mu
}

func newTerminal(t *testing.T, w, h int) *terminal {
	t.Helper()
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(tty, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		t.Fatal(err)
	}
	x := &terminal{tty: tty, screen: ptmx, vt: vt.NewEmulator(w, h)}
	go x.read() // ends when the pseudo-terminal is closed
	t.Cleanup(func() { tty.Close(); ptmx.Close() })
	return x
}

func (x *terminal) read() {
	buf := make([]byte, 1<<16)
	for {
		n, err := x.screen.Read(buf)
		if err != nil {
			return
		}
		x.mu.Lock()
		x.vt.Write(buf[:n])
		if on, off := bytes.LastIndex(buf[:n], []byte("\x1b[?1002h")), bytes.LastIndex(buf[:n], []byte("\x1b[?1002l")); on != off {
			x.mouse = on > off
		}
		x.mu.Unlock()
	}
}

func (x *terminal) text() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.vt.String()
}

func (x *terminal) alt() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.vt.IsAltScreen()
}

// quiet says that it does not report the mouse.
func (x *terminal) quiet() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return !x.mouse
}

// shows waits until the screen holds want.
func (x *terminal) shows(t *testing.T, want string) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if strings.Contains(x.text(), want) {
			return
		}
	}
	t.Fatalf("no %q on\n%s", want, x.text())
}

// A session in a real terminal: keys in, screen out.
func TestSession(t *testing.T) {
	x := newTerminal(t, 80, 24)
	d := &lockedDeck{}
	d.SetSpeed(1)
	m := New(&feedOf{faulty(rig())}, d, Options{Mode: Replay, FPS: 30})
	done := make(chan error, 1)
	go func() { done <- Run(t.Context(), m, x.tty, x.tty) }()

	for _, step := range []struct{ keys, want string }{
		{"", "▲ FAULT  Pressure reads 0.61 bar too high  ≈ −0.03 ±0.05 bar"},
		{"", " NEW"},
		{"]", "► PLAY  2×"},
		{"p", "▮▮ STOP"},
		{" ", "◇ FROZEN at 00:14:59"},
		{"\x1b[D", "FROZEN at 00:14:48"},
		{"G", "▮▮ REPLAY stopped"},
		{"E", "DURATION  SENSOR"},
		{"\x1b", "MEASURED"},
		{"2", "━━ Accel 2 g"},
		{"?\t", "LEGEND"},
		{"\x1b", "MEASURED"},
		{":", "go to"},
		{"row x\r", `go to "row x": type 1:26:06, row 5166, alarm 4 or loop`},
	} {
		if _, err := x.screen.WriteString(step.keys); err != nil {
			t.Fatal(err)
		}
		x.shows(t, step.want)
	}
	if !x.alt() {
		t.Error("not on the alternate screen")
	}
	x.screen.WriteString("q")
	ended(t, done)
	for end := time.Now().Add(5 * time.Second); x.alt() && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
	}
	if x.alt() {
		t.Error("the terminal was not restored")
	}
}

// The screen ends with its context, and that is no error.
func TestRunEndsWithContext(t *testing.T) {
	x := newTerminal(t, 80, 24)
	ctx, cancel := context.WithCancel(t.Context())
	m := New(&feedOf{faulty(rig())}, nil, Options{})
	done := make(chan error, 1)
	go func() { done <- Run(ctx, m, x.tty, x.tty) }()
	x.shows(t, "FAULT")
	cancel()
	ended(t, done)
}

func ended(t *testing.T, done <-chan error) {
	t.Helper()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the screen did not end")
	}
}

// lockedDeck is a deck for more than one goroutine.
type lockedDeck struct {
	mu sync.Mutex
	d  deck
}

func (l *lockedDeck) with(f func(*deck)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f(&l.d)
}

func (l *lockedDeck) SetPaused(p bool)   { l.with(func(d *deck) { d.SetPaused(p) }) }
func (l *lockedDeck) SetSpeed(x float64) { l.with(func(d *deck) { d.SetSpeed(x) }) }
func (l *lockedDeck) Step(n int)         { l.with(func(d *deck) { d.Step(n) }) }
func (l *lockedDeck) Paused() (p bool)   { l.with(func(d *deck) { p = d.Paused() }); return p }
func (l *lockedDeck) Speed() (x float64) { l.with(func(d *deck) { x = d.Speed() }); return x }
func (l *lockedDeck) Span() (from, to time.Time) {
	l.with(func(d *deck) { from, to = d.Span() })
	return from, to
}
func (l *lockedDeck) Seek(t time.Time) (err error) {
	l.with(func(d *deck) { err = d.Seek(t) })
	return err
}

// Resizing draws the new size at once.
func TestResize(t *testing.T) {
	m, _ := opened(faulty(rig()), 80, 24, Options{})
	for _, size := range [][2]int{{200, 50}, {40, 12}, {0, 0}, {120, 40}} {
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if view := m.View(); size[0] > 0 && len(bare(view)) != size[1] {
			t.Errorf("%v: %d lines", size, len(bare(view)))
		}
	}
}
