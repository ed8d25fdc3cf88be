package ort_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"rigscope/inference"
	"rigscope/inference/onnx"
	"rigscope/sensor"
)

// network builds a graph of the size of a real one: a 17-tap convolution
// over all channels, an autoencoder for each pair of channels.
type network struct {
	*onnx.Graph
	rng *rand.Rand
}

var batch = onnx.Free("B")

// demoSpec has c channels in pairs and windows of 64.
func demoSpec(c int) inference.Spec {
	spec := inference.Spec{Version: inference.SpecVersion, Hop: 4, Evidence: []string{"ridge", "peak", "reconstruction"}}
	spec.Rig = sensor.Rig{Name: "test", Rate: 1, Window: 64}
	for i := range c {
		spec.Rig.Channels = append(spec.Rig.Channels, sensor.Channel{Name: string(rune('a' + i)), Modality: string(rune('A' + i/2)), Lo: -9, Hi: 9})
	}
	ones := func() []float64 {
		s := make([]float64, c)
		for i := range s {
			s[i] = 1
		}
		return s
	}
	spec.Scaler = sensor.Scaler{Center: make([]float64, c), Scale: ones(), Step: ones()}
	return spec
}

// demoFile is a model file for spec with random weights.
func demoFile(t testing.TB, spec inference.Spec) []byte {
	t.Helper()
	return demoGraph(spec).Encode(metadata(t, spec))
}

func metadata(t testing.TB, spec inference.Spec) map[string]string {
	t.Helper()
	b, err := json.Marshal(spec)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{onnx.SpecKey: string(b)}
}

func demoGraph(spec inference.Spec) *onnx.Graph {
	c, t := len(spec.Rig.Channels), spec.Rig.Window
	n := network{onnx.New("test"), rand.New(rand.NewPCG(1, 2))}
	window := n.Input("window", onnx.Float64, batch, onnx.Fixed(c), onnx.Fixed(t))
	mask := n.Input("mask", onnx.Float32, batch, onnx.Fixed(c))
	axes := n.Ints("last", []int{1}, []int{2})
	hidden := n.Node("Unsqueeze", []onnx.Ref{mask, axes})
	shown := n.Node("Sub", []onnx.Ref{n.Floats("one", nil, []float32{1}), hidden})
	x := n.Node("Mul", []onnx.Ref{n.Node("Cast", []onnx.Ref{window}, onnx.Int("to", int(onnx.Float32))), shown})

	wide := n.Node("Pad", []onnx.Ref{x, n.Ints("pads", []int{6}, []int{0, 0, 8, 0, 0, 8})}, onnx.String("mode", "edge"))
	both := n.conv("Conv", wide, "ridge", c, 2*c, 17, 1, 0)
	virtual, groups := n.slice(both, 0, c), n.slice(both, c, 2*c)
	var rebuilt []onnx.Ref
	for from := 0; from < c; from += 2 {
		rebuilt = append(rebuilt, n.autoencoder(n.slice(x, from, from+2)))
	}
	recon := n.Node("Concat", rebuilt, onnx.Int("axis", 1))
	rows := []onnx.Ref{n.reduce("ReduceMean", x, virtual), n.reduce("ReduceMax", x, virtual), n.reduce("ReduceMean", x, recon)}
	n.Output(n.Node("Concat", rows, onnx.Int("axis", 1)), "evidence", onnx.Float32, batch, onnx.Fixed(3), onnx.Fixed(c))
	group := n.Node("Squeeze", []onnx.Ref{n.reduce("ReduceMean", x, groups), n.Ints("row", []int{1}, []int{1})})
	n.Output(n.slice(group, 0, c/2), "modality", onnx.Float32, batch, onnx.Fixed(c/2))
	n.Output(n.Node("Cast", []onnx.Ref{recon}, onnx.Int("to", int(onnx.Float64))), "reconstruction", onnx.Float64, batch, onnx.Fixed(c), onnx.Fixed(t))
	n.Output(n.Node("Cast", []onnx.Ref{virtual}, onnx.Int("to", int(onnx.Float64))), "virtual", onnx.Float64, batch, onnx.Fixed(c), onnx.Fixed(t))
	return n.Graph
}

// autoencoder is 2→16→32→8→32→16→2 channels.
func (n network) autoencoder(x onnx.Ref) onnx.Ref {
	name, widths := string(x), []int{2, 16, 32, 8, 32, 16, 2}
	for i := range 6 {
		op, k, pad := "Conv", 5, 2
		if i >= 3 {
			op, k, pad = "ConvTranspose", 4, 1
		}
		x = n.conv(op, x, name+string(rune('0'+i)), widths[i], widths[i+1], k, 2, pad)
		if i != 2 && i != 5 {
			x = n.Node("LeakyRelu", []onnx.Ref{x}, onnx.Float("alpha", 0.2))
		}
	}
	return x
}

func (n network) conv(op string, x onnx.Ref, name string, in, out, k, stride, pad int) onnx.Ref {
	shape := []int{out, in, k}
	if op == "ConvTranspose" {
		shape = []int{in, out, k}
	}
	w := n.Floats(name+".w", shape, n.random(in*out*k))
	b := n.Floats(name+".b", []int{out}, n.random(out))
	return n.Node(op, []onnx.Ref{x, w, b}, onnx.Ints("kernel_shape", []int{k}), onnx.Ints("pads", []int{pad, pad}), onnx.Ints("strides", []int{stride}))
}

func (n network) random(size int) []float32 {
	v := make([]float32, size)
	for i := range v {
		v[i] = float32(n.rng.NormFloat64()) / 4
	}
	return v
}

func (n network) slice(x onnx.Ref, from, to int) onnx.Ref {
	name := "cut " + string(x) + string(rune('a'+from))
	bound := func(what string, v int) onnx.Ref { return n.Ints(name+what, []int{1}, []int{v}) }
	return n.Node("Slice", []onnx.Ref{x, bound(" from", from), bound(" to", to), bound(" axis", 1)})
}

// reduce is op over time of the squared difference, [B,1,C].
func (n network) reduce(op string, x, y onnx.Ref) onnx.Ref {
	d := n.Node("Sub", []onnx.Ref{x, y})
	r := n.Node(op, []onnx.Ref{n.Node("Mul", []onnx.Ref{d, d})}, onnx.Ints("axes", []int{2}), onnx.Int("keepdims", 0))
	return n.Node("Unsqueeze", []onnx.Ref{r, n.Ints(string(r)+" axis", []int{1}, []int{1})})
}
