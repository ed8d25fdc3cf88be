package main

import (
	"math"
	"math/rand/v2"

	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/sensor"
)

// sizes of the faults under stress: a plain bias, and five and ten of them
// [σ].
var sizes = [3]float64{1, 5, 10}

// stress is the RMSE of a channel's virtual sensor [σ] inside a bias of each
// of the sizes, mean over windows. A literal network is told no masks.
type stress struct {
	Right  [3]float64 // the channel lies and is masked
	Second [3]float64 // another lies as well and is not
	Both   [3]float64 // both lie, both are masked
	Wrong  [3]float64 // another lies; this one is masked and would be replaced
}

// experiment is windows, each with a channel to look at and another.
type experiment struct {
	spec    *inference.Spec
	literal bool
	windows []sensor.Window // clean
	draws   []draw
}

type draw struct {
	channel, other int
	sign, second   float64
}

// stressWindows are drawn from the test rows.
const stressWindows = 150

func experimentOf(spec *inference.Spec, s split, literal bool, seed uint64) experiment {
	rng, t := rand.New(rand.NewPCG(seed, 0x73747265)), spec.Rig.Window
	all, e, c := baselines.Windows(s.Test, t, t/4), experiment{spec: spec, literal: literal}, len(spec.Rig.Channels)
	for range stressWindows {
		e.windows = append(e.windows, all[rng.IntN(len(all))])
		d := draw{channel: rng.IntN(c), other: rng.IntN(c - 1), sign: sign(rng), second: sign(rng)}
		if d.other >= d.channel {
			d.other++
		}
		e.draws = append(e.draws, d)
	}
	return e
}

func sign(rng *rand.Rand) float64 { return float64(1 - 2*rng.IntN(2)) }

func (e experiment) stress(m inference.Model) (stress, error) {
	var out stress
	for _, s := range []struct {
		to                           *[3]float64
		lies, otherLies, otherMasked bool
	}{{&out.Right, true, false, false}, {&out.Second, true, true, false}, {&out.Both, true, true, true}, {&out.Wrong, false, true, false}} {
		for i, size := range sizes {
			var err error
			if s.to[i], err = e.error(m, size, s.lies, s.otherLies, s.otherMasked); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

// error is the RMSE of the virtual sensor of the first channel, which is
// masked whoever lies.
func (e experiment) error(m inference.Model, size float64, lies, otherLies, otherMasked bool) (float64, error) {
	ws, masks, outs := make([]sensor.Window, len(e.windows)), make([][]bool, len(e.windows)), make([]inference.Output, len(e.windows))
	for i, w := range e.windows {
		d := e.draws[i]
		ws[i], masks[i] = w, e.spec.Constant()
		ws[i].X = append([]float64(nil), w.X...)
		if lies {
			e.bias(ws[i], d.channel, d.sign*size)
		}
		if otherLies {
			e.bias(ws[i], d.other, d.second*size)
		}
		if !e.literal {
			masks[i][d.channel], masks[i][d.other] = true, masks[i][d.other] || otherMasked
		}
	}
	if err := m.Infer(ws, masks, outs); err != nil {
		return 0, err
	}
	sum := 0.0
	for i, w := range e.windows {
		sum += e.rms(w, outs[i].Virtual, e.draws[i].channel)
	}
	return sum / float64(len(ws)), nil
}

// bias adds size [σ] to the middle half of a channel.
func (e experiment) bias(w sensor.Window, c int, size float64) {
	x := w.Channel(c)
	for t := w.T / 4; t < w.T-w.T/4; t++ {
		x[t] += size * e.spec.Scaler.Scale[c]
	}
}

// rms of virtual−clean over the middle half [σ].
func (e experiment) rms(w sensor.Window, virtual []float64, c int) float64 {
	sum, n := 0.0, 0.0
	for t := w.T / 4; t < w.T-w.T/4; t++ {
		d := (virtual[c*w.T+t] - w.Channel(c)[t]) / e.spec.Scaler.Scale[c]
		sum, n = sum+d*d, n+1
	}
	return math.Sqrt(sum / n)
}
