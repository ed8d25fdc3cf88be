package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// mostWait is how long a picture may take to show what it must.
const mostWait = 30 * time.Second

// run plays the program for a while and returns the screen it drew.
func (s shot) run(bin string) (*vt.Emulator, error) {
	cmd := exec.Command(bin, s.args...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	cmd.Env = append(cmd.Env, s.env...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(s.h), Cols: uint16(s.w)})
	if err != nil {
		return nil, err
	}
	defer tty.Close()
	screen := vt.NewEmulator(s.w, s.h)
	chunks := make(chan []byte)
	go func() { // ends when the program has gone
		defer close(chunks)
		for {
			buf := make([]byte, 1<<16)
			n, err := tty.Read(buf)
			if err != nil {
				return
			}
			chunks <- buf[:n]
		}
	}()
	draw := func(d time.Duration) {
		for end := time.After(d); ; {
			select {
			case b, ok := <-chunks:
				if !ok {
					return
				}
				screen.Write(b)
			case <-end:
				return
			}
		}
	}
	for end := time.Now().Add(mostWait); !strings.Contains(plain(screen), s.seen); {
		if time.Now().After(end) {
			cmd.Process.Kill()
			return nil, fmt.Errorf("no %q within %s", s.seen, mostWait)
		}
		draw(50 * time.Millisecond)
	}
	draw(s.wait)
	tty.WriteString(s.keys)
	draw(300*time.Millisecond + s.after)
	tty.WriteString("\x1bq\x03") // leave; what it draws then is not wanted
	go func() {
		for range chunks {
		}
	}()
	return screen, cmd.Wait()
}

// plain is the screen as text.
func plain(e *vt.Emulator) string {
	var b strings.Builder
	for y := range e.Height() {
		var line strings.Builder
		for x := range e.Width() {
			line.WriteString(content(e, x, y))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

func content(e *vt.Emulator, x, y int) string {
	if c := e.CellAt(x, y); c != nil && c.Content != "" {
		return c.Content
	}
	return " "
}
