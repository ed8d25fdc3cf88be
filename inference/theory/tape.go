package theory

import (
	"slices"

	"rigscope/inference/nn"
)

// OnTape makes a Map of a network on the tape that reads one input of that
// shape, [C,1,T] or [F,1]. It runs on a tape of its own, leaves Param.G
// alone, and is not for concurrent use.
func OnTape(net func(*nn.Tape, *nn.Value) *nn.Value, shape ...int) Map {
	n := 1
	for _, d := range shape {
		n *= d
	}
	t := &taped{tape: nn.NewWorkers(1, nil)[0], net: net, shape: shape, x: make([]float32, n)}
	_, y := t.run(make([]float64, n))
	return Map{N: n, M: len(y.X), F: t.forward, JT: t.backward}
}

type taped struct {
	tape  *nn.Tape
	net   func(*nn.Tape, *nn.Value) *nn.Value
	shape []int
	x, u  []float32
}

func (t *taped) run(x []float64) (in, out *nn.Value) {
	t.tape.Reset()
	narrow(t.x, x)
	in = t.tape.Input(t.shape, t.x)
	t.tape.Watch(in)
	return in, t.net(t.tape, in)
}

func (t *taped) forward(dst, x []float64) {
	_, y := t.run(x)
	widen(dst, y.X)
}

// backward is the gradient of the linear functional ⟨u, f(x)⟩.
func (t *taped) backward(dst, x, u []float64) {
	in, y := t.run(x)
	t.u = slices.Grow(t.u[:0], len(u))[:len(u)]
	narrow(t.u, u)
	weighted := t.tape.Mul(y, t.tape.Input(y.Shape, t.u))
	t.tape.Backward(t.tape.Sum(weighted))
	clear(dst)
	widen(dst, in.G) // nothing if the network does not look at its input
}

func narrow(dst []float32, x []float64) {
	mustBe(len(dst) == len(x), "network", len(dst), len(x))
	for i, v := range x {
		dst[i] = float32(v)
	}
}

func widen(dst []float64, x []float32) {
	mustBe(len(dst) == len(x) || x == nil, "network", len(dst), len(x))
	for i, v := range x {
		dst[i] = float64(v)
	}
}
