package faults

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/sourcetest"
)

// tape plays frames, errors in between, at one frame a second.
type tape struct {
	frames []sensor.Frame
	errs   map[int]error // before frame i, once
	busy   bool
	at     int
	closed atomic.Bool
}

func testRig() sensor.Rig {
	return sensor.Rig{Name: "bench", Rate: 1, Channels: []sensor.Channel{
		{Name: "p", Modality: "hydraulic", Lo: 0, Hi: 20}, {Name: "q", Modality: "hydraulic", Lo: 0, Hi: 40}}}
}

// newTape puts p on channel p and twice that on q.
func newTape(p []float64) *tape {
	t := &tape{}
	for i, v := range p {
		t.frames = append(t.frames, sensor.Frame{T: time.Unix(int64(1000+i), 0), Row: i, V: []float64{v, 2 * v}})
	}
	return t
}

func (t *tape) Rig() sensor.Rig { return testRig() }
func (t *tape) Ready() bool     { return !t.busy }
func (t *tape) Close() error    { t.closed.Store(true); return nil }

func (t *tape) Next(ctx context.Context) (sensor.Frame, error) {
	switch {
	case t.closed.Load():
		return sensor.Frame{}, sources.ErrClosed
	case ctx.Err() != nil:
		return sensor.Frame{}, ctx.Err()
	case t.errs[t.at] != nil:
		err := t.errs[t.at]
		delete(t.errs, t.at)
		return sensor.Frame{}, err
	case t.at == len(t.frames):
		return sensor.Frame{}, io.EOF
	}
	f := t.frames[t.at]
	t.at++
	f.V = append([]float64(nil), f.V...)
	return f, nil
}

func inject(t require, src sources.Source, s ...Entry) *Injector {
	t.Helper()
	j, err := Inject(src, s)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// require is what *testing.T and *rapid.T share.
type require interface {
	Helper()
	Fatal(...any)
}

// play reads n frames and gives channel c.
func play(t require, j *Injector, n, c int) []float64 {
	t.Helper()
	var out []float64
	for range n {
		f, err := j.Next(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f.V[c])
	}
	return out
}

func TestInjectorIsASource(t *testing.T) {
	sourcetest.Run(t, func(t *testing.T) sources.Source {
		tape := newTape(ramp())
		tape.errs = map[int]error{2: &sources.FrameError{Where: "row 2", Err: errors.New("bad")}}
		return inject(t, tape, Entry{Kind: Stuck, Channel: "p", From: 2 * time.Second, To: 5 * time.Second})
	})
}

func TestInjectHitsItsTimeAndChannel(t *testing.T) {
	j := inject(t, newTape(ramp()),
		Entry{Kind: Bias, Channel: "p", From: 2 * time.Second, To: 4 * time.Second, Size: .5},
		Entry{Kind: Stuck, Channel: "p", From: 4 * time.Second, To: 6500 * time.Millisecond},
		Entry{Kind: Delay, Channel: "q", From: 3500 * time.Millisecond, To: 6 * time.Second, Size: 2})
	var got []string
	for range 8 {
		f, err := j.Next(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(f.V))
	}
	want := "[1 2] [2 4] [3.5 6] [4.5 8] [5 6] [5 8] [5 14] [8 16]"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestInjectForwardsReady(t *testing.T) {
	src := newTape(ramp())
	j := inject(t, src)
	if !sources.Ready(j) {
		t.Error("a ready source is not ready")
	}
	src.busy = true
	if sources.Ready(j) {
		t.Error("a busy source is ready")
	}
}

func TestInjectPassesErrorsAndCloses(t *testing.T) {
	src, want := newTape(ramp()), errors.New("unplugged")
	src.errs = map[int]error{0: want}
	j := inject(t, src)
	if _, err := j.Next(context.Background()); err != want {
		t.Errorf("got %v, want %v", err, want)
	}
	if err := j.Close(); err != nil || !src.closed.Load() {
		t.Errorf("Close gave %v, source closed: %v", err, src.closed.Load())
	}
}

// A seek back gives the same faults to the same frames, and nothing of what
// was held before.
func TestSeekBackRepeats(t *testing.T) {
	p := walk(200, 20, 3)
	var s Schedule
	for i, k := range Kinds() {
		from := time.Duration(50+12*i) * time.Second
		s = append(s, Entry{Kind: k, Channel: "p", From: from, To: from + 12*time.Second, Size: 1, Seed: 5})
	}
	src := newTape(p)
	j := inject(t, src, s...)
	first := play(t, j, 200, 0)
	src.at = 0
	if second := play(t, j, 200, 0); fmt.Sprint(second) != fmt.Sprint(first) {
		t.Errorf("first  %v\nsecond %v", first, second)
	}
}

func TestSeekIntoAFaultHoldsWhatIsThere(t *testing.T) {
	src := newTape(ramp())
	j := inject(t, src, Entry{Kind: Stuck, Channel: "p", From: 2 * time.Second, To: 9 * time.Second})
	play(t, j, 8, 0)
	src.at = 5
	if got := fmt.Sprint(play(t, j, 5, 0)); got != "[6 6 6 6 10]" {
		t.Errorf("got %s, want [6 6 6 6 10]", got)
	}
}

func TestStreamLearnsTheGrid(t *testing.T) {
	j := inject(t, newTape(walk(300, 20, 1)),
		Entry{Kind: Noise, Channel: "p", From: 100 * time.Second, To: 300 * time.Second, Size: 2})
	for i, v := range play(t, j, 300, 0) {
		if v != math.Round(v*20)/20 {
			t.Fatalf("sample %d is %v, not a multiple of 0.05", i, v)
		}
	}
}

// What a stream gets is what a slice gets, but for the quantile of clip.
func TestStreamIsSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := gaussian(60)
		e := drawEntry(t)
		if e.Kind == Clip {
			t.Skip()
		}
		want := make([]float64, len(p))
		f := e.fault(1)
		f.Apply(want, p, nil)
		if got := play(t, inject(t, newTape(p), e), len(p), 0); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%+v\nstream %v\nslice  %v", e, got, want)
		}
	})
}

// Outside [From, To), and on every other channel, no bit changes.
func TestNothingElseIsTouched(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.OneOf(rapid.Float64(), rapid.Just(math.NaN())), 60, 60).Draw(t, "p")
		e := drawEntry(t)
		j := inject(t, newTape(p), e)
		for i := range p {
			f, err := j.Next(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			since := time.Duration(i) * time.Second
			if hit := len(Schedule{e}.Active(since)) > 0; !hit && !same(f.V[0], p[i]) {
				t.Fatalf("frame %d is %v, want %v", i, f.V[0], p[i])
			}
			if !same(f.V[1], 2*p[i]) {
				t.Fatalf("frame %d of the other channel is %v, want %v", i, f.V[1], 2*p[i])
			}
		}
	})
}

func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || (math.IsNaN(a) && math.IsNaN(b))
}

func drawEntry(t *rapid.T) Entry {
	from := rapid.IntRange(0, 50).Draw(t, "from")
	return Entry{
		Kind: rapid.SampledFrom(Kinds()).Draw(t, "kind"), Channel: "p",
		From: time.Duration(from) * time.Second,
		To:   time.Duration(from+rapid.IntRange(1, 20).Draw(t, "frames")) * time.Second,
		Size: rapid.Float64Range(.01, 1).Draw(t, "size"), Seed: rapid.Uint64().Draw(t, "seed"),
	}
}
