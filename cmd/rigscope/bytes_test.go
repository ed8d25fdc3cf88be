package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// What the console may write, in steady state, over the wire of a real
// pseudo-terminal; cmd/bytes has the whole table.
func TestBytesOnTheWire(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 20 s: go test ./cmd/rigscope -run BytesOnTheWire")
	}
	for _, c := range []struct {
		name          string
		w, h, fps     int
		warm          time.Duration
		flags         []string
		rate, repaint float64 // [kB/s], [kB] at most
	}{
		{"large", 200, 50, 20, 3 * time.Second, nil, 12, 40},
		{"small", 80, 24, 10, 3 * time.Second, nil, 3, 15},
		{"table", 40, 12, 10, 14 * time.Second, nil, .2, 4},
		{"budget", 200, 50, 20, 0, []string{"--max-kbps", "1"}, 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rate, repaint := bytesOf(t, c.w, c.h, c.fps, c.warm, c.flags...)
			t.Logf("%.2f kB/s, %.1f kB for a repaint", rate/1e3, repaint/1e3)
			if rate > 1e3*c.rate || repaint > 1e3*c.repaint {
				t.Errorf("%.2f kB/s and %.1f kB for a repaint, want %g and %g", rate/1e3, repaint/1e3, c.rate, c.repaint)
			}
			if rate == 0 || c.flags == nil && repaint < 300 {
				t.Error("next to nothing was written: was anything measured?")
			}
		})
	}
}

// bytesOf is what the demo writes a second, and for a repaint.
func bytesOf(t *testing.T, w, h, fps int, warm time.Duration, flags ...string) (rate, repaint float64) {
	t.Helper()
	config := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(config, fmt.Appendf(nil, "fps = %d\n", fps), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := program(t, append([]string{"demo", "--config", config}, flags...)...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)})
	if err != nil {
		t.Fatal(err)
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
	count := func(d time.Duration) float64 {
		before := n.Load()
		time.Sleep(d)
		return float64(n.Load() - before)
	}
	count(warm)                  // a table says more while the model learns
	const span = 5 * time.Second // the mean of a budget, too
	rate = count(span) / span.Seconds()
	tty.WriteString("\x0c")
	repaint = count(500 * time.Millisecond)
	cmd.Process.Signal(syscall.SIGTERM)
	cmd.Wait()
	return rate, repaint
}
