package training

import (
	"context"
	"math"
	"math/rand/v2"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// The search for the smallest detectable size: so many halvings of the range
// [σ; of the reading for a gain].
const (
	limitHalvings = 5
	leastSize     = 1. / 16
	mostSize      = 8.
)

// limited are the kinds whose smallest detectable size is looked for.
var limited = []faults.Kind{faults.Bias, faults.Drift, faults.Gain, faults.Noise}

// search halves, for every channel and kind at once, the logarithm of the
// range that holds the smallest detectable size.
type search struct {
	lo, hi []float64 // [C×kinds] not detectable, and detectable or the most
	found  []bool
}

// limits fills in what the model can find and mend.
func (f *fitting) limits(ctx context.Context) error {
	if f.opt.LimitWindows < 0 {
		return nil
	}
	n := len(f.spec.Rig.Channels) * len(limited)
	s := search{make([]float64, n), make([]float64, n), make([]bool, n)}
	for i := range n {
		s.lo[i], s.hi[i] = leastSize, mostSize
	}
	clock := f.purse.next()
	for round := range limitHalvings + 1 {
		if round > 1 && clock.spent() {
			break // coarser, not wrong
		}
		f.opt.Progress(Progress{Stage: "limits", Step: round, Of: limitHalvings + 1})
		if err := f.halve(ctx, &s, round == 0); err != nil {
			return err
		}
	}
	f.opt.Progress(Progress{Stage: "limits", Step: limitHalvings + 1, Of: limitHalvings + 1})
	f.spec.Calibration.Limits = f.limitsOf(s)
	return nil
}

// halve tries the middle of every range, or its end to see whether there is
// anything to find.
func (f *fitting) halve(ctx context.Context, s *search, end bool) error {
	try := make([]float64, len(s.lo))
	for i := range try {
		try[i] = math.Sqrt(s.lo[i] * s.hi[i])
		if end {
			try[i] = s.hi[i]
		}
	}
	shares, err := f.flagged(ctx, try)
	if err != nil {
		return err
	}
	for i, share := range shares {
		seen := share >= inference.DetectableShare
		switch {
		case end:
			s.found[i] = seen
		case seen:
			s.hi[i] = try[i]
		default:
			s.lo[i] = try[i]
		}
	}
	return nil
}

// flagged is the share of damaged windows above the threshold for every
// channel and kind at the given sizes.
func (f *fitting) flagged(ctx context.Context, sizes []float64) ([]float64, error) {
	rng := rand.New(rand.NewPCG(f.opt.Seed, 5)) // the same windows at every size
	clean := spread(f.parts.calibrate, f.spec.Rig.Window, f.spec.Rig.Window/4, mostCalibrated)
	var ws []sensor.Window
	for i, size := range sizes {
		for range f.opt.LimitWindows {
			ws = append(ws, f.sized(clean[rng.IntN(len(clean))], i/len(limited), limited[i%len(limited)], size, rng))
		}
	}
	shares := make([]float64, len(sizes))
	outs, err := f.net.ask(ctx, f.spec, whole, f.opt, ws, nil)
	if err != nil {
		return nil, err
	}
	for i, v := range f.spec.Worst(outs) {
		if v > 1 {
			shares[i/f.opt.LimitWindows] += 1 / float64(f.opt.LimitWindows)
		}
	}
	return shares, nil
}

// sized is a window whose channel c has a fault of that size all along.
func (f *fitting) sized(w sensor.Window, c int, k faults.Kind, size float64, rng *rand.Rand) sensor.Window {
	if k != faults.Gain {
		size *= f.spec.Scaler.Scale[c]
	}
	if k != faults.Noise && rng.IntN(2) == 0 {
		size = -size
	}
	fault := faults.Fault{Kind: k, From: 0, To: w.T, Size: size, Seed: rng.Uint64()}
	out := w
	out.X = append([]float64(nil), w.X...)
	fault.Apply(out.Channel(c), w.Channel(c), f.damage.Res[c])
	return out
}

// limitsOf puts the ends of the search into the channels' units.
func (f *fitting) limitsOf(s search) []inference.Limit {
	cal := &f.spec.Calibration
	out := make([]inference.Limit, len(f.spec.Rig.Channels))
	for c := range out {
		at := func(k int, unit float64) inference.Size {
			if i := c*len(limited) + k; s.found[i] {
				return inference.Size(s.hi[i] * unit)
			}
			return inference.Size(math.Inf(1))
		}
		sigma := f.spec.Scaler.Scale[c]
		out[c] = inference.Limit{Bias: at(0, sigma), Drift: at(1, sigma), Gain: at(2, 1), Noise: at(3, sigma), Correctable: inference.Size(math.Inf(1))}
		if cal.Reconstructable(c) {
			out[c].Correctable = inference.Size(inference.BreakEven(cal.Sigma[c], 0))
		}
	}
	return out
}
