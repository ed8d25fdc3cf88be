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
}

// newAutoencoders makes one for each modality, in order.
func newAutoencoders(rig sensor.Rig, latent int, rng *rand.Rand) []autoencoder {
	var out []autoencoder
	for _, m := range rig.Modalities() {
		n := len(m.Channels)
		a := autoencoder{Name: m.Name, From: m.Channels[0], To: m.Channels[0] + n}
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

// forward is x [Cm,B,T] → reconstruction [Cm,B,T]. The latent and the output
// are linear.
func (a autoencoder) forward(t *nn.Tape, x *nn.Value) *nn.Value {
	for i, l := range a.layers() {
		x = l.forward(t, x)
		if i != 2 && i != 5 {
			x = t.LeakyReLU(x, slope)
		}
	}
	return x
}

func (a autoencoder) layers() []layer { return append(a.Encoder[:], a.Decoder[:]...) }

// reconstruct runs all autoencoders on x [C,B,T].
func reconstruct(t *nn.Tape, nets []autoencoder, x *nn.Value) *nn.Value {
	out := make([]*nn.Value, len(nets))
	for i, a := range nets {
		out[i] = a.forward(t, t.Slice(x, a.From, a.To))
	}
	return t.Concat(out...)
}

func params(nets []autoencoder) []*nn.Param {
	var ps []*nn.Param
	for _, a := range nets {
		for _, l := range a.layers() {
			ps = append(ps, l.w, l.b)
		}
	}
	return ps
}
