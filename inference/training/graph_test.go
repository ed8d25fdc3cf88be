package training

import (
	"math"
	"math/rand/v2"
	"testing"

	"rigscope/inference"
	"rigscope/inference/nn"
	"rigscope/sensor"
)

// sealed is a network with the given ridge and fresh autoencoders and
// compute block, opened in ONNX Runtime to give moments.
func sealed(t testing.TB, rig sensor.Rig, scale sensor.Scaler, r ridge) (*network, inference.Model) {
	return sealedWith(t, Options{}, moments, rig, scale, r)
}

func sealedWith(t testing.TB, opt Options, g goal, rig sensor.Rig, scale sensor.Scaler, r ridge) (*network, inference.Model) {
	rig.Window = 64
	n := newNetwork(rig, r, opt.withDefaults(), rand.New(rand.NewPCG(1, 2)))
	n.scales = unitScales(len(rig.Channels), len(n.nets), n.latent*8)
	for range rig.Channels {
		n.scales.shift = append(n.scales.shift, unit(n.latent*8))
	}
	b, err := n.encode(inference.Spec{Version: inference.SpecVersion, Rig: rig, Hop: 1, Scaler: scale}, g)
	if err != nil {
		t.Fatal(err)
	}
	m, err := engine(t)(b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return n, m
}

func mustInfer(t testing.TB, m inference.Model, ws []sensor.Window) inference.Output {
	out := make([]inference.Output, len(ws))
	if err := m.Infer(ws, nil, out); err != nil {
		t.Fatal(err)
	}
	return out[0]
}

// What ONNX Runtime reports is what the tape computes on the same weights:
// the reconstruction, every channel left out, latent inconsistency. 1e-5:
// both add a few hundred float32 products.
func TestTapeEqualsRuntime(t *testing.T) {
	for a, name := range []string{"LeakyReLU", "ReLU", "Tanh", "SiLU"} {
		t.Run(name, func(t *testing.T) { tapeEqualsRuntime(t, Activation(a)) })
	}
}

func tapeEqualsRuntime(t *testing.T, a Activation) {
	src := newCouple(200, 4)
	segs, _, err := Read(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	scale := sensor.FitScaler(joined(segs))
	ws := windows(segs, 64, 40)
	r, err := fitRidge(ws, scale, src.rig, 1e-3)
	if err != nil {
		t.Fatal(err)
	}
	n, m := sealedWith(t, Options{Activation: a}, moments, src.rig, scale, r)
	out := make([]inference.Output, len(ws))
	if err := m.Infer(ws, nil, out); err != nil {
		t.Fatal(err)
	}
	c := len(src.rig.Channels)
	for i, w := range ws {
		x := make([]float32, c*64)
		place(x, 0, 1, w.X, 64, scale)
		tape := nn.NewTape(nil)
		k := n.correct(tape, input{x, make([]float32, c)}, 1, 64)
		for m, a := range n.nets {
			recon := a.decode(tape, tape.Unflatten(tape.Columns(k.latent[m], []int{0}), n.latent)).X
			for j := range k.width(m) {
				ch := a.From + j
				left := a.decode(tape, tape.Unflatten(k.corrected(tape, m, []int{k.variant(j)}, []int{ch}), n.latent)).X
				near(t, "reconstruction", out[i].Evidence[ch], meanSquare(x[ch*64:][:64], recon[j*64:]))
				near(t, "left out", out[i].Evidence[2*c+ch], meanSquare(x[ch*64:][:64], left[j*64:]))
			}
			said, is := k.corrected(tape, m, []int{k.leftOut(m)}, []int{k.c + 1 + m}), tape.Columns(k.latent[m], []int{0})
			near(t, "latent", out[i].Modality[m], meanSquare(is.X, said.X))
		}
	}
}

// With several channels masked the runtime's prefill is the tape's.
func TestMaskedTapeEqualsRuntime(t *testing.T) {
	src := newCouple(200, 4)
	segs, _, _ := Read(t.Context(), src)
	scale := sensor.FitScaler(joined(segs))
	ws := windows(segs, 64, 64)[:1]
	r, err := fitRidge(windows(segs, 64, 8), scale, src.rig, 1e-3)
	if err != nil {
		t.Fatal(err)
	}
	n, m := sealed(t, src.rig, scale, r)
	out := make([]inference.Output, 1)
	if err := m.Infer(ws, [][]bool{{false, true, true, false, false, false}}, out); err != nil {
		t.Fatal(err)
	}
	x := make([]float32, 6*64)
	place(x, 0, 1, ws[0].X, 64, scale)
	tape := nn.NewTape(nil)
	k := n.correct(tape, input{x, []float32{0, 1, 1, 0, 0, 0}}, 1, 64)
	z := k.corrected(tape, 0, []int{k.masked(0)}, []int{k.c})
	got := n.nets[0].decode(tape, tape.Unflatten(z, n.latent)).X[64:128]
	hidden := n.sensors.hide(tape, x, []float32{0, 1, 1, 0, 0, 0}, 64)
	ridge := n.sensors.others.predict(tape, hidden, 6, 64)[64:128]
	// The unit stack is all ridge: the virtual sensor is what the ridge says.
	for i, v := range out[0].Virtual[64:128] {
		want := float64(ridge[i])*scale.Scale[1] + scale.Center[1]
		if math.Abs(v-want) > 1e-4*scale.Scale[1] {
			t.Fatalf("frame %d: %g in ONNX Runtime, %g on the tape", i, v, want)
		}
	}
	if len(got) != 64 || math.IsNaN(float64(got[0])) {
		t.Errorf("the masked candidate is %v", got[:1])
	}
}

func meanSquare(x, y []float32) float64 {
	s := 0.0
	for i := range x {
		d := float64(x[i] - y[i])
		s += d * d / float64(len(x))
	}
	return s
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-5*max(math.Abs(want), 1) {
		t.Errorf("%s: %g in ONNX Runtime, %g on the tape", what, got, want)
	}
}

// A masked channel has no influence on anything: its own values may be
// anything at all.
func TestMaskHides(t *testing.T) {
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
	_, m := sealed(t, src.rig, scale, r)
	mask := [][]bool{{false, false, true, false, false, false}}
	var outs [2]inference.Output
	for i, add := range []float64{0, 1e6} {
		for j := range ws[0].Channel(2) {
			ws[0].Channel(2)[j] += add
		}
		out := outs[i : i+1]
		if err := m.Infer(ws, mask, out); err != nil {
			t.Fatal(err)
		}
	}
	for i, v := range outs[0].Virtual {
		if math.Float64bits(v) != math.Float64bits(outs[1].Virtual[i]) {
			t.Fatalf("virtual sensor %d changed from %g to %g", i, v, outs[1].Virtual[i])
		}
	}
	for i, v := range outs[0].Evidence {
		if v != outs[1].Evidence[i] {
			t.Fatalf("evidence %d changed from %g to %g", i, v, outs[1].Evidence[i])
		}
	}
}
