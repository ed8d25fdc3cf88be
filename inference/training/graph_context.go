package training

import (
	"rigscope/inference/nn"
	"rigscope/inference/onnx"
)

// standard puts the plain features [B,C,48] on their clean scale. 48 is whole
// vectors.
func (w *writer) standard(f onnx.Ref) onnx.Ref {
	s := w.net.scales
	if s.mean != nil {
		f = w.sub(f, w.table("feature.mean", s.mean))
		f = w.Node("Asinh", []onnx.Ref{w.div(f, w.table("feature.spread", s.spread))})
	}
	return f
}

// residualContext is what the other channels look like, [B,C,·] each.
func (w *writer) residualContext(p predictions) []onnx.Ref {
	s := w.net.scales
	e := w.bend("Log", w.energy(p.x, p.stacked, "scale.stacked", s.stacked), w.energy(p.x, p.group, "scale.group", s.group))
	return append(w.context(w.slice(e, 2, 0, 1)), w.context(w.slice(e, 2, 1, 2))...)
}

// energy is one plus the mean square residual of y in clean units, [B,C].
func (w *writer) energy(x, y onnx.Ref, name string, scale []float64) onnx.Ref {
	return w.add(w.mean(w.square(w.over(w.sub(x, y), name, scale)), w.t), w.number(1))
}

// table is a constant [C,plain features].
func (w *writer) table(name string, v [][]float64) onnx.Ref {
	var flat []float32
	for _, row := range v {
		flat = append(flat, single(row)...)
	}
	return w.Floats(name, []int{w.c, w.net.plain()}, flat)
}

// stack makes features [B,C,·] the evidence of a graph, [B,F,C].
func (w *writer) stack(parts []onnx.Ref) onnx.Ref {
	return w.Node("Transpose", []onnx.Ref{w.concat(2, parts...)}, onnx.Ints("perm", []int{0, 2, 1}))
}

// context compares a channel's log residual energy mine [B,C,1] with
// everybody's: the difference to each, itself, the two largest of the others,
// the largest of its own modality and of the others', the mean of the others.
// A channel itself counts as −1 there.
func (w *writer) context(mine onnx.Ref) []onnx.Ref {
	theirs := w.Node("Transpose", []onnx.Ref{mine}, onnx.Ints("perm", []int{0, 2, 1})) // [B,1,C]
	minus := w.number(-1)
	others := w.choose("self", func(c, j int) bool { return c == j }, minus, theirs) // [B,C,C]
	same := w.choose("strangers", func(c, j int) bool { return !w.together(c, j) }, minus, others)
	strange := w.choose("family", w.together, minus, others)
	top := w.Nodes("TopK", []onnx.Ref{others, w.ints(min(2, w.c-1))}, 2, onnx.Int("axis", -1))[0]
	out := []onnx.Ref{w.sub(mine, theirs), mine, top}
	if w.c < 3 { // a second of the others there is not
		out = append(out, w.mul(mine, w.number(0)))
	}
	return append(out, w.reduce("ReduceMax", same, -1, 1), w.reduce("ReduceMax", strange, -1, 1), w.averaged(others, w.c))
}

// together says that two channels are of one modality.
func (w *writer) together(c, j int) bool {
	ch := w.spec.Rig.Channels
	return ch[c].Modality == ch[j].Modality
}

// choose is yes for the pairs (c,j) that f picks, no for the rest; [·,C,C].
func (w *writer) choose(name string, f func(c, j int) bool, yes, no onnx.Ref) onnx.Ref {
	if _, ok := w.lists[name]; !ok {
		v := make([]float32, w.c*w.c)
		for c := range w.c {
			for j := range w.c {
				if f(c, j) {
					v[c*w.c+j] = 1
				}
			}
		}
		w.lists[name] = w.Floats(name, []int{1, w.c, w.c}, v)
	}
	return w.above(w.lists[name], .5, yes, no)
}

// judge runs the detector over features [B,F,C]: logits [B,1,C] and kinds
// [B,kinds,C]. Both come out of one product: one of a single column would
// depend on the size of the batch.
func (w *writer) judge(f onnx.Ref) (logit, kinds onnx.Ref) {
	d := w.net.detector
	turn := func(y onnx.Ref) onnx.Ref {
		return w.Node("Transpose", []onnx.Ref{y}, onnx.Ints("perm", []int{0, 2, 1}))
	}
	x := w.dense(turn(f), d.first) // [B,C,H]
	x = w.add(x, w.Floats(d.own.Name, []int{w.c, d.own.Shape[0]}, d.ownRows()))
	x = w.activate(w.dense(w.activate(x), d.second))
	y := turn(w.dense(x, d.heads())) // [B,1+kinds,C]
	return w.slice(y, 1, 0, 1), w.slice(y, 1, 1, 1+d.kind.w.Shape[0])
}

// heads is logit and kind as one layer.
func (d *detector) heads() dense {
	h := dense{nn.NewParam("detector.heads.weight", 1+d.kind.w.Shape[0], narrow), nn.NewParam("detector.heads.bias", 1+d.kind.w.Shape[0])}
	copy(h.w.W[copy(h.w.W, d.logit.w.W):], d.kind.w.W)
	copy(h.b.W[copy(h.b.W, d.logit.b.W):], d.kind.b.W)
	return h
}

// ownRows is the channels' biases as [C,H].
func (d *detector) ownRows() []float32 {
	h, c := d.own.Shape[0], d.own.Shape[1]
	out := make([]float32, len(d.own.W))
	for i := range h {
		for j := range c {
			out[j*h+i] = d.own.W[i*c+j]
		}
	}
	return out
}
