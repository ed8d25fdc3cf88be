package training

import (
	"fmt"
	"math/rand/v2"

	"rigscope/inference/nn"
	"rigscope/sensor"
)

// slope of every LeakyReLU.
const slope = 0.2

// An encoder halves the time axis three times with kernels of five, a
// decoder doubles it three times with kernels of four.
const (
	stride     = 2
	encodeK    = 5
	encodePad  = 2
	decodeK    = 4
	decodePad  = 1
	wide, slim = 32, 16
)

// network is everything that was fitted.
type network struct {
	ridge    ridge
	sensors  sensors // the same, for the tape
	nets     []autoencoder
	latent   int  // channels of a latent block
	block    mlp  // K: latents and mask → correction of the latents
	literal  bool // K sees and corrects all, without masks, as the paper has it
	detector *detector
	scales   scales

	activation Activation
	inputs     Inputs // of the detector
}

func newNetwork(rig sensor.Rig, r ridge, opt Options, rng *rand.Rand) *network {
	c, size := len(rig.Channels), opt.Latent*rig.Window/8
	n := &network{ridge: r, sensors: r.sensors(), nets: newAutoencoders(rig, opt.Latent, opt.Activation, rng), latent: opt.Latent, literal: opt.Literal,
		activation: opt.Activation, inputs: opt.Inputs}
	all := len(n.nets) * size
	n.block = newMLP("block", []int{all + c, opt.Hidden, opt.Hidden, all}, opt.Activation, rng)
	return n
}

func (n *network) encoders() []*nn.Param {
	return n.params(func(a autoencoder) []layer { return a.Encoder[:] })
}
func (n *network) decoders() []*nn.Param {
	return n.params(func(a autoencoder) []layer { return a.Decoder[:] })
}

func (n *network) params(of func(autoencoder) []layer) []*nn.Param {
	var ps []*nn.Param
	for _, a := range n.nets {
		for _, l := range of(a) {
			ps = append(ps, l.w, l.b)
		}
	}
	return ps
}

// layer is one convolution; transposed ones lengthen the time axis.
type layer struct {
	w, b       *nn.Param
	transposed bool
}

// autoencoder is the network of one modality: channels From to To of the
// rig → latent [Latent, T/8] → the same channels (method.md §3 step 4).
type autoencoder struct {
	Name     string
	From, To int
	Encoder  [3]layer
	Decoder  [3]layer
	between  Activation // of the layers
}

// newAutoencoders makes one for each modality, in order.
func newAutoencoders(rig sensor.Rig, latent int, between Activation, rng *rand.Rand) []autoencoder {
	var out []autoencoder
	for _, m := range rig.Modalities() {
		n := len(m.Channels)
		a := autoencoder{Name: m.Name, From: m.Channels[0], To: m.Channels[0] + n, between: between}
		for i, io := range [3][2]int{{n, slim}, {slim, wide}, {wide, latent}} {
			a.Encoder[i] = newLayer(fmt.Sprintf("enc.%s.%d", m.Name, i), false, io[0], io[1], encodeK, rng)
		}
		for i, io := range [3][2]int{{latent, wide}, {wide, slim}, {slim, n}} {
			a.Decoder[i] = newLayer(fmt.Sprintf("dec.%s.%d", m.Name, i), true, io[0], io[1], decodeK, rng)
		}
		out = append(out, a)
	}
	return out
}

func newLayer(name string, transposed bool, in, out, k int, rng *rand.Rand) layer {
	shape := []int{out, in, k}
	if transposed {
		shape = []int{in, out, k}
	}
	l := layer{w: nn.NewParam(name+".weight", shape...), b: nn.NewParam(name+".bias", out), transposed: transposed}
	nn.Init(l.w, l.b, rng)
	return l
}

func (l layer) forward(t *nn.Tape, x *nn.Value) *nn.Value {
	if l.transposed {
		return t.ConvTranspose1d(x, l.w, l.b, stride, decodePad)
	}
	return t.Conv1d(x, l.w, l.b, stride, encodePad)
}

// forward is x [Cm,B,T] → reconstruction [Cm,B,T].
func (a autoencoder) forward(t *nn.Tape, x *nn.Value) *nn.Value { return a.decode(t, a.encode(t, x)) }

// encode is x [Cm,B,T] → latent [Latent,B,T/8], linear at the end.
func (a autoencoder) encode(t *nn.Tape, x *nn.Value) *nn.Value {
	return convolve(t, x, a.Encoder, a.between)
}

// decode is the way back, linear at the end.
func (a autoencoder) decode(t *nn.Tape, z *nn.Value) *nn.Value {
	return convolve(t, z, a.Decoder, a.between)
}

func convolve(t *nn.Tape, x *nn.Value, layers [3]layer, between Activation) *nn.Value {
	for i, l := range layers {
		if i > 0 {
			x = between.on(t, x)
		}
		x = l.forward(t, x)
	}
	return x
}
