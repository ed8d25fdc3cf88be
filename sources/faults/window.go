package faults

import (
	"math"
	"math/rand/v2"
	"slices"

	"rigscope/sensor"
)

// Windower damages clean windows by one random fault each, for training and
// for evaluation (recipe.py, inject and inject_batch). Its fields are only
// read, so goroutines may share one, each with its own rng.
type Windower struct {
	Rig      sensor.Rig
	Sigma    []float64     // [C] clean standard deviation, physical units: the Scale of a Scaler
	Res      []*Resolution // [C] native grids, see LearnResolutions; a nil one has no grid
	Kinds    []Kind        // drawn evenly, of Labels; must not be empty
	Severity [2]float64    // drawn evenly from lowest to highest; below 1 is like 1, above 3 like 3
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
	draws   = 6
	visible = .005
)

// Damage draws kind, severity, channel, place and sign, and returns a
// damaged copy of x [C×T].
func (w *Windower) Damage(rng *rand.Rand, x []float64) Damaged {
	var d Damaged
	for range draws {
		d = w.draw(rng, x)
		if w.change(x, d.X) > visible {
			break
		}
	}
	return d
}

func (w *Windower) draw(rng *rand.Rand, x []float64) Damaged {
	k := w.Kinds[rng.IntN(len(w.Kinds))]
	s := w.Severity[0] + (w.Severity[1]-w.Severity[0])*rng.Float64()
	c, T := rng.IntN(len(w.Sigma)), len(x)/len(w.Sigma)
	if k == Incon {
		return incon(rng, x, w.Donors[rng.IntN(len(w.Donors))], w.Rig, c, T, s)
	}
	f := Draw(rng, k, s, w.Sigma[c], T)
	d := Damaged{X: slices.Clone(x), Channels: make([]bool, len(w.Sigma)), From: f.From, To: f.To, Kind: k}
	d.Channels[c] = true
	f.Apply(d.X[c*T:(c+1)*T], x[c*T:(c+1)*T], w.Res[c])
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
