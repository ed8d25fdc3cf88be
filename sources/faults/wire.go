package faults

import (
	"math"
	"time"
)

// wire is a channel that has faults in the schedule.
type wire struct {
	channel int
	faults  []scheduled
	past    []float64   // clean samples, newest last, the latest MaxDelay or more
	res     *Resolution // nil until a fault has begun after enough samples
}

type scheduled struct {
	Entry
	Fault Fault // in frames since the first
	model model
	act   effect // nil until it begins
}

// newWire is nil if the schedule leaves the channel alone.
func newWire(c int, name string, s Schedule, rate float64) *wire {
	w := &wire{channel: c}
	for _, e := range s {
		if e.Channel == name {
			w.faults = append(w.faults, scheduled{Entry: e, Fault: e.fault(rate), model: e.Kind.must()})
		}
	}
	if w.faults == nil {
		return nil
	}
	return w
}

// pass takes the clean sample of frame k and gives what the sensor says.
func (w *wire) pass(since time.Duration, k int, x float64) float64 {
	y := x
	for i := range w.faults {
		if f := &w.faults[i]; f.active(since) && !math.IsNaN(x) {
			w.begin(f, x)
			y = f.model.damage(f.act, max(k-f.Fault.From, 0), w.past, x, w.res)
		}
	}
	w.past = remember(w.past, x)
	return y
}

func (w *wire) begin(f *scheduled, x float64) {
	if f.act != nil {
		return
	}
	if w.res == nil {
		w.res = LearnResolution(w.past)
	}
	f.act = f.model.begin(onset{f.Fault, append(w.past[:len(w.past):len(w.past)], x)})
}

// rewind forgets the signal, but not its resolution, which is the sensor's.
func (w *wire) rewind() {
	w.past = w.past[:0]
	for i := range w.faults {
		w.faults[i].act = nil
	}
}
