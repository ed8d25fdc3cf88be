package training

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"rigscope/inference/nn"
)

// dense is one dense layer, w [Out,In] and b [Out].
type dense struct{ w, b *nn.Param }

// mlp is dense layers with an activation between them; the output is linear.
type mlp struct {
	layers  []dense
	between Activation
}

// newMLP makes layers of the given widths, input first.
func newMLP(name string, widths []int, between Activation, rng *rand.Rand) mlp {
	m := mlp{between: between}
	for i, in := range widths[:len(widths)-1] {
		m.layers = append(m.layers, newDense(fmt.Sprintf("%s.%d", name, i), in, widths[i+1], rng))
	}
	return m
}

func newDense(name string, in, out int, rng *rand.Rand) dense {
	d := dense{w: nn.NewParam(name+".weight", out, in), b: nn.NewParam(name+".bias", out)}
	nn.Init(d.w, d.b, rng)
	return d
}

// forward is x [In,N] → [Out,N].
func (m mlp) forward(t *nn.Tape, x *nn.Value) *nn.Value {
	for i, d := range m.layers {
		if i > 0 {
			x = m.between.on(t, x)
		}
		x = t.Dense(x, d.w, d.b)
	}
	return x
}

func (m mlp) params() []*nn.Param {
	var ps []*nn.Param
	for _, d := range m.layers {
		ps = append(ps, d.w, d.b)
	}
	return ps
}

// freeze says whether ps are to learn.
func freeze(ps []*nn.Param, frozen bool) {
	for _, p := range ps {
		p.Frozen = frozen
	}
}

// weights of ps, copied.
func weights(ps []*nn.Param) [][]float32 {
	out := make([][]float32, len(ps))
	for i, p := range ps {
		out[i] = slices.Clone(p.W)
	}
	return out
}

// restore is the way back.
func restore(ps []*nn.Param, w [][]float32) {
	for i, p := range ps {
		copy(p.W, w[i])
	}
}
