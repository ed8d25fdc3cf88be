package training

import (
	"context"
	"math/rand/v2"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// bank is windows and the features of all their channels, made once: the
// detector then learns without running the network again.
type bank struct {
	c, f    int
	x       []float32 // [N][C×F], a channel's features together
	faulty  []bool    // [N×C] truth
	kind    []int     // [N] class of the fault; −1: none to be named
	damaged int       // the first so many windows have been damaged
}

func (b *bank) len() int { return len(b.kind) }

// labelled is a window and the truth about it.
type labelled struct {
	w      sensor.Window
	mask   []bool // channels the network is told not to believe; nil: none
	faulty []bool // [C] channels that lie and are not masked
	kind   int
}

// Shares of the bank beside the plain ones. Masked windows teach what a
// second look is like: the accused silenced, or a sensor missing.
const (
	maskedShare = .12 // of damaged windows: one liar is masked already
	goneShare   = .15 // of clean windows: a healthy channel is masked
)

// harmed draws n damaged windows.
func (p pool) harmed(w *faults.Windower, n int, rng *rand.Rand) []labelled {
	out := make([]labelled, n)
	for i := range out {
		_, d := p.harm(w, rng)
		l := labelled{w: p.windows[0], faulty: d.Channels, kind: d.Kind.Label()}
		l.w.X = d.X
		if rng.Float64() < twoFaults {
			second := w.Damage(rng, d.X)
			l.w.X, l.faulty = second.X, either(l.faulty, second.Channels)
		}
		if rng.Float64() < maskedShare {
			l.mask, l.faulty, l.kind = d.Channels, without(l.faulty, d.Channels), -1
		}
		out[i] = l
	}
	return out
}

// healthy draws n clean windows.
func (p pool) healthy(n int, rng *rand.Rand) []labelled {
	out := make([]labelled, n)
	for i := range out {
		w := p.any(rng)
		out[i] = labelled{w: w, faulty: make([]bool, w.C), kind: -1}
		if rng.Float64() < goneShare {
			out[i].mask = make([]bool, w.C)
			out[i].mask[rng.IntN(w.C)] = true
		}
	}
	return out
}

func without(a, b []bool) []bool {
	out := make([]bool, len(a))
	for i := range out {
		out[i] = a[i] && !b[i]
	}
	return out
}

// newBank runs the damaged and the clean windows through the network.
func (n *network) newBank(ctx context.Context, spec inference.Spec, opt Options, damaged, clean []labelled) (*bank, error) {
	c := n.ridge.C
	b := &bank{c: c, f: len(n.featureNames()), damaged: len(damaged)}
	var ws []sensor.Window
	var masks [][]bool
	for _, l := range append(damaged[:len(damaged):len(damaged)], clean...) {
		ws, masks = append(ws, l.w), append(masks, l.mask)
		b.faulty, b.kind = append(b.faulty, l.faulty...), append(b.kind, l.kind)
	}
	b.x = make([]float32, len(ws)*c*b.f)
	err := n.stream(ctx, spec, features, opt, ws, masks, func(i int, o *inference.Output) {
		row := b.x[i*c*b.f:]
		for f := range b.f {
			for ch := range c {
				row[ch*b.f+f] = float32(o.Evidence[f*c+ch])
			}
		}
	})
	return b, err
}
