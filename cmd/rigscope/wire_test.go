package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"

	"rigscope/sensor"
	"rigscope/sources/synth"
)

// wire is a cable: a pseudo-terminal behind a name that stays when it is
// pulled and plugged in again.
type wire struct {
	t      *testing.T
	name   string
	master *os.File
	slave  *os.File
}

func newWire(t *testing.T, name string) *wire {
	t.Helper()
	w := &wire{t: t, name: filepath.Join(t.TempDir(), name)}
	w.plug()
	t.Cleanup(w.pull)
	return w
}

func (w *wire) plug() {
	w.t.Helper()
	m, s, err := pty.Open()
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := term.MakeRaw(int(s.Fd())); err != nil {
		w.t.Fatal(err)
	}
	w.master, w.slave = m, s
	if err := os.Symlink(s.Name(), w.name+".new"); err != nil {
		w.t.Fatal(err)
	}
	if err := os.Rename(w.name+".new", w.name); err != nil {
		w.t.Fatal(err)
	}
}

// heard waits until somebody has opened the port, which takes two descriptors
// beside ours, and until what is said then is not taken for the rest of a line.
func (w *wire) heard() {
	defer time.Sleep(200 * time.Millisecond)
	for n := 0; n < 3; {
		n = 0
		time.Sleep(20 * time.Millisecond)
		open, _ := filepath.Glob("/proc/self/fd/*")
		for _, fd := range open {
			if to, err := os.Readlink(fd); err == nil && to == w.slave.Name() {
				n++
			}
		}
		if w.t.Context().Err() != nil {
			return
		}
	}
	time.Sleep(200 * time.Millisecond)
}

func (w *wire) pull() {
	w.slave.Close()
	w.master.Close()
}

func (w *wire) say(text string) {
	w.t.Helper()
	if _, err := w.master.WriteString(text); err != nil {
		w.t.Errorf("write to %s: %v", w.name, err)
	}
}

// fastRate of the rig that is tested live [Hz].
const fastRate = 100

// fastShop is a folder with the profile and the model of a fast rig.
var fastShop = sync.OnceValues(func() (string, error) {
	dir, err := workshop()
	if err != nil {
		return "", err
	}
	p := strings.Replace(pumpProfile(), "rate = 10\ntime = \"time\"", fmt.Sprintf("rate = %d\nwindow = 32", fastRate), 1)
	if err := os.WriteFile(filepath.Join(dir, "fast.toml"), []byte(p), 0o644); err != nil {
		return "", err
	}
	var log strings.Builder
	rig, frames := synth.Rig(), fastFrames(4000)
	log.WriteString(header(rig.Channels) + "\n")
	for _, f := range frames {
		log.WriteString(row(f.V) + "\n")
	}
	if err := os.WriteFile(filepath.Join(dir, "fast.csv"), []byte(log.String()), 0o644); err != nil {
		return "", err
	}
	var talk bytes.Buffer
	code := run(context.Background(), []string{"train", filepath.Join(dir, "fast.csv"), "--rig", filepath.Join(dir, "fast.toml"),
		"-o", filepath.Join(dir, "fast.onnx"), "--epochs", "2"}, streams{os.Stdin, &talk, &talk})
	if code != 0 {
		return "", fmt.Errorf("train ended with %d: %s", code, talk.String())
	}
	return dir, nil
})

func fastModel(t *testing.T) string {
	t.Helper()
	dir, err := fastShop()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "fast.onnx")
}

func fastFrames(n int) []sensor.Frame {
	src := synth.New(synth.Options{Seed: 9})
	out := make([]sensor.Frame, n)
	for i := range out {
		out[i], _ = src.Next(context.Background())
	}
	return out
}

func header(chs []sensor.Channel) string {
	var names []string
	for _, c := range chs {
		names = append(names, c.Name)
	}
	return strings.Join(names, ",")
}

func row(v []float64) string {
	var cells []string
	for _, x := range v {
		cells = append(cells, text(x))
	}
	return strings.Join(cells, ",")
}

// labelled is a line of the Arduino plotter.
func labelled(chs []sensor.Channel, v []float64) string {
	var cells []string
	for i, c := range chs {
		cells = append(cells, c.Name+":"+text(v[i]))
	}
	return strings.Join(cells, ",")
}

// pace calls each at the fast rig's rate, n times.
func pace(n int, each func(i int)) {
	begin := time.Now()
	for i := range n {
		time.Sleep(time.Until(begin.Add(time.Duration(i) * time.Second / fastRate)))
		each(i)
	}
}
