package replay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/sourcetest"
)

// pumpLog is a log of 1 Hz with jitter, a gap, a missing cell, a bad cell
// and a row that comes late.
var pumpLog = func() string {
	var b strings.Builder
	b.WriteString("t,a,b\n")
	for i := range 200 {
		at := float64(1000+i) + 0.1*float64(i%3)
		switch {
		case i == 50:
			fmt.Fprintf(&b, "%.1f,x,%d\n", at, i)
		case i == 60:
			fmt.Fprintf(&b, "%.1f,,%d\n", at, i)
		case i == 70:
			fmt.Fprintf(&b, "%.1f,%d,%d\n", at-3, i, i)
		case i > 100 && i < 120: // gap
		default:
			fmt.Fprintf(&b, "%.1f,%d,%d\n", at, i, -i)
		}
	}
	return b.String()
}()

func pumpRig() sensor.Rig { return timed(rigOf(1, "a", "b"), "t") }

func openText(text string, rig sensor.Rig) func() (*Log, error) {
	return func() (*Log, error) {
		t, err := readBytes([]byte(text))
		if err != nil {
			return nil, err
		}
		return NewLog(t, rig)
	}
}

func source(t testing.TB, opt Options) *Source {
	t.Helper()
	s, err := New(openText(pumpLog, pumpRig()), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// drain reads a source to its end, as text: NaN then equals itself.
func drain(t testing.TB, src sources.Source) (out []string) {
	t.Helper()
	for {
		f, err := src.Next(t.Context())
		bad := new(sources.FrameError)
		switch {
		case err == io.EOF:
			return out
		case errors.As(err, &bad):
			out = append(out, bad.Error())
		case err != nil:
			t.Fatal(err)
		default:
			out = append(out, frameText(f))
		}
	}
}

func frameText(f sensor.Frame) string {
	return fmt.Sprintf("%s %d %v", f.T.Format("15:04:05.9"), f.Row, f.V)
}

func TestSourceContract(t *testing.T) {
	sourcetest.Run(t, func(t *testing.T) sources.Source { return source(t, Options{}) })
	t.Run("paced", func(t *testing.T) {
		sourcetest.Run(t, func(t *testing.T) sources.Source { return Pace(source(t, Options{}), PaceOptions{Speed: 10_000}) })
	})
}

// A Next that waits for a pipe is woken by its context and by Close.
func TestSourcePipe(t *testing.T) {
	for _, c := range []struct {
		name string
		wake func(*Source, context.CancelFunc)
		want error
	}{
		{"cancel", func(_ *Source, cancel context.CancelFunc) { cancel() }, context.Canceled},
		{"close", func(s *Source, _ context.CancelFunc) { s.Close() }, sources.ErrClosed},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := pipeSource(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			frames := 0
			for {
				_, err := s.Next(ctx)
				if frames++; frames == 100 {
					go c.wake(s, cancel) // before or while Next blocks, both must do
				}
				if err != nil && !errors.As(err, new(*sources.FrameError)) {
					if err != c.want {
						t.Errorf("got %v, want %v", err, c.want)
					}
					return
				}
			}
		})
	}
}

// pipeSource reads from a pipe that stays open.
func pipeSource(t *testing.T) *Source {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	if _, err := w.WriteString(pumpLog); err != nil {
		t.Fatal(err)
	}
	s, err := New(func() (*Log, error) {
		table, err := Read(r, "pipe")
		if err != nil {
			return nil, err
		}
		return NewLog(table, pumpRig())
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSource(t *testing.T) {
	got := drain(t, source(t, Options{}))
	for i, want := range map[int]string{
		0:  "00:16:40 0 [0 0]",
		49: `line 52, column 2 (a): "x" is not a number`,
		50: "00:17:29 49 [49 -49]",
		51: "00:17:30 50 [49 50]",
		61: "00:17:40 60 [59 60]",
	} {
		if got[i] != want {
			t.Errorf("%d: got %s, want %s", i, got[i], want)
		}
	}
}

// What comes after a Seek is what an uninterrupted run has there.
func TestSourceSeek(t *testing.T) {
	whole := source(t, Options{})
	var frames []sensor.Frame
	for {
		f, err := whole.Next(t.Context())
		if err == io.EOF {
			break
		}
		if err == nil {
			frames = append(frames, f)
		}
	}
	s := source(t, Options{})
	for _, i := range []int{100, 10, 110, 0, len(frames) - 1, 70} {
		if err := s.Seek(frames[i].T.Add(-time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		for j := i; j < min(i+5, len(frames)); j++ {
			got, err := s.Next(t.Context())
			if err != nil || frameText(got) != frameText(frames[j]) {
				t.Fatalf("seek to frame %d, frame %d: got %v, %v; want %v", i, j, got, err, frames[j])
			}
		}
	}
	if err := s.Seek(frames[len(frames)-1].T.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Next(t.Context()); err != io.EOF {
		t.Errorf("behind the end: got %v, want %v", err, io.EOF)
	}
	if err := s.Seek(time.Time{}); err != nil {
		t.Fatal(err)
	}
	if got, want := drain(t, s), drain(t, source(t, Options{})); !reflect.DeepEqual(got, want) {
		t.Error("from the beginning again: other frames than the first time")
	}
}

func TestSourceRows(t *testing.T) {
	var rows []int
	s := source(t, Options{Rows: RowRange{10, 13}, OnRow: func(r Row) { rows = append(rows, r.N) }})
	want := []string{"00:16:50.1 10 [10 -10]", "00:16:51.1 11 [11 -11]", "00:16:52.1 12 [12 -12]"}
	if got := drain(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := []int{10, 11, 12}; !reflect.DeepEqual(rows, want) {
		t.Errorf("OnRow got %v, want %v", rows, want)
	}
	if got := drain(t, source(t, Options{Rows: RowRange{51, 0}})); strings.Contains(got[0], "line") {
		t.Errorf("a bad row above the range was told: %s", got[0])
	}
}

// A pipe is gone once it is read.
func TestSeekPipe(t *testing.T) {
	open := Opener("-", pumpRig())
	used := false
	s, err := New(func() (*Log, error) {
		if !used { // standard input itself belongs to whoever runs the test
			used = true
			return openText(pumpLog, pumpRig())()
		}
		open() // its first and last use
		return open()
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Seek(time.Time{}); !errors.Is(err, ErrReopen) {
		t.Errorf("got %v, want %v", err, ErrReopen)
	}
	if got, want := drain(t, s), drain(t, source(t, Options{})); !reflect.DeepEqual(got, want) {
		t.Error("a failed Seek changed the frames")
	}
}

func TestOpenerErrors(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "no.csv")
	if _, err := Opener(missing, pumpRig())(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	file := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(file, []byte("x\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := file + ": the log does not fit the rig: it has no column a, b, t; its columns are x"
	if _, err := Opener(file, pumpRig())(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestMeasure(t *testing.T) {
	open := openText(pumpLog, pumpRig())
	from, to := time.Unix(1000, 0).UTC(), time.Unix(1199, 1e8).UTC()
	for _, c := range []struct {
		rows  RowRange
		limit int
		want  Extent
	}{
		{RowRange{}, 0, Extent{from, to, 181, 1, true}},
		{RowRange{}, 10, Extent{from, time.Unix(1009, 0).UTC(), 10, 0, false}},
		{RowRange{3, 6}, 0, Extent{time.Unix(1003, 0).UTC(), time.Unix(1005, 2e8).UTC(), 3, 0, true}},
		{RowRange{999, 0}, 0, Extent{Complete: true}},
	} {
		got, err := Measure(open, c.rows, c.limit)
		if err != nil || got != c.want {
			t.Errorf("%v, %d: got %v, %v; want %v", c.rows, c.limit, got, err, c.want)
		}
	}
}

// A read error is final and says where it came.
func TestBrokenFile(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(pumpLog[:1000]), failing{})
	table, err := Read(io.NopCloser(broken), "pump.csv")
	if err != nil {
		t.Fatal(err)
	}
	log, err := NewLog(table, pumpRig())
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(func() (*Log, error) { return log, nil }, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for err == nil || errors.As(err, new(*sources.FrameError)) {
		_, err = s.Next(context.Background())
	}
	if want := "read pump.csv after line 73: the disk is gone"; err.Error() != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }
