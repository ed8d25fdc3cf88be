package training

import (
	"math"

	"rigscope/inference/nn"
)

// push is a local change of every modality of every window: one channel
// moves by a constant for some time.
type push struct {
	delta []float32   // [C,n,T]
	size  [][]float32 // [M][n] ‖δ‖
}

// pushSize is how far the channel moves [σ]: as far as a plain bias.
const pushSize = 1

// push draws one change for every window and modality.
func (tr *autoTrainer) push(n int) push {
	if tr.opt.Modulation.Floor <= 0 {
		return push{}
	}
	t := tr.clean.windows[0].T
	p := push{delta: make([]float32, tr.net.ridge.C*n*t), size: make([][]float32, len(tr.net.nets))}
	for m, a := range tr.net.nets {
		for i := range n {
			c, long := a.From+tr.rng.IntN(a.To-a.From), t/8+tr.rng.IntN(t-t/8)
			from, sign := tr.rng.IntN(t-long+1), float32(1-2*tr.rng.IntN(2))
			for k := range long {
				p.delta[(c*n+i)*t+from+k] = sign * pushSize
			}
			p.size[m] = append(p.size[m], pushSize*float32(math.Sqrt(float64(long))))
		}
	}
	return p
}

// sensitivity is the hinge on r = ‖E(x+δ)−E(x)‖/‖δ‖ of every encoder, the
// mean over modalities, weighted (docs/theory.md, L_sens).
func (tr *autoTrainer) sensitivity(t *nn.Tape, b batch, p push, n int) *nn.Value {
	m, T := tr.opt.Modulation, tr.clean.windows[0].T
	sum, row := t.Input([]int{1}, make([]float32, 1)), n*T
	for i, a := range tr.net.nets {
		shape := []int{a.To - a.From, n, T}
		x := b.truth[a.From*row : a.To*row]
		moved := make([]float32, len(x))
		for k := range x {
			moved[k] = x[k] + p.delta[a.From*row+k]
		}
		d := t.Sub(a.encode(t, t.Input(shape, moved)), a.encode(t, t.Input(shape, x)))
		sum = t.Add(sum, t.GainHinge(d, p.size[i], float32(m.Floor), float32(m.Roof)))
	}
	return t.Scale(sum, float32(m.Weight)/float32(len(tr.net.nets)))
}
