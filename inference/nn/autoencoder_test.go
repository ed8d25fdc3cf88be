package nn

import (
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// autoencoder is stage 1 for one modality: 2→16→32→8 channels and back.
type autoencoder struct {
	params []*Param // weights and biases, in the order of use
}

func newAutoencoder(rng *rand.Rand) autoencoder {
	var a autoencoder
	for _, s := range [][]int{{16, 2, 5}, {32, 16, 5}, {8, 32, 5}, {8, 32, 4}, {32, 16, 4}, {16, 2, 4}} {
		out := s[0]
		if s[2] == 4 {
			out = s[1]
		}
		w, b := NewParam("w", s...), NewParam("b", out)
		Init(w, b, rng)
		a.params = append(a.params, w, b)
	}
	return a
}

func (a autoencoder) loss(t *Tape, x *Value) *Value {
	y, p := x, a.params
	for i := 0; i < 6; i += 2 {
		if i > 0 {
			y = t.LeakyReLU(y, .2)
		}
		y = t.Conv1d(y, p[i], p[i+1], 2, 2)
	}
	for i := 6; i < 12; i += 2 {
		if i > 6 {
			y = t.LeakyReLU(y, .2)
		}
		y = t.ConvTranspose1d(y, p[i], p[i+1], 2, 1)
	}
	return t.MSE(y, x.X)
}

// descend takes one plain gradient step.
func (a autoencoder) descend(rate float32) {
	for _, p := range a.params {
		for i, g := range p.G {
			p.W[i] -= rate * g
		}
		clear(p.G)
	}
}

func normal(rng *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(rng.NormFloat64())
	}
	return x
}

// BenchmarkStep is one training step of four modalities, 64 windows of 64
// frames, on one thread.
func BenchmarkStep(b *testing.B) {
	b.Run("c", func(b *testing.B) { benchmarkStep(b, DefaultBLAS()) })
	b.Run("gonum", func(b *testing.B) { benchmarkStep(b, gonum.Implementation{}) })
}

func benchmarkStep(b *testing.B, g blas.Float32Level3) {
	skipWithoutKernel(b, g)
	rng := rand.New(rand.NewPCG(1, 2))
	var nets []autoencoder
	for range 4 {
		nets = append(nets, newAutoencoder(rng))
	}
	shape, x, t := []int{2, 64, 64}, normal(rng, 2*64*64), NewTape(g)
	b.ReportAllocs()
	for b.Loop() {
		for _, net := range nets {
			t.Reset()
			t.Backward(net.loss(t, t.Input(shape, x)))
			net.descend(1e-3)
		}
	}
}
