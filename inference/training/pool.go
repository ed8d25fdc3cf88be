package training

import (
	"math/rand/v2"

	"rigscope/sensor"
	"rigscope/sources/faults"
)

// pool is clean windows to be damaged.
type pool struct {
	windows []sensor.Window
	long    [][]float64 // [C×2T] windows with as much before them; empty where no fault is to outlast one
	lasting float64     // share of damaged windows whose fault does
}

// twoFaults is the share of damaged windows that get a second fault.
const twoFaults = .1

// newPool draws at most n windows a stride apart.
func newPool(segs []Segment, t, stride, n int, lasting float64, rng *rand.Rand) pool {
	p := pool{windows: drawn(segs, t, stride, n, rng), lasting: lasting}
	if lasting > 0 {
		for _, w := range drawn(segs, 2*t, stride, n, rng) {
			p.long = append(p.long, w.X)
		}
	}
	return p
}

// any is a clean window.
func (p pool) any(rng *rand.Rand) sensor.Window { return p.windows[rng.IntN(len(p.windows))] }

// harm draws a window and damages it: the clean one [C×T] and what became of
// it.
func (p pool) harm(w *faults.Windower, rng *rand.Rand) (clean []float64, d faults.Damaged) {
	if len(p.long) > 0 && rng.Float64() < p.lasting {
		x := p.long[rng.IntN(len(p.long))]
		return faults.LastHalf(x, len(w.Sigma)), w.Lasting(rng, x)
	}
	clean = p.any(rng).X
	return clean, w.Damage(rng, clean)
}

// harmTwice is harm with a second fault now and then; the channels of both
// are in the mask.
func (p pool) harmTwice(w *faults.Windower, rng *rand.Rand) (clean, damaged []float64, faulty []bool) {
	clean, d := p.harm(w, rng)
	if rng.Float64() < twoFaults {
		second := w.Damage(rng, d.X)
		return clean, second.X, either(d.Channels, second.Channels)
	}
	return clean, d.X, d.Channels
}
