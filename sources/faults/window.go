package faults

import (
	"math"
	"math/rand/v2"
	"slices"

	"rigscope/sensor"
)

// Windower damages clean windows by one random fault each, for training and
// for evaluation (method.md §8). Its fields are only
// read, so goroutines may share one, each with its own rng.
type Windower struct {
	Rig      sensor.Rig
	Sigma    []float64     // [C] clean standard deviation, physical units: the Scale of a Scaler
	Res      []*Resolution // [C] native grids, see LearnResolutions; a nil one has no grid
	Kinds    []Kind        // drawn evenly, of Labels; must not be empty
	Severity [2]float64    // drawn evenly from lowest to highest; below 1 is like 1, above 3 like 3
	Channels []int         // that may fail, drawn evenly; nil is all
	Donors   [][]float64   // [n][C×T] clean windows that Incon takes data from; it panics without
}

// TrainingSeverity is the range a detector learns from.
var TrainingSeverity = [2]float64{.8, 3.2}

// Damaged is a window with a fault, and the truth about it.
type Damaged struct {
	X        []float64 // [C×T] channel-major, physical units
	Channels []bool    // [C] those the fault is in
	From, To int       // [samples] the fault is in [From, To)
	Kind     Kind      // Kind.Label is its class
}

// A fault is drawn anew, at most so often, while what it changes is less
// than this root mean square over the whole window [σ]: there is nothing to
// be seen.
const (
	draws = 6
	least = .005
)

// Damage draws kind, severity, channel, place and sign, and returns a
// damaged copy of x [C×T].
func (w *Windower) Damage(rng *rand.Rand, x []float64) Damaged {
	T := len(x) / len(w.Sigma)
	return w.visible(x, func() Damaged {
		k, s, c := w.draw(rng)
		if k == Incon {
			n := inconLasts(s, T)
			from := rng.IntN(T - n + 1)
			return incon(x, w.donor(rng), w.Rig, c, from, n, from)
		}
		return w.apply(Draw(rng, k, s, w.Sigma[c], T), x, c)
	})
}

// Onset is Damage of a longer stretch x [C×L]: the fault begins at sample
// from and lasts T samples, or as long as its severity says if the kind
// measures severity by that. x must reach that far, donors are [C×T].
func (w *Windower) Onset(rng *rand.Rand, x []float64, from, T int) Damaged {
	return w.visible(x, func() Damaged {
		k, s, c := w.draw(rng)
		if k == Incon {
			return incon(x, w.donor(rng), w.Rig, c, from, inconLasts(s, T), 0)
		}
		f := Draw(rng, k, s, w.Sigma[c], T)
		n := T
		if k == Stuck {
			n = f.To - f.From
		}
		f.From, f.To = from, from+n
		return w.apply(f, x, c)
	})
}

// visible makes faults until one shows, but not for ever.
func (w *Windower) visible(x []float64, make func() Damaged) Damaged {
	var d Damaged
	for range draws {
		if d = make(); w.change(x, d.X) > least {
			break
		}
	}
	return d
}

// draw is kind, severity and channel.
func (w *Windower) draw(rng *rand.Rand) (k Kind, s float64, c int) {
	k = w.Kinds[rng.IntN(len(w.Kinds))]
	s = w.Severity[0] + (w.Severity[1]-w.Severity[0])*rng.Float64()
	if w.Channels != nil {
		return k, s, w.Channels[rng.IntN(len(w.Channels))]
	}
	return k, s, rng.IntN(len(w.Sigma))
}

func (w *Windower) donor(rng *rand.Rand) []float64 { return w.Donors[rng.IntN(len(w.Donors))] }

func (w *Windower) apply(f Fault, x []float64, c int) Damaged {
	L := len(x) / len(w.Sigma)
	d := Damaged{X: slices.Clone(x), Channels: make([]bool, len(w.Sigma)), From: f.From, To: f.To, Kind: f.Kind}
	d.Channels[c] = true
	f.Apply(d.X[c*L:(c+1)*L], x[c*L:(c+1)*L], w.Res[c])
	return d
}

// change is the root mean square of y−x over the window [σ]; missing samples
// count as unchanged.
func (w *Windower) change(x, y []float64) float64 {
	T, sum := len(x)/len(w.Sigma), 0.0
	for i := range x {
		if d := (y[i] - x[i]) / w.Sigma[i/T]; !math.IsNaN(d) {
			sum += d * d
		}
	}
	return math.Sqrt(sum / float64(len(x)))
}

// LearnResolutions learns the grid of each channel from clean segments, each
// [C][N] in physical units.
func LearnResolutions(segments [][][]float64) []*Resolution {
	if len(segments) == 0 {
		return nil
	}
	out := make([]*Resolution, len(segments[0]))
	for c := range out {
		var v []float64
		for _, s := range segments {
			v = append(v, s[c]...)
		}
		out[c] = LearnResolution(v)
	}
	return out
}

// Lasting is Damage by a fault that is there before the window begins and
// after it ends: x [C×2T] is the window, its last T samples, and as much
// before it; the fault began in the first half. Only the window comes back.
// In the field most windows of a fault look like this.
func (w *Windower) Lasting(rng *rand.Rand, x []float64) Damaged {
	L := len(x) / len(w.Sigma)
	T := L / 2
	clean := LastHalf(x, len(w.Sigma))
	return w.visible(clean, func() Damaged {
		k, s, c := w.draw(rng)
		if k == Incon {
			return incon(clean, w.donor(rng), w.Rig, c, 0, T, 0)
		}
		f := Draw(rng, k, s, w.Sigma[c], T)
		f.From, f.To = rng.IntN(T+1), L+rng.IntN(T) // a ramp goes on beyond the window
		f.Count = f.Count * (f.To - f.From) / T
		d := w.apply(f, x, c)
		d.X, d.From, d.To = LastHalf(d.X, len(w.Sigma)), 0, T
		return d
	})
}

// LastHalf is the last T samples of every one of c channels of x [C×2T].
func LastHalf(x []float64, c int) []float64 {
	L := len(x) / c
	out := make([]float64, 0, len(x)/2)
	for i := range c {
		out = append(out, x[i*L+L/2:(i+1)*L]...)
	}
	return out
}
