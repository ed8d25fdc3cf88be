package main

import (
	"math/rand/v2"

	"rigscope/inference/nn"
	"rigscope/inference/theory"
)

// denseEncoder is the arm of the first question without convolutions: a
// plain autoencoder of a whole window with as wide a latent, and as long a
// training.
type denseEncoder struct{ w, b []*nn.Param }

// Widths, steps, batch and rate; latent is 8 channels of T/8.
const denseHidden, denseSteps, denseBatch, denseRate = 128, 800, 64, 1e-3

// newDenseEncoder reads windows [in].
func newDenseEncoder(in, t int, rng *rand.Rand) *denseEncoder {
	var a denseEncoder
	widths := []int{in, denseHidden, t, denseHidden, in}
	for i, from := range widths[:len(widths)-1] {
		w, b := nn.NewParam("w", widths[i+1], from), nn.NewParam("b", widths[i+1])
		nn.Init(w, b, rng)
		a.w, a.b = append(a.w, w), append(a.b, b)
	}
	return &a
}

// learn fits the mean square error, as the convolutional ones do.
func (a *denseEncoder) learn(windows []sensorRows, rng *rand.Rand) {
	tapes := nn.NewWorkers(1, nil)
	adam, in := nn.NewAdam(append(append([]*nn.Param{}, a.w...), a.b...)), len(windows[0])
	x := make([]float32, in*denseBatch)
	for step := range denseSteps {
		for i := range denseBatch {
			for j, v := range windows[rng.IntN(len(windows))] {
				x[j*denseBatch+i] = float32(v)
			}
		}
		t := tapes[0]
		t.Reset()
		t.Backward(t.MSE(a.forward(t, t.Input([]int{in, denseBatch}, x)), x))
		nn.Reduce(tapes)
		adam.Update(nn.Cosine(denseRate, step, denseSteps))
	}
}

func (a *denseEncoder) forward(t *nn.Tape, x *nn.Value) *nn.Value {
	for i := range a.w {
		if i > 0 && i != len(a.w)/2 { // the latent is linear
			x = t.LeakyReLU(x, slope)
		}
		x = t.Dense(x, a.w[i], a.b[i])
	}
	return x
}

// network is the encoder's half, as it is now.
func (a *denseEncoder) network() theory.Network {
	var n theory.Network
	for i := range len(a.w) / 2 {
		n.Layers = append(n.Layers, theory.Layer{Name: "dense", Op: theory.Dense, Shape: a.w[i].Shape, W: theory.Widen(a.w[i].W), Bias: theory.Widen(a.b[i].W)})
	}
	n.Layers[0].Slope = slope
	return n
}
