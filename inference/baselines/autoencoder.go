package baselines

import (
	"math/rand/v2"

	"rigscope/inference/nn"
	"rigscope/sensor"
)

// Training of the autoencoders. They are the opposition's best form at a
// budget of seconds; more steps did not help the reference.
const (
	steps     = 400
	batch     = 64   // windows a step
	rate      = 2e-3 // of Adam at the start, cosine to 0
	slope     = .2   // of every LeakyReLU
	corrupt   = .3   // [σ] noise on the input of the denoising one
	forgotten = .1   // share of channels it does not see (masking noise, Vincent et al. 2008)
)

// autoencoder is one convolutional network over all channels, C→32→32→16 and
// back, the time axis halved three times: 16·T/8 numbers for C·T. A fault
// that it does not reconstruct shows in the residual.
type autoencoder struct {
	C      int
	layers []layer
	tape   *nn.Tape
	rng    *rand.Rand
}

// layer is a convolution; transposed ones lengthen the time axis.
type layer struct {
	w, b       *nn.Param
	transposed bool
}

func fitAutoencoder(name string, c Clean) (Method, error) { return fitNetwork(name, c, false) }

func fitDenoising(name string, c Clean) (Method, error) { return fitNetwork(name, c, true) }

func fitNetwork(name string, c Clean, denoise bool) (Method, error) {
	m, err := c.material()
	if err != nil {
		return nil, err
	}
	a := newAutoencoder(len(c.Rig.Channels), m.rng)
	a.train(m.fit, c.Scaler, denoise, steps)
	return newPanel(name, c, m, a.predict, meanSquare), nil
}

func newAutoencoder(C int, rng *rand.Rand) *autoencoder {
	a := &autoencoder{C: C, tape: nn.NewTape(nil), rng: rng}
	for _, s := range [][]int{{32, C, 5}, {32, 32, 5}, {16, 32, 5}} { // [Out,In,K]
		a.add(s[0], false, s)
	}
	for _, s := range [][]int{{16, 32, 4}, {32, 32, 4}, {32, C, 4}} { // [In,Out,K]
		a.add(s[1], true, s)
	}
	return a
}

func (a *autoencoder) add(out int, transposed bool, shape []int) {
	l := layer{nn.NewParam("w", shape...), nn.NewParam("b", out), transposed}
	nn.Init(l.w, l.b, a.rng)
	a.layers = append(a.layers, l)
}

func (a *autoencoder) params() []*nn.Param {
	var ps []*nn.Param
	for _, l := range a.layers {
		ps = append(ps, l.w, l.b)
	}
	return ps
}

// forward is x [C,B,T] → [C,B,T]; latent and output are linear.
func (a *autoencoder) forward(x *nn.Value) *nn.Value {
	for i, l := range a.layers {
		if l.transposed {
			x = a.tape.ConvTranspose1d(x, l.w, l.b, 2, 1)
		} else {
			x = a.tape.Conv1d(x, l.w, l.b, 2, 2)
		}
		if i != 2 && i != len(a.layers)-1 {
			x = a.tape.LeakyReLU(x, slope)
		}
	}
	return x
}

// train minimises the mean square error and then freezes the network.
func (a *autoencoder) train(ws []sensor.Window, s sensor.Scaler, denoise bool, steps int) {
	x, adam := scaled(ws, s), nn.NewAdam(a.params())
	T := len(x[0]) / a.C
	drawn := make([][]float64, batch)
	for i := range steps {
		for k := range drawn {
			drawn[k] = x[a.rng.IntN(len(x))]
		}
		clean := a.pack(drawn)
		seen := clean
		if denoise {
			seen = a.damage(clean, T)
		}
		a.tape.Reset()
		a.tape.Backward(a.tape.MSE(a.forward(a.tape.Input([]int{a.C, batch, T}, seen)), clean))
		adam.Update(nn.Cosine(rate, i, steps))
	}
	for _, p := range a.params() {
		p.Frozen = true
	}
}

// damage adds noise to [C,B,T] and blanks some channels of some windows.
func (a *autoencoder) damage(x []float32, T int) []float32 {
	out := make([]float32, len(x))
	for at := 0; at < len(x); at += T {
		if a.rng.Float64() < forgotten {
			continue
		}
		for i := at; i < at+T; i++ {
			out[i] = x[i] + float32(corrupt*a.rng.NormFloat64())
		}
	}
	return out
}

// pack lays windows [B][C×T] out as [C,B,T].
func (a *autoencoder) pack(xs [][]float64) []float32 {
	T := len(xs[0]) / a.C
	out := make([]float32, len(xs)*len(xs[0]))
	for b, x := range xs {
		for i, v := range x {
			out[(i/T*len(xs)+b)*T+i%T] = float32(v)
		}
	}
	return out
}

func (a *autoencoder) predict(xs [][]float64) [][]float64 {
	T := len(xs[0]) / a.C
	a.tape.Reset()
	y := a.forward(a.tape.Input([]int{a.C, len(xs), T}, a.pack(xs)))
	out := make([][]float64, len(xs))
	for b := range out {
		out[b] = make([]float64, a.C*T)
		for i := range out[b] {
			out[b][i] = float64(y.X[(i/T*len(xs)+b)*T+i%T])
		}
	}
	return out
}
