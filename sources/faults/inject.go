package faults

import (
	"context"
	"fmt"
	"math"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
)

// Injector is a source whose channels break as scheduled.
type Injector struct {
	src    sources.Source
	rate   float64
	wires  []*wire
	begun  bool
	first  time.Time // of the first frame ever
	newest time.Time
}

// Inject damages the frames of src by s, which must be valid for its rig.
// Frames without a scheduled fault pass untouched, to the last bit. A
// channel's native resolution is learnt from the samples before its fault.
// The Injector owns src if there is no error.
//
// When time steps back (a seek, a loop) the injector forgets what it saw and
// the same frames get the same faults again.
func Inject(src sources.Source, s Schedule) (*Injector, error) {
	rig := src.Rig()
	if err := s.Validate(rig); err != nil {
		return nil, fmt.Errorf("inject into %q: %w", rig.Name, err)
	}
	j := &Injector{src: src, rate: rig.Rate}
	for c, ch := range rig.Channels {
		if w := newWire(c, ch.Name, s, rig.Rate); w != nil {
			j.wires = append(j.wires, w)
		}
	}
	return j, nil
}

// Rig is that of the source.
func (j *Injector) Rig() sensor.Rig { return j.src.Rig() }

// Ready is whether the source is.
func (j *Injector) Ready() bool { return sources.Ready(j.src) }

// Close closes the source.
func (j *Injector) Close() error { return j.src.Close() }

// Next is the source's next frame, damaged. Errors pass as they are.
func (j *Injector) Next(ctx context.Context) (sensor.Frame, error) {
	f, err := j.src.Next(ctx)
	if err != nil {
		return f, err
	}
	since := j.advance(f.T)
	k := int(math.Round(since.Seconds() * j.rate))
	for _, w := range j.wires {
		f.V[w.channel] = w.pass(since, k, f.V[w.channel])
	}
	return f, nil
}

// advance notes the time of a frame and returns it since the first.
func (j *Injector) advance(t time.Time) time.Duration {
	switch {
	case !j.begun:
		j.begun, j.first = true, t
	case !t.After(j.newest):
		for _, w := range j.wires {
			w.rewind()
		}
	}
	j.newest = t
	return t.Sub(j.first)
}
