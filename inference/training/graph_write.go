package training

import (
	"fmt"

	"rigscope/inference/onnx"
)

// Short words for the operations that are used often. Time is the last axis.

func (w *writer) add(x, y onnx.Ref) onnx.Ref { return w.Node("Add", []onnx.Ref{x, y}) }
func (w *writer) sub(x, y onnx.Ref) onnx.Ref { return w.Node("Sub", []onnx.Ref{x, y}) }
func (w *writer) mul(x, y onnx.Ref) onnx.Ref { return w.Node("Mul", []onnx.Ref{x, y}) }
func (w *writer) div(x, y onnx.Ref) onnx.Ref { return w.Node("Div", []onnx.Ref{x, y}) }
func (w *writer) square(x onnx.Ref) onnx.Ref { return w.mul(x, x) }
func (w *writer) abs(x onnx.Ref) onnx.Ref    { return w.Node("Abs", []onnx.Ref{x}) }

// max and min over n samples in time keep no axis.
func (w *writer) max(x onnx.Ref) onnx.Ref { return w.reduce("ReduceMax", x, -1, 0) }
func (w *writer) min(x onnx.Ref) onnx.Ref { return w.reduce("ReduceMin", x, -1, 0) }

// mean over the n samples of the last axis; averaged keeps an axis of one.
func (w *writer) mean(x onnx.Ref, n int) onnx.Ref {
	return w.Node("Squeeze", []onnx.Ref{w.averaged(x, n), w.ints(-1)})
}

// averaged is a pool over all of time. The engine's ReduceMean adds in an
// order that depends on where in memory a row begins: a window would depend
// on how many others run with it. n is not needed, but says what is meant.
func (w *writer) averaged(x onnx.Ref, _ int) onnx.Ref {
	return w.Node("GlobalAveragePool", []onnx.Ref{x})
}

func (w *writer) reduce(op string, x onnx.Ref, axis, keep int) onnx.Ref {
	return w.Node(op, []onnx.Ref{x}, onnx.Ints("axes", []int{axis}), onnx.Int("keepdims", keep))
}

// center takes the mean over n samples away.
func (w *writer) center(x onnx.Ref, n int) onnx.Ref { return w.sub(x, w.averaged(x, n)) }

// variance over n samples in time, unbiased.
func (w *writer) variance(x onnx.Ref, n int) onnx.Ref {
	return w.mul(w.mean(w.square(w.center(x, n)), n), w.number(float32(n)/float32(max(n-1, 1))))
}

// slice is from ≤ i < to along an axis.
func (w *writer) slice(x onnx.Ref, axis, from, to int) onnx.Ref {
	return w.Node("Slice", []onnx.Ref{x, w.ints(from), w.ints(to), w.ints(axis)})
}

// times is from ≤ t < to.
func (w *writer) times(x onnx.Ref, from, to int) onnx.Ref { return w.slice(x, 2, from, to) }

// steps is x_t − x_{t−1}, [B,C,T−1].
func (w *writer) steps(x onnx.Ref) onnx.Ref { return w.sub(w.times(x, 1, w.t), w.times(x, 0, w.t-1)) }

func (w *writer) reshape(x onnx.Ref, shape ...int) onnx.Ref {
	return w.Node("Reshape", []onnx.Ref{x, w.ints(shape...)})
}

func (w *writer) unsqueeze(x onnx.Ref, axis int) onnx.Ref {
	return w.Node("Unsqueeze", []onnx.Ref{x, w.ints(axis)})
}

// row is [B,C] as [B,1,C].
func (w *writer) row(x onnx.Ref) onnx.Ref { return w.unsqueeze(x, 1) }

func (w *writer) concat(axis int, xs ...onnx.Ref) onnx.Ref {
	if len(xs) == 1 {
		return xs[0]
	}
	return w.Node("Concat", xs, onnx.Int("axis", axis))
}

// where picks yes where x > limit, no elsewhere.
func (w *writer) above(x onnx.Ref, limit float32, yes, no onnx.Ref) onnx.Ref {
	return w.Node("Where", []onnx.Ref{w.Node("Greater", []onnx.Ref{x, w.number(limit)}), yes, no})
}

// over divides channel c by scale[c].
func (w *writer) over(x onnx.Ref, name string, scale []float64) onnx.Ref {
	return w.div(x, w.perChannel(name, scale))
}

// perChannel is a constant [C,1], made once.
func (w *writer) perChannel(name string, v []float64) onnx.Ref {
	if r, ok := w.lists[name]; ok {
		return r
	}
	w.lists[name] = w.Floats(name, []int{len(v), 1}, single(v))
	return w.lists[name]
}

// number is a constant, each once.
func (w *writer) number(v float32) onnx.Ref {
	if r, ok := w.numbers[v]; ok {
		return r
	}
	w.numbers[v] = w.Floats(fmt.Sprint("number ", v), []int{1}, []float32{v})
	return w.numbers[v]
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

func single(v []float64) []float32 {
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = float32(x)
	}
	return out
}
