package synth

import (
	"context"
	"io"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
)

// warmUp is how long the rig has been running before its first frame.
const warmUp = 10 * time.Minute

// Source is a simulated rig. It never blocks. Close may run on any
// goroutine, the rest on one at a time.
type Source struct {
	options Options
	rig     sensor.Rig
	plant   *plant
	meters  [channels]meter
	noise   *rand.Rand
	k       int // next frame
	closed  atomic.Bool
}

// New makes a rig that is warm and at work.
func New(o Options) *Source {
	o = o.withDefaults()
	s := &Source{options: o, rig: Rig(), plant: newPlant(o.Seed, 1/o.Rate), meters: meters(), noise: stream(o.Seed, 3)}
	s.rig.Rate = o.Rate
	for range int(warmUp.Seconds() * o.Rate) {
		s.plant.step(Change{})
	}
	return s
}

// Rig is Rig() at the source's own rate.
func (s *Source) Rig() sensor.Rig { return s.rig }

// Next is the next frame, or io.EOF after Options.Frames.
func (s *Source) Next(ctx context.Context) (sensor.Frame, error) {
	switch {
	case s.closed.Load():
		return sensor.Frame{}, sources.ErrClosed
	case ctx.Err() != nil:
		return sensor.Frame{}, ctx.Err()
	case s.options.Frames > 0 && s.k >= s.options.Frames:
		return sensor.Frame{}, io.EOF
	}
	since := s.rig.Grid(s.k)
	s.plant.step(s.options.upset(since))
	t := s.options.Start.Add(since)
	f := sensor.Frame{T: t, Row: s.k, RowT: t, V: s.measure()}
	s.k++
	return f, nil
}

// Close ends it for good.
func (s *Source) Close() error {
	s.closed.Store(true)
	return nil
}

func (s *Source) measure() []float64 {
	v := make([]float64, channels)
	for c, x := range s.plant.truth() {
		v[c] = s.meters[c].read(s.noise, x)
	}
	return v
}
