package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/creack/pty"
)

// measured is what one program wrote.
type measured struct {
	rate    float64 // [B/s] once it was running
	repaint int64   // [B] the answer to ^L; 0 where that means nothing
	cpu     float64 // share of one core, all of the program, not only drawing
}

// warmUp is until the first verdicts are there and the charts have filled.
const warmUp = 15 * time.Second

func (t trial) measure(bin, config string, span time.Duration) (measured, error) {
	cmd, err := t.command(bin, config)
	if err != nil {
		return measured{}, err
	}
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(t.h), Cols: uint16(t.w)})
	if err != nil {
		return measured{}, err
	}
	defer tty.Close()
	var n atomic.Int64
	go func() { // ends with the program
		buf := make([]byte, 1<<16)
		for {
			k, err := tty.Read(buf)
			if err != nil {
				return
			}
			n.Add(int64(k))
		}
	}()
	time.Sleep(warmUp)
	before, used, begin := n.Load(), cpuOf(cmd.Process.Pid), time.Now()
	time.Sleep(span)
	wall := time.Since(begin).Seconds()
	m := measured{rate: float64(n.Load()-before) / wall, cpu: (cpuOf(cmd.Process.Pid) - used) / wall}
	if t.other == nil {
		before = n.Load()
		tty.WriteString("\x0c")
		time.Sleep(300 * time.Millisecond)
		m.repaint = n.Load() - before
	}
	cmd.Process.Signal(syscall.SIGTERM)
	cmd.Wait()
	return m, nil
}

func (t trial) command(bin, config string) (*exec.Cmd, error) {
	env := append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	if t.other != nil {
		line := strings.Join(t.other, " ")
		if t.stdin != "" {
			line = t.stdin + " | " + line
		}
		cmd := exec.Command("sh", "-c", "exec "+line)
		if t.stdin != "" {
			cmd = exec.Command("sh", "-c", line)
		}
		cmd.Env = env
		return cmd, nil
	}
	motion := "scroll"
	if t.sweep {
		motion = "sweep"
	}
	if err := os.WriteFile(config, fmt.Appendf(nil, "fps = %d\nmotion = %q\n", t.fps, motion), 0o644); err != nil {
		return nil, err
	}
	cmd := exec.Command(bin, append(t.feed, "--config", config)...)
	cmd.Env = env
	return cmd, nil
}

// cpuOf is the time [s] that a process has used, from /proc; 0 where there is
// none.
func cpuOf(pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	var user, system float64
	fields := strings.Fields(rest)
	fmt.Sscan(fields[11], &user)
	fmt.Sscan(fields[12], &system)
	const ticks = 100 // a second, on every Linux
	return (user + system) / ticks
}
