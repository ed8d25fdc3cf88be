package training

import (
	"context"
	"math/rand/v2"

	"rigscope/inference/nn"
)

// detectorTrainer fits the detector to a bank (method.md §4 step 8).
type detectorTrainer struct {
	d     *detector
	bank  *bank
	held  *bank // windows of the calibration block, damaged the same way
	rng   *rand.Rand
	opt   Options
	group group
	norms []*power
	tapes []*nn.Tape
}

// Shares and weights of the detector's loss.
const (
	positiveWeight = 5   // of a lying channel against a healthy one
	kindWeight     = .05 // of naming the kind
	tokens         = 256 // channels drawn for the contrast, in all shards
	temperature    = .1  // of the contrast
	tripletMargin  = .5
	decay          = 1e-4 // L2
	gradientLength = 1    // the longest step's gradient
)

func (tr *detectorTrainer) run(ctx context.Context, s schedule) (progressed, error) {
	tr.tapes = nn.NewWorkers(shards, nil)
	tr.group = tr.opt.Modulation.newGroup(sensitive, tr.opt.Rate, tr.d.params())
	tr.group.Decay = decay
	for _, l := range []dense{tr.d.first, tr.d.second} {
		tr.norms = append(tr.norms, newPower(l.w, tr.rng))
	}
	s.params, s.check = tr.d.params(), tr.check
	s.norms = func() []float64 { return sigmas(tr.norms) }
	return s.steps(ctx, tr.step)
}

// sigmas are the spectral norms now.
func sigmas(norms []*power) []float64 {
	var out []float64
	for _, p := range norms {
		out = append(out, p.step())
	}
	return out
}

func (tr *detectorTrainer) step(_ int, k float64) float64 {
	n := tr.opt.DetectorBatch / shards
	picks, seeds := make([][]int, shards), make([]uint64, shards)
	for s := range picks {
		picks[s], seeds[s] = tr.pick(n), tr.rng.Uint64()
	}
	losses := make([]float64, shards)
	nn.Parallel(shards, shards, func(s, _, _ int) {
		t := tr.tapes[s]
		t.Reset()
		loss := tr.loss(t, tr.bank, picks[s], rand.New(rand.NewPCG(seeds[s], 1)))
		t.Backward(t.Scale(loss, 1./shards))
		losses[s] = float64(loss.X[0])
	})
	nn.Reduce(tr.tapes)
	for _, p := range tr.norms {
		p.floor(tr.opt.Modulation.DetectorFloor, tr.opt.Modulation.Weight)
		p.ceil(tr.opt.Modulation.DetectorCeiling, tr.opt.Modulation.Weight)
	}
	shrink(tr.d.params(), gradientLength)
	tr.group.Update(k * tr.group.rate)
	return (losses[0] + losses[1]) / shards
}

// pick draws n windows, a share of them clean.
func (tr *detectorTrainer) pick(n int) []int {
	out := make([]int, n)
	for i := range out {
		if i < int(cleanShare*float64(n)) {
			out[i] = tr.bank.damaged + tr.rng.IntN(tr.bank.len()-tr.bank.damaged)
		} else {
			out[i] = tr.rng.IntN(tr.bank.damaged)
		}
	}
	return out
}

// loss of the channels of some windows: who lies, what the fault is called,
// and liars apart from the healthy.
func (tr *detectorTrainer) loss(t *nn.Tape, b *bank, pick []int, rng *rand.Rand) *nn.Value {
	x, channel, truth := b.tokens(pick)
	o := tr.d.judge(t, t.Input([]int{b.f, len(channel)}, x), channel)
	target := make([]float32, len(truth))
	for i, f := range truth {
		if f {
			target[i] = 1
		}
	}
	loss := t.BCEWithLogits(o.logit, target, positiveWeight)
	loss = t.Add(loss, t.Scale(t.SoftmaxCrossEntropy(o.kind, b.classes(pick)), kindWeight))
	return tr.contrast(t, loss, o.embed, truth, rng)
}

// contrast adds the contrastive term over channels drawn by chance.
func (tr *detectorTrainer) contrast(t *nn.Tape, loss, embed *nn.Value, truth []bool, rng *rand.Rand) *nn.Value {
	if tr.opt.Contrast == NoContrast {
		return loss
	}
	pick, class := make([]int, tokens/shards), make([]int, tokens/shards)
	for i := range pick {
		pick[i] = rng.IntN(len(truth))
		if truth[pick[i]] {
			class[i] = 1
		}
	}
	h := t.Columns(embed, pick)
	if tr.opt.Contrast == TripletContrast {
		return t.Add(loss, t.Scale(t.Triplet(h, triplets(class, rng), tripletMargin), float32(tr.opt.ContrastWeight)))
	}
	return t.Add(loss, t.Scale(t.SupCon(h, class, temperature), float32(tr.opt.ContrastWeight)))
}

// triplets draws an example of its own and one of another class for every
// column that has both.
func triplets(class []int, rng *rand.Rand) [][3]int {
	var of [2][]int
	for i, c := range class {
		of[c] = append(of[c], i)
	}
	var out [][3]int
	for i, c := range class {
		if len(of[0]) > 0 && len(of[1]) > 0 {
			out = append(out, [3]int{i, of[c][rng.IntN(len(of[c]))], of[1-c][rng.IntN(len(of[1-c]))]})
		}
	}
	return out
}

// check is the loss on the held windows, without the contrast.
func (tr *detectorTrainer) check() float64 {
	all := make([]int, tr.held.len())
	for i := range all {
		all[i] = i
	}
	x, channel, truth := tr.held.tokens(all)
	t := tr.tapes[0]
	t.Reset()
	o := tr.d.judge(t, t.Input([]int{tr.held.f, len(channel)}, x), channel)
	target := make([]float32, len(truth))
	for i, f := range truth {
		if f {
			target[i] = 1
		}
	}
	return float64(t.BCEWithLogits(o.logit, target, positiveWeight).X[0])
}

// tokens are the channels of some windows: features [F, n·C], the channels'
// numbers and whether each lies.
func (b *bank) tokens(pick []int) (x []float32, channel []int, faulty []bool) {
	n := len(pick) * b.c
	x = make([]float32, b.f*n)
	for i, w := range pick {
		for c := range b.c {
			at := i*b.c + c
			for f, v := range b.x[(w*b.c+c)*b.f:][:b.f] {
				x[f*n+at] = v
			}
			channel = append(channel, c)
		}
		faulty = append(faulty, b.faulty[w*b.c:(w+1)*b.c]...)
	}
	return x, channel, faulty
}

// classes are the kinds to be named: at the first liar of each window.
func (b *bank) classes(pick []int) []int {
	out := make([]int, len(pick)*b.c)
	for i, w := range pick {
		named := b.kind[w] < 0
		for c := range b.c {
			out[i*b.c+c] = -1
			if b.faulty[w*b.c+c] && !named {
				out[i*b.c+c], named = b.kind[w], true
			}
		}
	}
	return out
}
