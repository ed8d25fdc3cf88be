package training

import (
	"encoding/json"
	"fmt"

	"rigscope/inference"
	"rigscope/inference/onnx"
)

// The rows of Output.Evidence.
const (
	ridgeMean = iota
	ridgeMax
	reconstruction
)

var evidence = []string{"ridge mean", "ridge max", "reconstruction"}

// writer holds a graph while it grows. Values are [B, C, T] unless said
// otherwise.
type writer struct {
	*onnx.Graph
	net   *network
	spec  inference.Spec
	c, t  int
	lists map[string]onnx.Ref // integer constants already in the graph

	middle, spread onnx.Ref // [C,1] of the scaler
}

// encode writes the network with spec as its metadata: windows in physical
// units and masks in; evidence, group evidence and virtual sensors in
// physical units out (method.md §4, "Where it runs").
func (n *network) encode(spec inference.Spec) ([]byte, error) {
	meta, err := json.Marshal(spec)
	if err != nil {
		return nil, fmt.Errorf("write the model's metadata: %w", err)
	}
	w := &writer{Graph: onnx.New("rigscope"), net: n, spec: spec, c: len(spec.Rig.Channels), t: spec.Rig.Window, lists: map[string]onnx.Ref{}}
	w.build()
	return w.Encode(map[string]string{onnx.SpecKey: string(meta)}), nil
}

func (w *writer) build() {
	batch := onnx.Free("B")
	window := w.Input("window", onnx.Float64, batch, onnx.Fixed(w.c), onnx.Fixed(w.t))
	mask := w.Input("mask", onnx.Float32, batch, onnx.Fixed(w.c))
	x, hidden := w.scale(window, mask)
	others := w.predictor("ridge.others", w.net.ridge.Others)
	x = w.Node("Add", []onnx.Ref{x, w.Node("Mul", []onnx.Ref{hidden, others(x)})}) // masked channels as the others see them
	virtual := others(x)
	ridge := w.residual(x, virtual, "ridge", w.net.scales.ridge)
	recon := w.residual(x, w.reconstruct(x), "recon", w.net.scales.recon)
	group := w.residual(x, w.predictor("ridge.groups", w.net.ridge.Groups)(x), "group", w.net.scales.group)
	rows := []onnx.Ref{w.meanSquare(ridge), w.maxAbs(ridge), w.meanSquare(recon)} // [B,1,C] each
	w.Output(w.Node("Concat", rows, onnx.Int("axis", 1)), "evidence", onnx.Float32, batch, onnx.Fixed(len(rows)), onnx.Fixed(w.c))
	flat := w.Node("Squeeze", []onnx.Ref{w.meanSquare(group), w.ints(1)})
	w.Output(flat, "group", onnx.Float32, batch, onnx.Fixed(w.c))
	w.Output(w.physical(virtual), "virtual", onnx.Float64, batch, onnx.Fixed(w.c), onnx.Fixed(w.t))
}

// scale maps to scaled units and zeroes masked channels; hidden [B,C,1] is 1
// where masked.
func (w *writer) scale(window, mask onnx.Ref) (x, hidden onnx.Ref) {
	s := w.spec.Scaler
	w.middle, w.spread = w.Doubles("center", []int{w.c, 1}, s.Center), w.Doubles("scale", []int{w.c, 1}, s.Scale)
	d := w.Node("Div", []onnx.Ref{w.Node("Sub", []onnx.Ref{window, w.middle}), w.spread})
	x = w.Node("Cast", []onnx.Ref{d}, onnx.Int("to", int(onnx.Float32)))
	hidden = w.Node("Unsqueeze", []onnx.Ref{mask, w.ints(2)})
	shown := w.Node("Sub", []onnx.Ref{w.Floats("one", []int{1}, []float32{1}), hidden})
	return w.Node("Mul", []onnx.Ref{x, shown}), hidden
}

// physical maps back from scaled units.
func (w *writer) physical(x onnx.Ref) onnx.Ref {
	d := w.Node("Cast", []onnx.Ref{x}, onnx.Int("to", int(onnx.Float64)))
	d = w.Node("Mul", []onnx.Ref{d, w.spread})
	return w.Node("Add", []onnx.Ref{d, w.middle})
}

// predictor is the ridge virtual sensors as one convolution over windows
// whose edges are replicated.
func (w *writer) predictor(name string, rows [][]float64) func(x onnx.Ref) onnx.Ref {
	kernel, bias := w.net.ridge.kernel(rows)
	k := w.Floats(name+".weight", []int{w.c, w.c, taps}, kernel)
	b := w.Floats(name+".bias", []int{w.c}, bias)
	return func(x onnx.Ref) onnx.Ref {
		wide := w.Node("Pad", []onnx.Ref{x, w.ints(0, 0, taps/2, 0, 0, taps/2)}, onnx.String("mode", "edge"))
		return w.Node("Conv", []onnx.Ref{wide, k, b}, onnx.Ints("kernel_shape", []int{taps}))
	}
}

// reconstruct runs every modality's autoencoder.
func (w *writer) reconstruct(x onnx.Ref) onnx.Ref {
	var out []onnx.Ref
	for _, a := range w.net.nets {
		y := w.Node("Slice", []onnx.Ref{x, w.ints(a.From), w.ints(a.To), w.ints(1)})
		for i, l := range a.layers() {
			y = w.layer(y, l)
			if i != 2 && i != 5 {
				y = w.Node("LeakyRelu", []onnx.Ref{y}, onnx.Float("alpha", slope))
			}
		}
		out = append(out, y)
	}
	return w.Node("Concat", out, onnx.Int("axis", 1))
}

func (w *writer) layer(x onnx.Ref, l layer) onnx.Ref {
	op, k, pad := "Conv", encodeK, encodePad
	if l.transposed {
		op, k, pad = "ConvTranspose", decodeK, decodePad
	}
	in := []onnx.Ref{x, w.Floats(l.w.Name, l.w.Shape, l.w.W), w.Floats(l.b.Name, l.b.Shape, l.b.W)}
	return w.Node(op, in, onnx.Ints("kernel_shape", []int{k}), onnx.Ints("pads", []int{pad, pad}), onnx.Ints("strides", []int{stride}))
}

// residual is (x − y) over the clean residual of each channel.
func (w *writer) residual(x, y onnx.Ref, name string, scale []float64) onnx.Ref {
	s := make([]float32, len(scale))
	for i, v := range scale {
		s[i] = float32(v)
	}
	r := w.Node("Sub", []onnx.Ref{x, y})
	return w.Node("Div", []onnx.Ref{r, w.Floats(name+".residual", []int{w.c, 1}, s)})
}

// meanSquare and maxAbs over time are [B,1,C].
func (w *writer) meanSquare(r onnx.Ref) onnx.Ref {
	sq := w.Node("Mul", []onnx.Ref{r, r})
	return w.rowOf(w.Node("ReduceMean", []onnx.Ref{sq}, onnx.Ints("axes", []int{2}), onnx.Int("keepdims", 0)))
}

func (w *writer) maxAbs(r onnx.Ref) onnx.Ref {
	abs := w.Node("Abs", []onnx.Ref{r})
	return w.rowOf(w.Node("ReduceMax", []onnx.Ref{abs}, onnx.Ints("axes", []int{2}), onnx.Int("keepdims", 0)))
}

func (w *writer) rowOf(x onnx.Ref) onnx.Ref {
	return w.Node("Unsqueeze", []onnx.Ref{x, w.ints(1)})
}

// ints is a list of integers as a constant, each list once.
func (w *writer) ints(v ...int) onnx.Ref {
	name := fmt.Sprint("ints", v)
	if r, ok := w.lists[name]; ok {
		return r
	}
	w.lists[name] = w.Ints(name, []int{len(v)}, v)
	return w.lists[name]
}
