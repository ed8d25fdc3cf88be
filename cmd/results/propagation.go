package main

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/inference/nn"
	"rigscope/inference/theory"
	"rigscope/sensor"
)

// spread is what a fault of one channel becomes in the latent of its
// modality, mean over channels and windows.
type spread struct {
	Participation float64 // PR/n
	Support       float64 // e^H/n
	Top           float64 // energy of the top 10 %
	Salience      float64 // largest |Δ_i|/std_i
	Gain          float64 // ‖Δ‖/‖δ‖
	Tightest      float64 // largest a_ℓ/L_ℓ of any layer: never above 1
}

// propagated is by kind of encoder, then by kind of fault.
type propagated map[string]map[string]spread

var encoderKinds = []string{"conv, untrained", "conv, trained", "dense, untrained", "dense, trained"}
var probes = []string{"impulse", "bias", "gain"}

func propagationPart(set string) part {
	r := recipe{Set: set}
	return part{name: "propagation/" + set, set: set, options: r, cost: 30, more: []string{"inference/theory"},
		run: func(ctx context.Context, l *lab) (any, error) { return l.propagate(ctx, r) }}
}

// propagationWindows are windows a fault is traced through.
const propagationWindows = 20

func (l *lab) propagate(ctx context.Context, r recipe) (propagated, error) {
	out := propagated{}
	err := l.open(ctx, r, func(t trained, m inference.Model, d dataset) error {
		w, err := weightsOf(t.Model, m.Spec())
		if err != nil {
			return err
		}
		s, rng := d.Folds(r.Fold), rand.New(rand.NewPCG(r.Seed, 0x70726f70))
		var train, test [][]sensorRows
		for _, mod := range w.mods {
			train = append(train, scaledRows(m.Spec(), mod, baselines.Windows(s.Train, d.T, d.T/4)))
			test = append(test, scaledRows(m.Spec(), mod, baselines.Windows(s.Test, d.T, d.T/2)))
		}
		fresh, plain, learnt := untrained(w.encoders, rng), []theory.Network{}, []theory.Network{}
		for i := range w.mods {
			a := newDenseEncoder(len(train[i][0]), d.T, rng)
			plain = append(plain, a.network())
			a.learn(train[i], rng)
			learnt = append(learnt, a.network())
		}
		for i, encoders := range [][]theory.Network{fresh, w.encoders, plain, learnt} {
			out[encoderKinds[i]] = spreads(w, encoders, test, d.T)
		}
		return nil
	})
	return out, err
}

// sensorRows is a window of one modality, scaled, [Cm×T].
type sensorRows = []float64

func scaledRows(spec *inference.Spec, m sensor.Modality, ws []sensor.Window) []sensorRows {
	out := make([]sensorRows, len(ws))
	for i, w := range ws {
		out[i] = make([]float64, len(m.Channels)*w.T)
		for j, c := range m.Channels {
			spec.Scaler.To(c, out[i][j*w.T:(j+1)*w.T], w.Channel(c))
		}
	}
	return out
}

// untrained are encoders of the same shape with first weights.
func untrained(encoders []theory.Network, rng *rand.Rand) []theory.Network {
	var out []theory.Network
	for _, e := range encoders {
		n := theory.Network{Name: e.Name}
		for _, l := range e.Layers {
			w, b := nn.NewParam("w", l.Shape...), nn.NewParam("b", l.Out())
			nn.Init(w, b, rng)
			l.W, l.Bias = theory.Widen(w.W), theory.Widen(b.W)
			n.Layers = append(n.Layers, l)
		}
		out = append(out, n)
	}
	return out
}

// spreads of every kind of fault through encoders, one a modality.
func spreads(w weighted, encoders []theory.Network, test [][]sensorRows, t int) map[string]spread {
	out := map[string]spread{}
	var ceilings, stds [][]float64
	for m, mod := range w.mods {
		ceilings, stds = append(ceilings, ceilingsOf(encoders[m])), append(stds, deviations(encoders[m], test[m], len(mod.Channels), t))
	}
	for _, probe := range probes {
		var sum spread
		n := 0.0
		for m, mod := range w.mods {
			for i := range min(propagationWindows, len(test[m])) {
				x := test[m][i*len(test[m])/propagationWindows%len(test[m])]
				for j, c := range mod.Channels {
					zero := w.spec.Scaler.Center[c] / w.spec.Scaler.Scale[c]
					n += float64(count(sum.add(encoders[m], ceilings[m], theory.Signal{C: len(mod.Channels), T: t, X: x}, disturb(probe, x, j, t, zero), stds[m])))
				}
			}
		}
		out[probe] = sum.over(n)
	}
	return out
}

// disturb is the fault of channel j: an impulse of 3 σ, a bias of 1 σ on the
// middle half, or 20 % too much there; zero is μ/σ.
func disturb(probe string, x []float64, j, t int, zero float64) []float64 {
	delta := make([]float64, len(x))
	switch probe {
	case "impulse":
		theory.Impulse(delta, t, j, t/2, 3)
	case "bias":
		theory.Offset(delta, t, j, t/4, t-t/4, 1)
	case "gain":
		theory.Gain(delta, x, t, j, t/4, t-t/4, .2, zero, 1)
	}
	return delta
}

// add sends one fault through the layers; one that changes nothing does not
// count. ceilings are the layers' certificates.
func (s *spread) add(n theory.Network, ceilings []float64, x theory.Signal, delta, std []float64) bool {
	y := theory.Signal{C: x.C, T: x.T, X: slices.Clone(x.X)}
	for i, v := range delta {
		y.X[i] += v
	}
	begin := distance(x.X, y.X)
	for i, l := range n.Layers {
		before := distance(x.X, y.X)
		x, y = l.Forward(x), l.Forward(y)
		if before > 0 {
			s.Tightest = max(s.Tightest, distance(x.X, y.X)/before/ceilings[i])
		}
	}
	for i, v := range x.X {
		y.X[i] -= v
	}
	return s.count(y.X, std, begin)
}

// count adds what a fault of length begin became; one that changes nothing
// does not count.
func (s *spread) count(delta, std []float64, begin float64) bool {
	at := theory.Localise(delta)
	if math.IsNaN(float64(at.Participation)) {
		return false
	}
	s.Participation, s.Support, s.Top = s.Participation+float64(at.Participation), s.Support+float64(at.Support), s.Top+float64(at.Top)
	s.Salience += theory.Salience(delta, std)
	s.Gain += distance(delta, make([]float64, len(delta))) / begin
	return true
}

func ceilingsOf(n theory.Network) []float64 {
	var out []float64
	for _, l := range n.Layers {
		out = append(out, l.Norm().Upper)
	}
	return out
}

func (s spread) over(n float64) spread {
	return spread{s.Participation / n, s.Support / n, s.Top / n, s.Salience / n, s.Gain / n, s.Tightest}
}

// deviations of every coordinate of the latent over clean windows.
func deviations(n theory.Network, windows []sensorRows, c, t int) []float64 {
	var latents [][]float64
	for _, x := range windows {
		latents = append(latents, n.Forward(theory.Signal{C: c, T: t, X: x}).X)
	}
	return spreadOf(latents)
}

// spreadOf is the standard deviation of every coordinate of vectors.
func spreadOf(vectors [][]float64) []float64 {
	var sum, square []float64
	for _, z := range vectors {
		if sum == nil {
			sum, square = make([]float64, len(z)), make([]float64, len(z))
		}
		for i, v := range z {
			sum[i], square[i] = sum[i]+v, square[i]+v*v
		}
	}
	k := float64(len(vectors))
	for i := range sum {
		sum[i] = math.Sqrt(max(square[i]/k-sum[i]/k*sum[i]/k, 0))
	}
	return sum
}
