package main

import (
	"fmt"
	"math"
	"slices"

	"rigscope/inference"
	"rigscope/inference/onnx"
	"rigscope/inference/theory"
	"rigscope/sensor"
)

// gains of a trained network: certificates from its weights, and what was
// measured on the windows of an experiment.
type gains struct {
	Block     float64 // Π L of the compute block
	Encoder   float64 // Π L of the encoders, the largest modality's
	Detector  float64 // Π L of the detector's hidden layers
	Sensitive float64 // ‖E(x+δ)−E(x)‖/‖δ‖ for a bias on the middle half, mean
	Fault     float64 // g⊥, median: how much of a fault's shift of the latent is left after the corrector
	Clean     float64 // g∥, median: how much of the difference of two clean windows is left
}

// weighted is the networks of a model file.
type weighted struct {
	spec     *inference.Spec
	mods     []sensor.Modality
	encoders []theory.Network
	block    theory.Network
	detector theory.Network
}

// slope of the LeakyReLUs, stride and padding of the encoders: the method's.
const slope, stride, pad = .2, 2, 2

func weightsOf(model []byte, spec *inference.Spec) (weighted, error) {
	ws, err := onnx.ReadWeights(model)
	if err != nil {
		return weighted{}, err
	}
	w := weighted{spec: spec, mods: spec.Rig.Modalities()}
	for _, m := range w.mods {
		w.encoders = append(w.encoders, chain(ws, "enc."+m.Name, theory.Conv))
	}
	w.block, w.detector = chain(ws, "block", theory.Dense), chain(ws, "detector", theory.Dense)
	return w, nil
}

// chain is the layers name.0, name.1 …, LeakyReLUs between them.
func chain(ws map[string]onnx.Tensor, name, op string) theory.Network {
	n := theory.Network{Name: name}
	for i := 0; ; i++ {
		l, ok := layerOf(ws, fmt.Sprintf("%s.%d", name, i), op)
		if !ok {
			return n
		}
		if i > 0 {
			n.Layers[i-1].Slope = slope
		}
		n.Layers = append(n.Layers, l)
	}
}

func layerOf(ws map[string]onnx.Tensor, name, op string) (theory.Layer, bool) {
	w, ok := ws[name+".weight"]
	l := theory.Layer{Name: name, Op: op, Shape: w.Shape, W: theory.Widen(w.F32), Bias: theory.Widen(ws[name+".bias"].F32)}
	if !ok || op == theory.Conv {
		l.Stride, l.Pad = stride, pad
		return l, ok
	}
	in, out := w.Shape[len(w.Shape)-2], w.Shape[len(w.Shape)-1] // stored [1,In,Out]
	l.Shape = []int{out, in}
	for o := range out {
		for i := range in {
			l.W[o*in+i] = float64(w.F32[i*out+o])
		}
	}
	return l, true
}

func (e experiment) gains(model []byte) (gains, error) {
	w, err := weightsOf(model, e.spec)
	if err != nil {
		return gains{}, err
	}
	g := gains{Block: w.block.Bound(0).Upper, Detector: w.detector.Bound(0).Upper}
	for _, n := range w.encoders {
		g.Encoder = max(g.Encoder, n.Bound(0).Upper)
	}
	e.measure(&g, w)
	return g, nil
}

// gainWindows are enough for a median.
const gainWindows = 60

func (e experiment) measure(g *gains, w weighted) {
	var fault, clean, sensitive []float64
	for i, x := range e.windows[:gainWindows] {
		d, bad := e.draws[i], x
		bad.X = slices.Clone(x.X)
		e.bias(bad, d.channel, d.sign)
		z, dirty, k := w.encode(x), w.encode(bad), w.corrector(d.channel, e.literal)
		sensitive = append(sensitive, distance(z, dirty)/math.Sqrt(float64(x.T-2*(x.T/4))))
		fault = append(fault, theory.Slope(k, len(z), z, dirty))
		clean = append(clean, theory.Slope(k, len(z), z, w.encode(e.windows[i+1])))
	}
	g.Fault, g.Clean, g.Sensitive = median(fault), median(clean), average(sensitive)
}

// encode is all latents of a window, flat.
func (w weighted) encode(x sensor.Window) []float64 {
	var z []float64
	for i, m := range w.mods {
		in := theory.Signal{C: len(m.Channels), T: x.T, X: make([]float64, len(m.Channels)*x.T)}
		for j, c := range m.Channels {
			w.spec.Scaler.To(c, in.X[j*x.T:(j+1)*x.T], x.Channel(c))
		}
		z = append(z, w.encoders[i].Forward(in).X...)
	}
	return z
}

// corrector is K(z) = z + dz. With masks, dz is for channel c alone and
// moves its modality only; the measurement itself is not taken out of z, so
// that what is left of a fault is the block's doing.
func (w weighted) corrector(c int, literal bool) theory.Func {
	return func(dst, z []float64) {
		copy(dst, z)
		in := theory.Signal{C: len(z) + len(w.spec.Rig.Channels), T: 1}
		in.X = append(slices.Clone(z), make([]float64, len(w.spec.Rig.Channels))...)
		if !literal {
			in.X[len(z)+c] = 1
		}
		size := len(z) / len(w.mods)
		for i, v := range w.block.Forward(in).X {
			if literal || slices.Contains(w.mods[i/size].Channels, c) {
				dst[i] += v
			}
		}
	}
}

func distance(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Sqrt(s)
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(slices.DeleteFunc(v, math.IsNaN)))
	if len(v) == 0 {
		return 0
	}
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

func average(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x / float64(len(v))
	}
	return s
}
