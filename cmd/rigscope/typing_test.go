package main

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// session is a user: the real program in a real pseudo-terminal, and an
// emulator that shows what it drew.
type session struct {
	t    *testing.T
	cmd  *exec.Cmd
	tty  *os.File
	talk bytes.Buffer // its standard error
	read chan struct{}
	mu   sync.Mutex
	term *vt.Emulator // guarded by mu
}

// newSession has a home of its own.
func newSession(t *testing.T, args ...string) *session {
	return newSessionIn(t, t.TempDir(), 120, 40, args...)
}

func newSessionIn(t *testing.T, home string, w, h int, args ...string) *session {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, cmd: exec.Command(program, args...), term: vt.NewEmulator(w, h), read: make(chan struct{})}
	s.cmd.Env = append(os.Environ(), asProgram+"=1", "TERM=xterm-256color", "COLORTERM=", "LC_ALL=C.UTF-8", "NO_COLOR=",
		"XDG_CONFIG_HOME="+home, "XDG_STATE_HOME="+home)
	s.cmd.Stderr = &s.talk
	if s.tty, err = pty.StartWithSize(s.cmd, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)}); err != nil {
		t.Fatal(err)
	}
	go s.draw()
	t.Cleanup(func() { s.cmd.Process.Kill(); <-s.read; s.tty.Close() })
	return s
}

// draw ends when the program has gone.
func (s *session) draw() {
	defer close(s.read)
	buf := make([]byte, 1<<16)
	for {
		n, err := s.tty.Read(buf)
		if err != nil {
			return
		}
		s.mu.Lock()
		s.term.Write(buf[:n])
		s.mu.Unlock()
	}
}

func (s *session) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.term.String()
}

func (s *session) types(keys string) { s.tty.WriteString(keys) }

// shows waits until the screen matches want.
func (s *session) shows(want string) {
	s.t.Helper()
	s.wait(regexp.MustCompile(want).MatchString, want)
}

// does types keys and waits for what the screen must show then.
func (s *session) does(keys, want string) {
	s.t.Helper()
	s.types(keys)
	s.wait(func(text string) bool { return strings.Contains(text, want) }, want)
}

func (s *session) wait(found func(string) bool, want string) {
	s.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if found(s.text()) {
			return
		}
	}
	s.t.Fatalf("no %q on\n%s\n%s", want, s.text(), s.talk.String())
}

// ends types the last keys and gives what was said on standard error.
func (s *session) ends(keys string) string {
	s.t.Helper()
	s.types(keys)
	select {
	case <-s.read:
	case <-time.After(30 * time.Second):
		s.t.Fatalf("it did not end\n%s", s.text())
	}
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("it ended with %v: %s", err, s.talk.String())
	}
	return s.talk.String()
}
