package main

import (
	"fmt"

	"rigscope/inference"
	"rigscope/inference/onnx"
	"rigscope/inference/theory"
)

// What the graph of a model file is made of (inference/training writes it):
// three strided convolutions to a latent and three back, three dense layers
// of the compute block, and its slopes and ceilings.
const (
	leak       = .2 // of every LeakyReLU
	blockCap   = 1.5
	depth      = 3
	halvings   = 8 // samples of a window for one of a latent
	encoderPad = 2
	decoderPad = 1
)

// parts are the weights of a file; the first one that does not fit is kept
// in err and what comes after is empty.
type parts struct {
	weights map[string]onnx.Tensor
	err     error
}

// dissect makes the networks that the theory knows out of a model file.
func dissect(file []byte, spec *inference.Spec) (theory.Model, error) {
	weights, err := onnx.ReadWeights(file)
	if err != nil {
		return theory.Model{}, fmt.Errorf("%w: %w", inference.ErrSpec, err)
	}
	p := &parts{weights: weights}
	rig, c := spec.Rig, len(spec.Rig.Channels)
	m := theory.Model{T: rig.Window}
	if rig.Window%halvings != 0 {
		return m, fmt.Errorf("%w: a window of %d frames is no multiple of %d", inference.ErrSpec, rig.Window, halvings)
	}
	latents := 0
	for i, mod := range rig.Modalities() {
		n := len(mod.Channels)
		e := p.encoder(mod.Name, n)
		d := p.decoder(mod.Name, n, e)
		m.Encoders, m.Decoders = append(m.Encoders, e), append(m.Decoders, d)
		latents += p.width(e) * rig.Window / halvings
		for _, ch := range mod.Channels {
			m.Channels, m.Modality = append(m.Channels, rig.Channels[ch].Name), append(m.Modality, i)
			m.Zero = append(m.Zero, spec.Scaler.Center[ch]/spec.Scaler.Scale[ch])
		}
	}
	m.Corrector = p.mlp("corrector", []string{"block.0", "block.1", "block.2"}, latents+c, latents, blockCap)
	m.Detector = p.mlp("detector", []string{"detector.0", "detector.1", "detector.heads"}, 0, 0, 0)
	m.Ridge = p.layer(theory.Layer{Name: "ridge", Weight: "ridge.others.weight", Op: theory.Conv, Stride: 1, Mode: theory.Edge}, c, c, 0)
	if p.err == nil {
		m.Ridge.Pad = m.Ridge.Shape[2] / 2
	}
	m.Weight, _ = p.floats("stack", c, 1)
	return m, p.err
}

// encoder of a modality of n channels.
func (p *parts) encoder(name string, n int) theory.Network {
	net := theory.Network{Name: name}
	for i := range depth {
		l := p.layer(theory.Layer{Name: fmt.Sprintf("enc.%s.%d", name, i), Op: theory.Conv, Stride: 2, Pad: encoderPad, Slope: hidden(i)}, 0, n, 0)
		net.Layers, n = append(net.Layers, l), p.out(l)
	}
	return net
}

// decoder of the same modality.
func (p *parts) decoder(name string, channels int, e theory.Network) theory.Network {
	net, n := theory.Network{Name: name}, p.width(e)
	for i := range depth {
		out := 0
		if i == depth-1 {
			out = channels
		}
		l := p.layer(theory.Layer{Name: fmt.Sprintf("dec.%s.%d", name, i), Op: theory.ConvTranspose, Stride: 2, Pad: decoderPad, Slope: hidden(i)}, n, out, 0)
		net.Layers, n = append(net.Layers, l), p.out(l)
	}
	return net
}

// hidden is the slope behind layer i of three: the last is linear.
func hidden(i int) float64 {
	if i == depth-1 {
		return 0
	}
	return leak
}

// mlp is dense layers from in to out features; 0 is any number.
func (p *parts) mlp(name string, layers []string, in, out int, cap float64) theory.Network {
	net := theory.Network{Name: name}
	for i, l := range layers {
		last := 0
		if i == len(layers)-1 {
			last = out
		}
		d := p.dense(theory.Layer{Name: l, Op: theory.Dense, Slope: hidden(i), Cap: cap}, in, last)
		net.Layers, in = append(net.Layers, d), p.out(d)
	}
	return net
}

// layer reads the weights of a convolution, whose first two dimensions must
// be those given; 0 is any.
func (p *parts) layer(l theory.Layer, dims ...int) theory.Layer {
	if l.Weight == "" {
		l.Weight = l.Name + ".weight"
	}
	l.W, l.Shape = p.floats(l.Weight, dims...)
	return p.bias(l)
}

// dense reads a matrix that is stored for a product from the left,
// [1,In,Out].
func (p *parts) dense(l theory.Layer, in, out int) theory.Layer {
	l.Weight = l.Name + ".weight"
	w, shape := p.floats(l.Weight, 1, in, out)
	if p.err != nil {
		return l
	}
	in, out = shape[1], shape[2]
	l.Shape, l.W = []int{out, in}, make([]float64, len(w))
	for i := range in {
		for o := range out {
			l.W[o*in+i] = w[i*out+o]
		}
	}
	return p.bias(l)
}

// bias stands beside the weight, under the name with bias for weight.
func (p *parts) bias(l theory.Layer) theory.Layer {
	if p.err == nil {
		name := l.Weight[:len(l.Weight)-len("weight")] + "bias"
		l.Bias, _ = p.floats(name, l.Out())
	}
	return l
}

// floats reads a weight of that shape; a 0 is any length but none.
func (p *parts) floats(name string, shape ...int) ([]float64, []int) {
	if p.err != nil {
		return nil, nil
	}
	t, ok := p.weights[name]
	if !ok {
		p.err = fmt.Errorf("%w: it has no weight %q: rigscope train did not write it", inference.ErrSpec, name)
		return nil, nil
	}
	fits := len(t.Shape) == len(shape)
	for i := range shape {
		fits = fits && t.Shape[i] > 0 && (shape[i] == 0 || t.Shape[i] == shape[i])
	}
	if !fits {
		p.err = fmt.Errorf("%w: weight %q has shape %v, want %v (0: any)", inference.ErrSpec, name, t.Shape, shape)
		return nil, nil
	}
	if t.F64 != nil {
		return t.F64, t.Shape
	}
	return theory.Widen(t.F32), t.Shape
}

func (p *parts) out(l theory.Layer) int {
	if p.err != nil {
		return 0
	}
	return l.Out()
}

func (p *parts) width(n theory.Network) int { return p.out(n.Layers[len(n.Layers)-1]) }
