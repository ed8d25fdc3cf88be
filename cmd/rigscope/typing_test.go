package main

import (
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// typist is a user: the real program in a real pseudo-terminal, and an
// emulator that shows what it drew.
type typist struct {
	tty  *os.File
	cmd  *exec.Cmd
	mu   sync.Mutex // guards term
	term *vt.Emulator
	gone chan struct{}
}

// sitDown starts the program with a configuration folder of its own.
func sitDown(t *testing.T, w, h int, home string, args ...string) *typist {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", "TERM=xterm-256color", "COLORTERM=", "LC_ALL=C.UTF-8", "NO_COLOR=",
		"XDG_CONFIG_HOME="+home, "XDG_STATE_HOME="+home)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)})
	if err != nil {
		t.Fatal(err)
	}
	u := &typist{tty: tty, cmd: cmd, term: vt.NewEmulator(w, h), gone: make(chan struct{})}
	go u.read()
	t.Cleanup(func() {
		cmd.Process.Kill()
		<-u.gone
		cmd.Wait()
		tty.Close()
	})
	return u
}

// read ends with the program.
func (u *typist) read() {
	defer close(u.gone)
	b := make([]byte, 1<<16)
	for {
		n, err := u.tty.Read(b)
		u.mu.Lock()
		u.term.Write(b[:n])
		u.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (u *typist) types(keys string) { u.tty.WriteString(keys) }

// sees waits for text on the screen.
func (u *typist) sees(t *testing.T, want string) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		screen := u.screen()
		if strings.Contains(screen, want) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("no %q on\n%s", want, screen)
		}
	}
}

func (u *typist) screen() string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.term.String()
}
