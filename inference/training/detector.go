package training

import (
	"math/rand/v2"

	"rigscope/inference/nn"
)

// detector turns the features of a channel into a logit, a kind of fault and
// an embedding. All channels share it but for a bias each in the first
// layer, which says what is usual for that channel.
type detector struct {
	first   dense     // [H, F]
	own     *nn.Param // [H, C] the channels' biases
	second  dense     // [64, H]
	logit   dense     // [1, 64]
	kind    dense     // [kinds, 64]
	embed   dense     // [16, 64]; only training needs it
	channel int
	between Activation // of the first three layers
}

// Widths of the detector's second layer and of the embedding.
const narrow, embedding = 64, 16

func newDetector(features, channels, hidden, kinds int, between Activation, rng *rand.Rand) *detector {
	return &detector{
		first:   newDense("detector.0", features, hidden, rng),
		own:     nn.NewParam("detector.channel", hidden, channels),
		second:  newDense("detector.1", hidden, narrow, rng),
		logit:   newDense("detector.logit", narrow, 1, rng),
		kind:    newDense("detector.kind", narrow, kinds, rng),
		embed:   newDense("detector.embed", narrow, embedding, rng),
		channel: channels,
		between: between,
	}
}

func (d *detector) params() []*nn.Param {
	ps := []*nn.Param{d.own}
	for _, l := range []dense{d.first, d.second, d.logit, d.kind, d.embed} {
		ps = append(ps, l.w, l.b)
	}
	return ps
}

// opinion is what the detector says of N channels.
type opinion struct {
	logit *nn.Value // [1,N]
	kind  *nn.Value // [kinds,N]
	embed *nn.Value // [16,N], columns of length 1
}

// judge is features [F,N] of channels channel[i] → opinions.
func (d *detector) judge(t *nn.Tape, f *nn.Value, channel []int) opinion {
	one := make([]float32, d.channel*len(channel))
	for i, c := range channel {
		one[c*len(channel)+i] = 1
	}
	h := t.Dense(f, d.first.w, d.first.b)
	h = t.Add(h, t.Dense(t.Input([]int{d.channel, len(channel)}, one), d.own, zeros(d.own.Shape[0])))
	h = d.between.on(t, h)
	h = d.between.on(t, t.Dense(h, d.second.w, d.second.b))
	return opinion{
		logit: t.Dense(h, d.logit.w, d.logit.b),
		kind:  t.Dense(h, d.kind.w, d.kind.b),
		embed: t.Normalize(t.Dense(h, d.embed.w, d.embed.b)),
	}
}

// zeros is a bias that never learns.
func zeros(n int) *nn.Param {
	p := nn.NewParam("zero", n)
	p.Frozen = true
	return p
}
