package main

import (
	"context"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"rigscope/inference"
	"rigscope/inference/theory"
	"rigscope/sensor"
	"rigscope/sources"
)

// mostWindows are measured on; more than these move no figure by a tenth.
const mostWindows = 16

// spreadWindows takes at most n whole windows from all over a source. It
// keeps twice as many at most, whatever the length: when they are too many,
// every second is dropped and only every second is kept from then on.
func spreadWindows(ctx context.Context, src sources.Source, spec *inference.Spec, n int) ([]sensor.Window, error) {
	var kept []sensor.Window
	slider := sensor.NewSlider(spec.Rig, spec.Rig.Window, spec.Rig.Window)
	for every, seen := 1, 0; ; {
		f, err := src.Next(ctx)
		var bad *sources.FrameError
		switch {
		case errors.As(err, &bad):
			continue
		case errors.Is(err, io.EOF):
			return spread(kept, n), nil
		case err != nil:
			return nil, err
		}
		w, whole := slider.Push(f)
		if !whole || !plausible(w, spec.Scaler) {
			continue
		}
		if seen++; seen%every == 0 {
			kept = append(kept, w)
		}
		if len(kept) == 2*n {
			kept, every = everySecond(kept), 2*every
		}
	}
}

func everySecond(ws []sensor.Window) []sensor.Window {
	var out []sensor.Window
	for i := 1; i < len(ws); i += 2 {
		out = append(out, ws[i])
	}
	return out
}

// spread picks n from first to last.
func spread(ws []sensor.Window, n int) []sensor.Window {
	if len(ws) <= n {
		return ws
	}
	out := make([]sensor.Window, n)
	for i := range out {
		out[i] = ws[i*(len(ws)-1)/(n-1)]
	}
	return out
}

// absurd [σ] is no healthy sensor's; the network is never shown it.
const absurd = 1e4

// plausible says that nothing is missing and nothing absurd.
func plausible(w sensor.Window, s sensor.Scaler) bool {
	for c := range w.C {
		for _, v := range w.Channel(c) {
			if !(math.Abs(v-s.Center[c]) <= absurd*s.Scale[c]) {
				return false
			}
		}
	}
	return true
}

// evidence is what the windows allow to measure. What a channel's correction
// rests on is asked of the very graph that runs in the field.
func (m anatomy) evidence(model inference.Model, ws []sensor.Window, seed uint64) theory.Evidence {
	e := theory.Evidence{Seed: seed, Corrected: m.virtual(model)}
	for _, w := range ws {
		x := make([]float64, len(w.X))
		for c := range w.C {
			m.spec.Scaler.To(c, x[c*w.T:(c+1)*w.T], w.Channel(c))
		}
		e.Windows = append(e.Windows, x)
	}
	e.Gains = m.gains(e.Windows)
	return e
}

// virtual is every channel as the others see it with that channel accused,
// [C×T] → [C×T] scaled: one window for each accused channel.
func (m anatomy) virtual(model inference.Model) theory.Func {
	s, c, t := m.spec.Scaler, len(m.Channels), m.T
	x, ws, masks, outs := make([]float64, c*t), make([]sensor.Window, c), make([][]bool, c), make([]inference.Output, c)
	for ch := range c {
		ws[ch], masks[ch] = sensor.Window{C: c, T: t, X: x}, make([]bool, c)
		masks[ch][ch] = true
	}
	return func(dst, scaled []float64) {
		for i, v := range scaled {
			x[i] = s.Center[i/t] + s.Scale[i/t]*v
		}
		if err := model.Infer(ws, masks, outs); err != nil {
			*m.failure = err
			return
		}
		for ch := range c {
			s.To(ch, dst[ch*t:(ch+1)*t], outs[ch].Virtual[ch*t:(ch+1)*t])
		}
	}
}

// gains of the corrector K(z) = z + dz that is told of no fault, for a bias of
// one on the middle half of every channel in turn.
func (m anatomy) gains(ws [][]float64) *theory.Gains {
	var clean, faulty [][]float64
	delta := make([]float64, len(m.Channels)*m.T)
	for _, x := range ws {
		z := m.latents(x)
		for c := range m.Channels {
			theory.Offset(delta, m.T, c, m.T/4, m.T-m.T/4, 1)
			y := slices.Clone(x)
			for i, d := range delta {
				y[i] += d
			}
			clean, faulty = append(clean, z), append(faulty, m.latents(y))
		}
	}
	told := make([]float64, len(m.Channels))
	g := theory.MeasureGains(func(dst, z []float64) {
		dz := m.Corrector.Forward(theory.Signal{C: len(z) + len(told), T: 1, X: slices.Concat(z, told)})
		for i := range dst {
			dst[i] = z[i] + dz.X[i]
		}
	}, clean, faulty)
	return &g
}

// latents of all modalities, flat.
func (m anatomy) latents(x []float64) []float64 {
	var all []float64
	at := 0
	for _, e := range m.Encoders {
		n := e.Layers[0].In()
		all = append(all, e.Forward(theory.Signal{C: n, T: m.T, X: x[at*m.T : (at+n)*m.T]}).X...)
		at += n
	}
	return all
}

// detectorGain is the largest ‖J‖ of the detector at random features; those
// of clean windows are standardised, so that is where they are.
func (m anatomy) detectorGain(seed uint64) float64 {
	rng := rand.New(rand.NewPCG(seed, 1))
	n := m.Detector.Layers[0].In()
	best := 0.0
	for range mostWindows {
		x := make([]float64, n)
		for i := range x {
			x[i] = rng.NormFloat64()
		}
		best = max(best, m.Detector.Map(n, 1).SpectralNorm(x, 20, rng))
	}
	return best
}
