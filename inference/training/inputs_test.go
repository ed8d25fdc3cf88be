package training

import (
	"math"
	"testing"

	"rigscope/inference"
	"rigscope/inference/nn"
	"rigscope/sensor"
)

// What the detector is told of a channel's latent is what the tape says it
// moves by when the channel is left out: the mean and the energy of each of
// its rows, before anything is fitted.
func TestLatentFeaturesAreTheTapes(t *testing.T) {
	src := newCouple(200, 4)
	segs, _, err := Read(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	scale := sensor.FitScaler(joined(segs))
	ws := windows(segs, 64, 64)[:1]
	r, err := fitRidge(windows(segs, 64, 8), scale, src.rig, 1e-3)
	if err != nil {
		t.Fatal(err)
	}
	n, m := sealedWith(t, Options{Inputs: LatentInputs}, features, src.rig, scale, r)
	out := make([]inference.Output, 1)
	if err := m.Infer(ws, nil, out); err != nil {
		t.Fatal(err)
	}
	const c, T = 6, 64
	x := make([]float32, c*T)
	place(x, 0, 1, ws[0].X, T, scale)
	tape := nn.NewTape(nil)
	k := n.correct(tape, input{x, make([]float32, c)}, 1, T)
	for ch := range c {
		m := n.modality(ch)
		said := k.corrected(tape, m, []int{k.variant(ch - n.nets[m].From)}, []int{ch})
		is := tape.Columns(k.latent[m], k.block(k.base(m)))
		for row := range n.latent {
			mean, energy := 0.0, 0.0
			for i := row * T / 8; i < (row+1)*T/8; i++ {
				d := float64(is.X[i]-said.X[i]) * math.Sqrt(float64(k.size)) // whitened by unit weights
				mean, energy = mean+d/(T/8), energy+d*d/(T/8)
			}
			near(t, "mean", out[0].Evidence[row*c+ch], math.Asinh(mean))
			near(t, "energy", out[0].Evidence[(n.latent+row)*c+ch], math.Log(energy+1e-3))
		}
	}
}

// The features of every kind of input have as many names as numbers, and a
// detector that learns from them makes a model.
func TestEveryInputTrains(t *testing.T) {
	for _, in := range []Inputs{LatentInputs, BothInputs} {
		_, m := trained(t, Options{Inputs: in, Activation: Tanh, Steps: 20, BlockSteps: 10, DetectorSteps: 20, Damaged: 200, Healthy: 100})
		src := newCouple(200, 2)
		segs, _, err := Read(t.Context(), src)
		if err != nil {
			t.Fatal(err)
		}
		ws := windows(segs, m.Spec().Rig.Window, 8)
		among := make([]inference.Output, len(ws))
		if err := m.Infer(ws, nil, among); err != nil {
			t.Fatal(err)
		}
		for i := range ws {
			for k, v := range mustInfer(t, m, ws[i:i+1]).Evidence {
				if v != among[i].Evidence[k] {
					t.Fatalf("inputs %d, window %d: %s is %g alone and %g among others", in, i, m.Spec().Evidence[k/ws[i].C], v, among[i].Evidence[k])
				}
			}
		}
	}
}
