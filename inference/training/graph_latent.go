package training

import (
	"math"

	"rigscope/inference/onnx"
)

// shifted is how far modality m's latent is from what it becomes with each
// of its channels left out, [B,k,size]; left is the latter.
func (w *writer) shifted(l latent, left onnx.Ref) onnx.Ref {
	return w.sub(w.slice(l.all, 1, 0, 1), left)
}

// whiten puts the shifts [B,C,size] on their clean scale: about one each.
func (w *writer) whiten(shift onnx.Ref) onnx.Ref {
	var flat []float32
	for _, row := range w.net.scales.shift {
		for _, v := range row {
			flat = append(flat, float32(math.Sqrt(v*float64(w.size))))
		}
	}
	return w.mul(shift, w.Floats("latent.shift.weight", []int{w.c, w.size}, flat))
}

// latentFeatures are mean and log energy of each row of a channel's shift,
// [B,C,2·latent].
func (w *writer) latentFeatures(p predictions) onnx.Ref {
	n := w.net.latent
	rows := w.reshape(p.shift, -1, w.c*n, w.t/8)
	mean := w.reshape(w.mean(rows, w.t/8), -1, w.c, n)
	energy := w.reshape(w.mean(w.square(rows), w.t/8), -1, w.c, n)
	return w.concat(2, w.curved("Asinh", mean, n), w.curved("Log", w.add(energy, w.number(1e-3)), n))
}

// latentContext compares the channels' shifts and adds every modality's
// latent inconsistency, [B,C,·].
func (w *writer) latentContext(p predictions) []onnx.Ref {
	e := w.bend("Log", w.add(w.mean(w.square(p.shift), w.size), w.number(1)))
	d := w.bend("Log", w.add(w.mul(p.doubt, w.number(float32(w.size))), w.number(1))) // [B,M,1]
	all := w.Node("Transpose", []onnx.Ref{d}, onnx.Ints("perm", []int{0, 2, 1}))
	return append(w.context(e), w.Node("Expand", []onnx.Ref{all, w.ints(1, w.c, 1)}))
}
