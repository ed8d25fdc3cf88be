package training

import "rigscope/inference/onnx"

// curve is what a feature goes through before it is standardised.
type curve int

const (
	plain curve = iota
	logarithm
	asinh
)

// feature is one number of every channel, [B,C], before its curve.
type feature struct {
	curve curve
	x     onnx.Ref
}

// logOf is ln(x + eps).
func (w *writer) logOf(x onnx.Ref, eps float32) feature {
	return feature{logarithm, w.add(x, w.number(eps))}
}

// assemble makes features [B,C,n], in order. Those of one curve go through
// it together.
func (w *writer) assemble(f []feature) onnx.Ref {
	var parts []onnx.Ref
	place := make([]int, len(f))
	n := 0
	for c, op := range []string{"", "Log", "Asinh"} {
		var of []onnx.Ref
		for i, x := range f {
			if x.curve == curve(c) {
				of = append(of, x.x)
				place[i], n = n, n+1
			}
		}
		if len(of) > 0 {
			parts = append(parts, w.bend(op, of...))
		}
	}
	return w.Node("Gather", []onnx.Ref{w.concat(2, parts...), w.ints(place...)}, onnx.Int("axis", 2))
}

// vector is the widest vector of numbers a processor works on at once.
const vector = 16

// bend applies a curve to values [B,C], side by side: [B,C,n]. They are
// filled up to whole vectors, since the engine computes what is left over
// beyond the last whole vector another way, which may round differently: a
// window would then depend on how many others run with it.
func (w *writer) bend(op string, xs ...onnx.Ref) onnx.Ref {
	for i := range xs {
		xs[i] = w.unsqueeze(xs[i], 2)
	}
	x := w.concat(2, xs...)
	if op == "" {
		return x
	}
	return w.curved(op, x, len(xs))
}

// curved is bend for values [B,C,n] that are side by side already.
func (w *writer) curved(op string, x onnx.Ref, n int) onnx.Ref {
	if rest := (vector - n%vector) % vector; rest > 0 {
		x = w.Node("Pad", []onnx.Ref{x, w.ints(0, 0, 0, 0, 0, rest), w.number(1)})
	}
	return w.slice(w.Node(op, []onnx.Ref{x}), 2, 0, n)
}
