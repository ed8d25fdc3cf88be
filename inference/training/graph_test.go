package training

import (
	"math"
	"math/rand/v2"
	"testing"

	"rigscope/inference"
	"rigscope/inference/nn"
	"rigscope/sensor"
)

// sealed is a network with the given ridge and fresh autoencoders, opened in
// ONNX Runtime without calibration.
func sealed(t testing.TB, rig sensor.Rig, scale sensor.Scaler, r ridge) (*network, inference.Model) {
	rig.Window = 64
	c := len(rig.Channels)
	n := &network{ridge: r, nets: newAutoencoders(rig, 8, rand.New(rand.NewPCG(1, 2))), scales: scales{unit(c), unit(c), unit(c)}}
	b, err := n.encode(inference.Spec{Version: inference.SpecVersion, Rig: rig, Hop: 1, Evidence: evidence, Scaler: scale})
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

// The reconstruction error that ONNX Runtime reports is the one of the tape
// on the same weights. 1e-5: both add a few hundred float32 products.
func TestTapeEqualsRuntime(t *testing.T) {
	src := newCouple(200, 4)
	segs, _, err := read(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	scale := sensor.FitScaler(joined(segs))
	ws := windows(segs, 64, 40)
	r, err := fitRidge(ws, scale, src.rig, 1e-3)
	if err != nil {
		t.Fatal(err)
	}
	n, m := sealed(t, src.rig, scale, r)
	out := make([]inference.Output, len(ws))
	if err := m.Infer(ws, nil, out); err != nil {
		t.Fatal(err)
	}
	c := len(src.rig.Channels)
	for i, w := range ws {
		x := scaled(w, scale)
		tape := nn.NewTape(nil)
		y := reconstruct(tape, n.nets, tape.Input([]int{c, 1, 64}, x))
		for ch := range c {
			want := 0.0
			for j := range 64 {
				d := float64(x[ch*64+j] - y.X[ch*64+j])
				want += d * d / 64
			}
			got := out[i].Evidence[reconstruction*c+ch]
			if math.Abs(got-want) > 1e-5*max(want, 1) {
				t.Errorf("window %d, channel %d: %g in ONNX Runtime, %g on the tape", i, ch, got, want)
			}
		}
	}
}

// A masked channel has no influence on anything: its own values may be
// anything at all.
func TestMaskHides(t *testing.T) {
	src := newCouple(200, 4)
	segs, _, err := read(t.Context(), src)
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
