package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/term"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/replay"
	"rigscope/sensor"
	"rigscope/tui"
)

// panics in the environment makes the test binary show a run that breaks.
const panics = "RIGSCOPE_TEST_PANIC"

// brittle is a judge that breaks at the first window.
type brittle struct{ pipeline.Judge }

func (brittle) Assess([]sensor.Window) ([]inference.Verdict, error) { panic("forced") }

// breaking is the program with such a judge.
func breaking() int {
	a := &app{streams: streams{os.Stdin, os.Stdout, os.Stderr}}
	if err := a.setup(); err != nil {
		panic(err)
	}
	m, err := openModel("")
	if err != nil {
		panic(err)
	}
	m.Judge = brittle{m.Judge}
	src, err := newDemoRig(1, 0)
	if err != nil {
		panic(err)
	}
	p := replay.Pace(src, replay.PaceOptions{Speed: 40})
	defer p.Close()
	return codeOf(a.console(context.Background(), watching{src: p, model: m, tr: p}, tui.Options{}))
}

// onTerminal runs the program on a real pseudo-terminal, does something to it
// once it shows what it must, and gives all that it wrote and its exit code.
func onTerminal(t *testing.T, env, shows string, then func(*os.Process, *os.File), args ...string) (string, int) {
	t.Helper()
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ptmx.Close()
	defer tty.Close()
	pty.Setsize(tty, &pty.Winsize{Cols: 80, Rows: 24})
	before, err := term.GetState(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	cmd := program(t, args...)
	cmd.Env = append(cmd.Env, env)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	read := make(chan []byte)
	go func() { // ends when the pseudo-terminal is closed
		for {
			buf := make([]byte, 1<<16)
			n, err := ptmx.Read(buf)
			if err != nil {
				return
			}
			read <- buf[:n]
		}
	}()
	var out bytes.Buffer
	until := func(done func() bool) {
		for end := time.After(20 * time.Second); !done(); {
			select {
			case b := <-read:
				out.Write(b)
			case <-time.After(50 * time.Millisecond):
			case <-end:
				cmd.Process.Kill()
				t.Fatalf("it does not go on after\n%q", out.String())
			}
		}
	}
	until(func() bool { return strings.Contains(out.String(), shows) })
	then(cmd.Process, ptmx)
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	until(func() bool {
		select {
		case <-ended:
			return true
		default:
			return false
		}
	})
	after, err := term.GetState(int(tty.Fd()))
	if err != nil || *after != *before {
		t.Errorf("the terminal's modes are not what they were (%v)", err)
	}
	tty.WriteString("shell$ ")
	until(func() bool { return strings.HasSuffix(out.String(), "shell$ ") })
	sane(t, out.String())
	return out.String(), cmd.ProcessState.ExitCode()
}

// sane checks that the main screen is shown, with a cursor, outside any
// synchronised picture, and that plain text appears as such.
func sane(t *testing.T, out string) {
	t.Helper()
	e := vt.NewEmulator(80, 24)
	io.WriteString(e, out)
	if e.IsAltScreen() {
		t.Error("the alternate screen is still shown")
	}
	if strings.LastIndex(out, "\x1b[?25h") < strings.LastIndex(out, "\x1b[?25l") {
		t.Error("the cursor is hidden")
	}
	if strings.LastIndex(out, "\x1b[?2026l") < strings.LastIndex(out, "\x1b[?2026h") {
		t.Error("the last picture was not ended")
	}
	if !strings.Contains(e.String(), "shell$") {
		t.Errorf("the shell's prompt is not seen on\n%s", e.String())
	}
}

// Whatever ends the program, the terminal is the shell's again.
func TestTerminalIsRestored(t *testing.T) {
	type does = func(*os.Process, *os.File)
	kill := func(s syscall.Signal) does { return func(p *os.Process, _ *os.File) { p.Signal(s) } }
	press := func(keys string) does { return func(_ *os.Process, tty *os.File) { tty.WriteString(keys) } }
	for _, c := range []struct {
		name, env, shows string
		then             does
		args             []string
		code             int
	}{
		{"q", "", "WITHOUT", press("q"), nil, exitOK},
		{"Ctrl-C", "", "WITHOUT", press("\x03"), nil, exitOK},
		{"SIGINT", "", "WITHOUT", kill(syscall.SIGINT), nil, exitInterrupted},
		{"SIGHUP", "", "WITHOUT", kill(syscall.SIGHUP), nil, exitInterrupted},
		{"SIGTERM", "", "pump-demo", kill(syscall.SIGTERM), []string{"demo"}, exitInterrupted},
		{"a panic of the run", panics + "=1", "pump-demo", press(""), nil, exitData},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			out, code := onTerminal(t, c.env, c.shows, c.then, c.args...)
			if code != c.code {
				t.Errorf("ended with %d, want %d", code, c.code)
			}
			if c.env != "" && !strings.Contains(out, "brittle.Assess") {
				t.Errorf("does not say where it broke: %q", out[max(0, len(out)-500):])
			}
		})
	}
}
