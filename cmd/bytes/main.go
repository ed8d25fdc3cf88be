// Command bytes measures what the console writes to its terminal, in a real
// pseudo-terminal: bytes a second once it is running, bytes of a full
// repaint, and the share of a core. `go run ./cmd/bytes` prints a table in
// Markdown, with other programs of the terminal at the same size where they
// are installed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"
)

// trial is one line of the table.
type trial struct {
	name  string
	w, h  int
	fps   int      // of the console; 0 for other programs
	sweep bool     // of the console
	feed  []string // command of the console: demo, or replay and its log
	other []string // another program
	stdin string   // shell command that feeds the other program
}

func main() {
	bin := flag.String("bin", "bin/rigscope", "the program")
	data := flag.String("data", os.Getenv("RIGSCOPE_DATA"), "real logs")
	model := flag.String("model", "", "model of the SKAB rig; without one it is trained first")
	span := flag.Duration("for", 30*time.Second, "time of each measurement")
	many := flag.Int("parallel", 1, "measurements at the same time; the share of a core is right only with 1")
	flag.Parse()
	if err := run(*bin, *data, *model, *span, *many); err != nil {
		fmt.Fprintln(os.Stderr, "bytes:", err)
		os.Exit(1)
	}
}

func run(bin, data, model string, span time.Duration, many int) error {
	work, err := os.MkdirTemp("", "rigscope-bytes")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	log := filepath.Join(data, "skab", "anomaly-free", "anomaly-free.csv")
	if _, err := os.Stat(log); err != nil {
		log = ""
		fmt.Fprintln(os.Stderr, "bytes: no SKAB log, only the demo is measured: set RIGSCOPE_DATA")
	} else if model == "" {
		model = filepath.Join(work, "skab.onnx")
		train := exec.Command(bin, "train", log, "--rig", "docs/examples/skab.toml", "-o", model, "--seed", "0", "--epochs", "3")
		train.Stderr = os.Stderr
		if err := train.Run(); err != nil {
			return fmt.Errorf("train: %w", err)
		}
	}
	fmt.Println("| what | size | frames/s | charts | kB/s | full repaint | CPU |\n|---|---|---|---|---|---|---|")
	all := append(ours(log, model), others()...)
	for len(all) > 0 {
		n := min(max(many, 1), len(all))
		if err := atOnce(all[:n], bin, work, span); err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

// atOnce measures some trials at the same time and prints their lines.
func atOnce(trials []trial, bin, work string, span time.Duration) error {
	rows, errs := make([]string, len(trials)), make([]error, len(trials))
	var wg sync.WaitGroup
	for i, t := range trials {
		wg.Go(func() { rows[i], errs[i] = t.line(bin, filepath.Join(work, fmt.Sprint(i, ".toml")), span) })
	}
	wg.Wait()
	for _, r := range rows {
		fmt.Println(r)
	}
	return errors.Join(errs...)
}

func (t trial) line(bin, config string, span time.Duration) (string, error) {
	if t.other != nil {
		if _, err := exec.LookPath(t.other[0]); err != nil {
			return fmt.Sprintf("| %s | not installed |", t.name), nil
		}
	}
	m, err := t.measure(bin, config, span)
	if err != nil {
		return "", fmt.Errorf("%s: %w", t.name, err)
	}
	return t.row(m), nil
}

func (t trial) row(m measured) string {
	fps, charts := "its own", "its own"
	if t.other == nil {
		fps, charts = fmt.Sprint(t.fps), "scroll"
		if t.sweep {
			charts = "sweep"
		}
		if t.w < 60 {
			charts = "none, a table"
		}
	}
	repaint, cpu := "", ""
	if t.other == nil {
		repaint, cpu = fmt.Sprintf("%.1f kB", float64(m.repaint)/1e3), fmt.Sprintf("%.1f %%", 100*m.cpu)
	}
	return fmt.Sprintf("| %s | %d×%d | %s | %s | %.2f | %s | %s |", t.name, t.w, t.h, fps, charts, m.rate/1e3, repaint, cpu)
}

func ours(log, model string) []trial {
	feeds := []trial{{name: "demo, 14 sensors at 10 Hz", feed: []string{"demo"}}}
	if log != "" {
		feeds = append(feeds,
			trial{name: "SKAB, 8 sensors at 1 Hz", feed: []string{"replay", log, "--model", model}},
			trial{name: "SKAB at 10×", feed: []string{"replay", log, "--model", model, "--speed", "10"}})
	}
	var out []trial
	for _, f := range feeds {
		for _, size := range []trial{{w: 200, h: 50, fps: 20}, {w: 120, h: 40, fps: 10}, {w: 80, h: 24, fps: 10}} {
			for _, sweep := range []bool{true, false} {
				size.name, size.feed, size.sweep = f.name, f.feed, sweep
				out = append(out, size)
			}
		}
		out = append(out, trial{name: f.name, feed: f.feed, w: 40, h: 12, fps: 10, sweep: true})
	}
	return out
}

// others draw what changes as we do: a system monitor, and a plot of ten
// numbers a second.
func others() []trial {
	var out []trial
	for _, size := range [][2]int{{200, 50}, {80, 24}} {
		out = append(out,
			trial{name: "btop, every 2 s", w: size[0], h: size[1], other: []string{"btop"}},
			trial{name: "ttyplot, 1 line, 10 numbers a second", w: size[0], h: size[1], other: []string{"ttyplot", "-s", "2"},
				stdin: "awk 'BEGIN { for (i = 0; ; i++) { print 1 + sin(i/10); fflush(); system(\"sleep 0.1\") } }'"})
	}
	return out
}
