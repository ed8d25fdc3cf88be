package main

import (
	"context"
	"slices"

	"rigscope/inference/theory"
	"rigscope/sensor"
	"rigscope/tui"
)

// paths are the ways a fault of a channel takes, ready to be traced again and
// again.
type paths struct {
	anatomy
	conv  []tracer // [M] encoder and decoder of each modality
	dense tracer   // the compute block
}

type tracer func(x theory.Signal, delta []float64, r int) []theory.Step

func (n *insight) trace() (paths, error) {
	m, err := n.parts()
	if err != nil {
		return paths{}, err
	}
	p := paths{anatomy: m, dense: theory.Tracer(m.Corrector)}
	for i := range m.Encoders {
		p.conv = append(p.conv, theory.Tracer(theory.Network{Layers: slices.Concat(m.Encoders[i].Layers, m.Decoders[i].Layers)}))
	}
	return p, nil
}

// probe puts a bias of 1 σ on the middle half of a channel of the window and
// follows it through the autoencoder of its modality and, with the latents,
// through the compute block that is told of no fault.
func (n *insight) probe(_ context.Context, w sensor.Window, channel int) (tui.Probe, error) {
	p, err := n.paths()
	if err != nil {
		return tui.Probe{}, err
	}
	clean, filled := p.scaled(w)
	delta := make([]float64, len(clean))
	theory.Offset(delta, p.T, channel, p.T/4, p.T-p.T/4, 1)
	first, members := p.block(channel)
	part := func(x []float64) []float64 { return x[first*p.T : (first+members)*p.T] }
	conv := p.conv[p.Modality[channel]](theory.Signal{C: members, T: p.T, X: part(clean)}, part(delta), p.T-2*(p.T/4))
	return tui.Probe{Conv: probeSteps(conv), Dense: probeSteps(p.behind(clean, delta)), Filled: filled}, nil
}

// scaled is the window in scaled units; a missing sample is 0, the clean mean.
func (p paths) scaled(w sensor.Window) (x []float64, filled bool) {
	x = make([]float64, len(w.X))
	for c := range w.C {
		p.spec.Scaler.To(c, x[c*w.T:(c+1)*w.T], w.Channel(c))
	}
	for i, v := range x {
		if v-v != 0 {
			x[i], filled = 0, true
		}
	}
	return x, filled
}

// block is the first channel of the modality of a channel, and how many it has.
func (p paths) block(channel int) (first, n int) {
	mod := p.Modality[channel]
	first = slices.Index(p.Modality, mod)
	for first+n < len(p.Modality) && p.Modality[first+n] == mod {
		n++
	}
	return first, n
}

// behind is what the compute block makes of the latents that move.
func (p paths) behind(clean, delta []float64) []theory.Step {
	moved := slices.Clone(clean)
	for i, d := range delta {
		moved[i] += d
	}
	z, y := p.latents(clean), p.latents(moved)
	told := make([]float64, len(p.Channels))
	dz := make([]float64, len(z)+len(told))
	for i := range z {
		dz[i] = y[i] - z[i]
	}
	return p.dense(theory.Signal{C: len(dz), T: 1, X: slices.Concat(z, told)}, dz, len(z))
}

// held is the share of the energy whose places are counted.
const held = .9

func probeSteps(steps []theory.Step) []tui.ProbeStep {
	var out []tui.ProbeStep
	for _, s := range steps {
		out = append(out, tui.ProbeStep{
			Layer: s.Layer, Gain: float64(s.Gain), Ceiling: float64(s.Ceiling),
			Energy: energy(s.Delta), Places: theory.Places(s.Delta.X, held), Of: len(s.Delta.X),
			Participation: float64(s.Spread.Participation), Support: float64(s.Spread.Support), Top: float64(s.Spread.Top)})
	}
	return out
}

// energy is the share of ‖Δ‖² at each moment, or of each feature where there
// is only one moment.
func energy(d theory.Signal) []float64 {
	n, total := d.T, 0.0
	if d.T == 1 {
		n = d.C
	}
	out := make([]float64, n)
	for i, v := range d.X {
		out[i%n] += v * v
		total += v * v
	}
	for i := range out {
		out[i] /= total
	}
	return out
}
