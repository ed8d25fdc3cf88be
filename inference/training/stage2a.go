package training

import (
	"math/rand/v2"

	"rigscope/inference/nn"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// blockTrainer fits the compute block to simulated faults, with the
// autoencoders as they are (method.md §3 step 5).
type blockTrainer struct {
	net      *network
	clean    pool
	held     pool // of the calibration block
	damage   *faults.Windower
	scale    sensor.Scaler
	constant []bool // [C] channels that are masked whatever comes
	rng      *rand.Rand
	opt      Options
	groups   []group
	norms    []*power   // of the block's layers
	tapes    []*nn.Tape // one a shard
	aside    []*nn.Tape // for what needs no gradient
	fixed    batch      // damaged windows of held, always the same
}

// batch is windows, scaled, and the truth about them.
type batch struct {
	input
	truth []float32 // [C,b,T]
}

// prepare makes what a run needs.
func (tr *blockTrainer) prepare(s *schedule) {
	tr.tapes, tr.aside = nn.NewWorkers(shards, nil), nn.NewWorkers(shards, nil)
	for _, l := range tr.net.block.layers {
		tr.norms = append(tr.norms, newPower(l.w, tr.rng))
	}
	n := len(tr.held.windows)
	tr.fixed = tr.draw(tr.held, n)
	s.check = func() float64 { return float64(tr.loss(0, tr.fixed, n).X[0]) }
	s.norms = func() []float64 { return sigmas(tr.norms) }
}

// step draws damaged and clean windows, adds up the gradients of both
// shards and moves.
func (tr *blockTrainer) step(i int, decay float64) float64 {
	n, batches, losses := tr.opt.Batch/shards, make([]batch, shards), make([]float64, shards)
	for s := range batches {
		batches[s] = tr.draw(tr.clean, n)
	}
	nn.Parallel(shards, shards, func(s, _, _ int) {
		loss := tr.loss(s, batches[s], n)
		tr.tapes[s].Backward(tr.tapes[s].Scale(loss, 1./shards))
		losses[s] = float64(loss.X[0])
	})
	nn.Reduce(tr.tapes)
	m := tr.opt.Modulation
	if i%ceilingEvery == 0 {
		for l, p := range tr.norms {
			p.ceil(m.ceiling(l), ceilingEvery*m.Weight)
		}
	}
	m.modulate(tr.groups)
	for _, g := range tr.groups {
		g.Update(decay * g.rate)
	}
	return (losses[0] + losses[1]) / shards
}

// ceilingEvery steps the layers' norms are held under their ceilings; the
// penalty is stronger by as much.
const ceilingEvery = 4

// cleanShare of a batch has no fault.
const cleanShare = .35

// draw makes a batch of n windows: clean ones first, the rest damaged.
func (tr *blockTrainer) draw(from pool, n int) batch {
	c, t := tr.net.ridge.C, from.windows[0].T
	b := batch{input{make([]float32, c*n*t), make([]float32, c*n)}, make([]float32, c*n*t)}
	for i := range n {
		for ch, still := range tr.constant {
			if still {
				b.mask[ch*n+i] = 1
			}
		}
		if i < int(cleanShare*float64(n)) {
			x := from.any(tr.rng).X
			place(b.truth, i, n, x, t, tr.scale)
			place(b.x, i, n, x, t, tr.scale)
			continue
		}
		clean, x, faulty := from.harmTwice(tr.damage, tr.rng)
		place(b.truth, i, n, clean, t, tr.scale)
		place(b.x, i, n, x, t, tr.scale)
		for ch, f := range faulty {
			if f {
				b.mask[ch*n+i] = 1
			}
		}
	}
	return b
}

// Weights of the parts of the loss beside the candidates' own.
const (
	latentWeight  = .5  // the masked latent against the clean one
	leftOutWeight = .25 // a modality predicted by the others
	worstError    = 9   // [σ²] more than that teaches nothing about a left-out channel
)

// loss of n windows on shard s's tape: every channel left out and the true
// mask against the clean window, latents against clean latents.
func (tr *blockTrainer) loss(s int, b batch, n int) *nn.Value {
	t, T := tr.tapes[s], tr.clean.windows[0].T
	t.Reset()
	k := tr.net.correct(t, b.input, n, T)
	clean := tr.cleanLatents(tr.aside[s], b.truth, n)
	loss := t.Input([]int{1}, make([]float32, 1))
	for m := range tr.net.nets {
		loss = t.Add(loss, tr.modality(t, k, m, b, clean[m]))
	}
	if tr.opt.Schedule == Joint { // nobody else teaches the autoencoders
		loss = t.Add(loss, tr.net.reconstructionLoss(t, batch{input{x: b.truth}, b.truth}, n, T))
	}
	return loss
}

// cleanLatents are what the encoders make of the clean windows, [M] of
// [size, b]. No gradient flows there: a target must not run to meet its aim.
func (tr *blockTrainer) cleanLatents(t *nn.Tape, truth []float32, n int) [][]float32 {
	t.Reset()
	row := n * tr.clean.windows[0].T
	var out [][]float32
	for _, a := range tr.net.nets {
		x := t.Input([]int{a.To - a.From, n, tr.clean.windows[0].T}, truth[a.From*row:a.To*row])
		out = append(out, t.Flatten(a.encode(t, x)).X)
	}
	return out
}

// modality is m's share of the loss.
func (tr *blockTrainer) modality(t *nn.Tape, k *corrector, m int, b batch, clean []float32) *nn.Value {
	a, w := tr.net.nets[m], k.width(m)
	var own, candidates []int
	if !tr.net.literal {
		for i := range w {
			own, candidates = append(own, k.variant(i)), append(candidates, a.From+i)
		}
	}
	left := k.corrected(t, m, own, candidates)
	fixed := tr.gate(t, k, m, b.mask)
	total := t.Scale(t.MSE(fixed, clean), latentWeight/float32(len(tr.net.nets)))
	out := a.decode(t, t.Unflatten(fixed, tr.net.latent)) // [k,b,T]
	row := k.b * k.t
	total = t.Add(total, t.Scale(t.MSE(out, b.truth[a.From*row:a.To*row]), float32(w)/float32(k.c)))
	if tr.net.literal {
		return total
	}
	alone := k.corrected(t, m, []int{k.leftOut(m)}, []int{k.c + 1 + m})
	total = t.Add(total, t.Scale(t.MSE(alone, clean), leftOutWeight/float32(len(tr.net.nets))))
	return t.Add(total, tr.leftOut(t, k, m, left, b.truth))
}

// gate is the masked candidate's latent, corrected only where the mask
// touches modality m.
func (tr *blockTrainer) gate(t *nn.Tape, k *corrector, m int, mask []float32) *nn.Value {
	a := tr.net.nets[m]
	touched := make([]float32, k.size*k.b)
	for i := range k.b {
		for c := a.From; c < a.To; c++ {
			if mask[c*k.b+i] != 0 || tr.net.literal {
				for j := range k.size {
					touched[j*k.b+i] = 1
				}
			}
		}
	}
	z := t.Columns(k.latent[m], k.block(k.masked(m)))
	dz := t.Columns(t.Slice(k.delta, m*k.size, (m+1)*k.size), k.block(k.c))
	return t.Add(z, t.Mul(dz, t.Input([]int{k.size, k.b}, touched)))
}

// leftOut is the error of each channel of m when it is left out, [1]: of
// candidate i only channel i counts.
func (tr *blockTrainer) leftOut(t *nn.Tape, k *corrector, m int, z *nn.Value, truth []float32) *nn.Value {
	a, w, row := tr.net.nets[m], k.width(m), k.b*k.t
	out := a.decode(t, t.Unflatten(z, tr.net.latent)) // [k, k·b, T]
	target, counts := make([]float32, len(out.X)), make([]float32, len(out.X))
	for i := range w {
		at := (i*w + i) * row
		copy(target[at:at+row], truth[(a.From+i)*row:])
		for j := range row {
			counts[at+j] = 1 / float32(k.c*row)
		}
	}
	e := t.Square(t.Sub(out, t.Input(out.Shape, target)))
	return t.Sum(t.Mul(t.ClampMax(e, worstError), t.Input(out.Shape, counts)))
}
