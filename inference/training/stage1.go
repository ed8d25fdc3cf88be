package training

import (
	"context"
	"math/rand/v2"

	"rigscope/inference/nn"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// shards is how many parts a batch is cut into. It is fixed, so that the
// result does not depend on the number of cores.
const shards = 2

// autoTrainer fits the autoencoders to clean windows by mean square error
// (method.md §3 step 4): never shown a fault, they do not learn to ignore
// one.
type autoTrainer struct {
	net    *network
	clean  pool
	held   []sensor.Window // of the calibration block
	scale  sensor.Scaler
	damage *faults.Windower // only for the ablation that trains them to denoise
	rng    *rand.Rand
	opt    Options
	groups []group
	tapes  []*nn.Tape
}

func (tr *autoTrainer) run(ctx context.Context, s schedule) (progressed, error) {
	tr.tapes = nn.NewWorkers(shards, nil)
	m := tr.opt.Modulation
	tr.groups = []group{m.newGroup(sensitive, tr.opt.Rate, tr.net.encoders()), m.newGroup(free, tr.opt.Rate, tr.net.decoders())}
	s.params = append(tr.net.encoders(), tr.net.decoders()...)
	if len(tr.held) > 0 {
		s.check = tr.check
	}
	return s.steps(ctx, tr.step)
}

// step draws a batch, computes the loss over all channels and moves.
func (tr *autoTrainer) step(_ int, decay float64) float64 {
	n := tr.opt.Batch / shards
	batches, pushes := make([]batch, shards), make([]push, shards)
	for s := range batches {
		batches[s] = tr.draw(n)
		pushes[s] = tr.push(n)
	}
	losses := make([]float64, shards)
	nn.Parallel(shards, shards, func(s, _, _ int) { losses[s] = tr.shard(tr.tapes[s], batches[s], pushes[s], n) })
	nn.Reduce(tr.tapes)
	tr.opt.Modulation.modulate(tr.groups)
	for _, g := range tr.groups {
		g.Update(decay * g.rate)
	}
	return (losses[0] + losses[1]) / shards
}

// draw is n clean windows, [C,n,T], damaged at the input for the ablation.
func (tr *autoTrainer) draw(n int) batch {
	c, t := tr.net.ridge.C, tr.clean.windows[0].T
	b := batch{truth: make([]float32, c*n*t)}
	b.x = b.truth
	if tr.damage != nil {
		b.x = make([]float32, c*n*t)
	}
	for i := range n {
		if tr.damage == nil {
			place(b.truth, i, n, tr.clean.any(tr.rng).X, t, tr.scale)
			continue
		}
		clean, x, _ := tr.clean.harmTwice(tr.damage, tr.rng)
		place(b.truth, i, n, clean, t, tr.scale)
		place(b.x, i, n, x, t, tr.scale)
	}
	return b
}

// shard is one worker's part of the loss, with its gradient on its tape.
func (tr *autoTrainer) shard(t *nn.Tape, b batch, p push, n int) float64 {
	t.Reset()
	loss := tr.net.reconstructionLoss(t, b, n, tr.clean.windows[0].T)
	first := float64(loss.X[0])
	if tr.opt.Modulation.Floor > 0 {
		loss = t.Add(loss, tr.sensitivity(t, b, p, n))
	}
	t.Backward(t.Scale(loss, 1./shards))
	return first
}

// reconstructionLoss is the mean square error over all channels.
func (n *network) reconstructionLoss(t *nn.Tape, b batch, size, T int) *nn.Value {
	loss, row := t.Input([]int{1}, make([]float32, 1)), size*T
	for _, a := range n.nets {
		x := t.Input([]int{a.To - a.From, size, T}, b.x[a.From*row:a.To*row])
		e := t.MSE(a.forward(t, x), b.truth[a.From*row:a.To*row])
		loss = t.Add(loss, t.Scale(e, float32(a.To-a.From)/float32(n.ridge.C)))
	}
	return loss
}

// check is the loss on windows of the calibration block.
func (tr *autoTrainer) check() float64 {
	n, t := len(tr.held), tr.held[0].T
	b := batch{truth: make([]float32, tr.net.ridge.C*n*t)}
	for i, w := range tr.held {
		place(b.truth, i, n, w.X, t, tr.scale)
	}
	b.x = b.truth
	tape := tr.tapes[0]
	tape.Reset()
	return float64(tr.net.reconstructionLoss(tape, b, n, t).X[0])
}

// place scales window i of n into dst [C,n,T].
func place(dst []float32, i, n int, x []float64, t int, scale sensor.Scaler) {
	for c := range scale.Center {
		to := dst[(c*n+i)*t:][:t]
		for k, v := range x[c*t : (c+1)*t] {
			to[k] = float32((v - scale.Center[c]) / scale.Scale[c])
		}
	}
}
