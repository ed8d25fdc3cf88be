package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/creack/pty"

	"rigscope/inference"
	"rigscope/inference/models"
	"rigscope/pipeline"
	"rigscope/sensor"
	"rigscope/sources/synth"
)

// recorded is a source of frames that are in memory already.
type recorded struct {
	rig    sensor.Rig
	frames []sensor.Frame
	next   int
}

func (r *recorded) Rig() sensor.Rig { return r.rig }
func (r *recorded) Close() error    { return nil }
func (r *recorded) Next(context.Context) (sensor.Frame, error) {
	if r.next == len(r.frames) {
		return sensor.Frame{}, io.EOF
	}
	r.next++
	return r.frames[r.next-1], nil
}

// healthy is frames of the demo rig without a fault.
func healthy(b *testing.B, n int) []sensor.Frame {
	src := synth.New(synth.Options{Seed: 101, Frames: n})
	var frames []sensor.Frame
	for {
		f, err := src.Next(b.Context())
		if err == io.EOF {
			return frames
		}
		if err != nil {
			b.Fatal(err)
		}
		frames = append(frames, f)
	}
}

const benchFrames = 8200

// BenchmarkWindows compares the whole pipeline, frames in and verdicts out,
// with the bare network on the same windows.
func BenchmarkWindows(b *testing.B) {
	m, err := openBytes(models.DemoName, models.Demo)
	if err != nil {
		b.Fatal(err)
	}
	defer m.close()
	frames := healthy(b, benchFrames)
	spec := m.Spec()
	b.Run("pipeline", func(b *testing.B) {
		windows := 0
		for b.Loop() {
			m.Restart()
			p, err := pipeline.New(&recorded{spec.Rig, frames, 0}, m.Judge, m.info, nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := p.Run(b.Context()); err != nil {
				b.Fatal(err)
			}
			windows += p.Latest().Counts.Windows
		}
		b.ReportMetric(float64(windows)/b.Elapsed().Seconds(), "windows/s")
	})
	b.Run("bare", func(b *testing.B) {
		model, err := engine(models.Demo)
		if err != nil {
			b.Fatal(err)
		}
		defer model.Close()
		ws := cut(spec, frames)
		out := make([]inference.Output, len(ws))
		for b.Loop() {
			if err := model.Infer(ws, nil, out); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(ws)*b.N)/b.Elapsed().Seconds(), "windows/s")
	})
}

func cut(spec *inference.Spec, frames []sensor.Frame) []sensor.Window {
	s := sensor.NewSlider(spec.Rig, spec.Rig.Window, spec.Hop)
	var ws []sensor.Window
	for _, f := range frames {
		if w, ok := s.Push(f); ok {
			ws = append(ws, w)
		}
	}
	return ws
}

// BenchmarkStart is the time from the start of the process to the first
// drawn screen of the demo, in a real pseudo-terminal.
func BenchmarkStart(b *testing.B) {
	bin := filepath.Join(b.TempDir(), "rigscope")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for b.Loop() {
		cmd := exec.Command(bin, "demo")
		cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LANG=C.UTF-8")
		tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 120})
		if err != nil {
			b.Fatal(err)
		}
		waitFor(b, tty, "pump-demo")
		tty.Write([]byte("q"))
		go io.Copy(io.Discard, tty)
		if err := cmd.Wait(); err != nil {
			b.Fatal(err)
		}
		tty.Close()
	}
}

func waitFor(b *testing.B, tty *os.File, want string) {
	tty.SetReadDeadline(time.Now().Add(10 * time.Second))
	var seen []byte
	buf := make([]byte, 1<<16)
	for !bytes.Contains(seen, []byte(want)) {
		n, err := tty.Read(buf)
		if err != nil {
			b.Fatalf("%v before %q was drawn", err, want)
		}
		seen = append(seen, buf[:n]...)
	}
}
