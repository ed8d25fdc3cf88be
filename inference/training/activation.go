package training

import (
	"rigscope/inference/nn"
	"rigscope/inference/onnx"
)

// Activation is what stands between the layers of every network. LeakyReLU
// is the method's, the others are for the ablation.
type Activation int

// The activations.
const (
	LeakyReLU Activation = iota
	ReLU
	Tanh
	SiLU
)

// on the tape.
func (a Activation) on(t *nn.Tape, x *nn.Value) *nn.Value {
	switch a {
	case ReLU:
		return t.LeakyReLU(x, 0)
	case Tanh:
		return t.Tanh(x)
	case SiLU:
		return t.SiLU(x)
	}
	return t.LeakyReLU(x, slope)
}

// activate is the same in the graph.
func (w *writer) activate(x onnx.Ref) onnx.Ref {
	in := []onnx.Ref{x}
	switch w.net.activation {
	case ReLU:
		return w.Node("Relu", in)
	case Tanh:
		return w.Node("Tanh", in)
	case SiLU:
		return w.mul(x, w.Node("Sigmoid", in))
	}
	return w.Node("LeakyRelu", in, onnx.Float("alpha", slope))
}
