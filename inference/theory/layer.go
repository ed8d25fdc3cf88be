package theory

import "slices"

// Layer is one linear operation and the activation after it.
type Layer struct {
	Name   string    // "enc.vibration.0"
	Weight string    // its initializer in the ONNX file; may be empty
	Op     string    // "Conv", "ConvTranspose" or "Dense"
	Shape  []int     // of W: [Out,In,K], [In,Out,K] or [Out,In]
	W      []float64 // row-major
	Bias   []float64 // [Out]; nil is zeros. Norms do not need it, Trace does.

	Stride, Pad int     // of the two convolutions
	Mode        Padding // of Conv; ConvTranspose has Zero, its adjoint
	Cap         float64 // what training kept the norm under; 0: no cap
	Slope       float64 // a of the LeakyReLU after it, 0 < a ≤ 1; 0: none
}

// The operations.
const (
	Conv          = "Conv"
	ConvTranspose = "ConvTranspose"
	Dense         = "Dense"
)

// Widen converts weights as networks store them.
func Widen(w []float32) []float64 {
	out := make([]float64, len(w))
	for i, v := range w {
		out[i] = float64(v)
	}
	return out
}

// check panics if the layer is none.
func (l Layer) check() {
	n := 1
	for _, d := range l.Shape {
		n *= d
	}
	mustBe(len(l.Shape) == l.rank() && n == len(l.W) && n > 0, "layer "+l.Name+" "+l.Op, append(slices.Clone(l.Shape), len(l.W))...)
	mustBe(l.Bias == nil || len(l.Bias) == l.Out(), "bias of "+l.Name, l.Out(), len(l.Bias))
	mustBe(l.Op == Dense || l.Stride > 0, "stride of "+l.Name, l.Stride)
	mustBe(l.Slope >= 0 && l.Slope <= 1, "slope of "+l.Name)
	mustBe(l.Op == Conv || l.Mode == Zero, "padding of "+l.Name, int(l.Mode))
}

func (l Layer) rank() int {
	switch l.Op {
	case Conv, ConvTranspose:
		return 3
	case Dense:
		return 2
	}
	return -1
}

// In and Out are the channels, or features, it reads and writes.
func (l Layer) In() int  { return l.Shape[1-l.outAxis()] }
func (l Layer) Out() int { return l.Shape[l.outAxis()] }

func (l Layer) outAxis() int {
	if l.Op == ConvTranspose {
		return 1
	}
	return 0
}

// kernel is for the two convolutions.
func (l Layer) kernel() Kernel { return Kernel{l.Shape[0], l.Shape[1], l.Shape[2], l.W} }

// Norm bounds the layer with its activation, whose slopes are at most 1. A
// convolution's holds for windows of any length (see ConvNorm); with
// replicated ends, of two samples or more, it has the factor √(1+Pad).
func (l Layer) Norm() Bound {
	l.check()
	if l.Op == Dense {
		return DenseNorm(l.W, l.Shape[0], l.Shape[1])
	}
	b := ConvNorm(l.kernel(), l.Stride)
	if l.Mode == Edge {
		b.Upper *= edgeFactor(l.Pad)
	}
	return b
}

// Inputs is the layer as it answers to channels (features) from ≤ c < to
// alone.
func (l Layer) Inputs(from, to int) Layer { return l.cut(1-l.outAxis(), from, to) }

// Outputs is the part of the layer that writes channels (features)
// from ≤ c < to.
func (l Layer) Outputs(from, to int) Layer {
	cut := l.cut(l.outAxis(), from, to)
	if l.Bias != nil {
		cut.Bias = l.Bias[from:to]
	}
	return cut
}

// cut keeps from ≤ i < to of axis 0 or 1 of the weights.
func (l Layer) cut(axis, from, to int) Layer {
	l.check()
	n := l.Shape[axis]
	mustBe(0 <= from && from < to && to <= n, "part of "+l.Name, from, to, n)
	outer, inner := 1, 1
	for _, d := range l.Shape[:axis] {
		outer *= d
	}
	for _, d := range l.Shape[axis+1:] {
		inner *= d
	}
	w := make([]float64, 0, outer*(to-from)*inner)
	for i := range outer {
		w = append(w, l.W[(i*n+from)*inner:(i*n+to)*inner]...)
	}
	l.Shape, l.W = slices.Clone(l.Shape), w
	l.Shape[axis] = to - from
	return l
}
