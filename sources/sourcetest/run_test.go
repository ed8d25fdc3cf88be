package sourcetest

import (
	"context"
	"errors"
	"io"
	"math"
	"testing"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
)

// rig has an open limit, because NaN is where comparing goes wrong.
func rig() sensor.Rig {
	return sensor.Rig{Name: "fake", Rate: 1, Channels: []sensor.Channel{
		{Name: "a", Modality: "m", Lo: math.NaN(), Hi: 1}, {Name: "b", Modality: "m", Lo: 0, Hi: 1}}}
}

// fake keeps the contract unless a test breaks one of its parts. It yields
// frames frames and then ends, or blocks if it is to wait.
type fake struct {
	rig    func() sensor.Rig
	frame  func(k int) (sensor.Frame, error)
	frames int
	wait   bool
	deaf   bool // to Close and ctx
	noEnd  bool // io.EOF comes once
	rude   bool // Close fails the second time
	k      int
	closed chan struct{}
}

func newFake() *fake {
	return &fake{rig: rig, frame: frame, frames: 5, closed: make(chan struct{})}
}

func frame(k int) (sensor.Frame, error) {
	return sensor.Frame{T: time.Unix(int64(k), 0), Row: k, V: make([]float64, 2)}, nil
}

func (f *fake) Rig() sensor.Rig { return f.rig() }

func (f *fake) isClosed() bool {
	select {
	case <-f.closed:
		return true
	default:
		return false
	}
}

func (f *fake) Next(ctx context.Context) (sensor.Frame, error) {
	switch {
	case f.isClosed() && !f.deaf:
		return sensor.Frame{}, sources.ErrClosed
	case ctx.Err() != nil && !f.deaf:
		return sensor.Frame{}, ctx.Err()
	case f.k < f.frames || (f.k > f.frames && f.noEnd):
		f.k++
		return f.frame(f.k)
	case !f.wait:
		f.k++
		return sensor.Frame{}, io.EOF
	case f.deaf:
		<-time.After(2 * patience)
	}
	select {
	case <-ctx.Done():
		return sensor.Frame{}, ctx.Err()
	case <-f.closed:
		return sensor.Frame{}, sources.ErrClosed
	}
}

func (f *fake) Close() error {
	if f.isClosed() {
		if f.rude {
			return errors.New("file already closed")
		}
		return nil
	}
	close(f.closed)
	return nil
}

func TestGoodSourcesPass(t *testing.T) {
	for name, change := range map[string]func(*fake){
		"finite":   func(*fake) {},
		"endless":  func(f *fake) { f.frames = 1 << 40 },
		"blocking": func(f *fake) { f.frames, f.wait = most, true },
		"bad rows": func(f *fake) { f.frame = everyOtherBad },
	} {
		t.Run(name, func(t *testing.T) {
			Run(t, func(*testing.T) sources.Source {
				f := newFake()
				change(f)
				return f
			})
		})
	}
}

func everyOtherBad(k int) (sensor.Frame, error) {
	if k%2 == 0 {
		return sensor.Frame{}, &sources.FrameError{Where: "line 2", Err: errors.New("no number")}
	}
	return frame(k)
}

func TestBrokenSourcesAreCaught(t *testing.T) {
	shared := make([]float64, 2)
	calls := 0
	for _, c := range []struct {
		name   string
		holds  func(sources.Source) error
		change func(*fake)
		want   string
	}{
		{"invalid rig", rigHolds, func(f *fake) { f.rig = func() sensor.Rig { return sensor.Rig{} } },
			"the rig is not valid: the rig has no channels"},
		{"time stands", framesHold, func(f *fake) {
			f.frame = func(k int) (sensor.Frame, error) {
				return sensor.Frame{T: time.Unix(9, 0).UTC(), V: make([]float64, 2)}, nil
			}
		}, "frame 1: time 1970-01-01 00:00:09 +0000 UTC is not after 1970-01-01 00:00:09 +0000 UTC"},
		{"rows fall", framesHold, func(f *fake) {
			f.frame = func(k int) (sensor.Frame, error) {
				return sensor.Frame{T: time.Unix(int64(k), 0), Row: -k, V: make([]float64, 2)}, nil
			}
		}, "frame 1: row -2 comes after row -1"},
		{"short frame", framesHold, func(f *fake) {
			f.frame = func(int) (sensor.Frame, error) { return sensor.Frame{V: make([]float64, 1)}, nil }
		}, "frame 0 has 1 values, the rig has 2 channels"},
		{"nothing", framesHold, func(f *fake) { f.frames = 0 }, "the source has no frame"},
		{"failure", framesHold, func(f *fake) {
			f.frame = func(int) (sensor.Frame, error) { return sensor.Frame{}, errors.New("unplugged") }
		}, "after 0 frames got unplugged from Next"},
		{"shared memory", ownershipHolds, func(f *fake) {
			f.frame = func(k int) (sensor.Frame, error) {
				shared[0] = float64(calls)
				calls++
				if k == f.frames { // as a source that goes on writing to it
					shared[0] = 7
					return frame(k)
				}
				return sensor.Frame{V: shared}, nil
			}
		}, "frame 0 changed after it was handed out"},
		{"deaf to a cancelled context", cancelledHolds, func(f *fake) { f.deaf = true },
			"got <nil> from Next, want context canceled"},
		{"deaf to Close", closedHolds, func(f *fake) { f.deaf = true },
			"after Close got <nil> from Next, want the source was closed"},
		{"Close not idempotent", closedHolds, func(f *fake) { f.rude = true },
			"got file already closed from Close number 2"},
		{"no end", endHolds, func(f *fake) { f.noEnd = true }, "after the end got <nil> from Next, want EOF"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFake()
			c.change(f)
			if err := c.holds(f); err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// A source that never wakes costs the whole patience, so it is tried once.
func TestSleepingSourceIsCaught(t *testing.T) {
	if testing.Short() {
		t.Skip("waits 3 s for a source that never wakes; run without -short")
	}
	f := newFake()
	f.wait, f.deaf = true, true
	if err := closeHolds(f); err == nil || err.Error() != "still blocked in Next after 3s" {
		t.Errorf("got %v, want still blocked in Next after 3s", err)
	}
}
