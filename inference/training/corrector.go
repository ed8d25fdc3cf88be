package training

import (
	"rigscope/inference/nn"
)

// corrector computes every candidate for a batch: each channel left out
// (rows 0..C-1), the true mask (C), each modality left out (C+1..). It is
// the training side of what the graph does without the true mask.
type corrector struct {
	net    *network
	b, c   int
	size   int // of a modality's latent: D·T/8
	t      int
	latent []*nn.Value // [M] of [size, (k+3)·b]: base, each channel left out, masked, modality left out
	delta  *nn.Value   // [M·size, (C+1+M)·b] corrections
}

// Columns of latent[m], each b wide.
func (k *corrector) base(int) int       { return 0 }
func (k *corrector) variant(i int) int  { return 1 + i }
func (k *corrector) masked(m int) int   { return 1 + k.width(m) }
func (k *corrector) leftOut(m int) int  { return 2 + k.width(m) }
func (k *corrector) width(m int) int    { return k.net.nets[m].To - k.net.nets[m].From }
func (k *corrector) candidates() int    { return k.c + 1 + len(k.net.nets) }
func (k *corrector) block(at int) []int { return k.blocks(at) }
func (k *corrector) blocks(at ...int) []int {
	var cols []int
	for _, a := range at {
		for i := range k.b {
			cols = append(cols, a*k.b+i)
		}
	}
	return cols
}

// input is a batch for the corrector, [C,B,T] and [C,B], scaled.
type input struct {
	x    []float32 // as measured
	mask []float32 // 1: not to be believed
}

// correct encodes and corrects a batch. The tape records what leads to
// parameters that learn.
func (n *network) correct(t *nn.Tape, in input, b, T int) *corrector {
	k := &corrector{net: n, b: b, c: n.ridge.C, t: T, size: n.latent * T / 8}
	s := n.sensors
	others, groups := s.others.predict(t, in.x, k.c, T), s.groups.predict(t, in.x, k.c, T)
	hidden := in.x
	if !n.literal {
		hidden = s.hide(t, in.x, in.mask, T)
	}
	for m, a := range n.nets {
		x := k.variants(m, in.x, others, hidden, groups)
		z := a.encode(t, t.Input([]int{k.width(m), (k.width(m) + 3) * b, T}, x))
		k.latent = append(k.latent, t.Flatten(z)) // [size, (k+3)·b]
	}
	k.delta = n.block.forward(t, k.features(t, in.mask))
	return k
}

// variants lines up the inputs of modality m's encoder, [k, (k+3)·b, T].
func (k *corrector) variants(m int, x, others, hidden, groups []float32) []float32 {
	a, w, row := k.net.nets[m], k.width(m), k.b*k.t
	out := make([]float32, 0, w*(w+3)*row)
	for c := a.From; c < a.To; c++ {
		at := func(v []float32) []float32 { return v[c*row : (c+1)*row] }
		out = append(out, at(x)...)
		for i := range w {
			if a.From+i == c && !k.net.literal {
				out = append(out, at(others)...)
			} else {
				out = append(out, at(x)...)
			}
		}
		out = append(append(out, at(hidden)...), at(groups)...)
	}
	return out
}

// features are the inputs of the compute block, [M·size+C, (C+1+M)·b].
func (k *corrector) features(t *nn.Tape, mask []float32) *nn.Value {
	rows := make([]*nn.Value, len(k.latent), len(k.latent)+1)
	for m := range k.latent {
		rows[m] = t.Columns(k.latent[m], k.pick(m))
	}
	n := k.candidates() * k.b
	return t.Concat(append(rows, t.Input([]int{k.c, n}, k.masks(mask)))...)
}

// pick is which of modality m's latents every candidate sees.
func (k *corrector) pick(m int) []int {
	var at []int
	for c := range k.c {
		if a := k.net.nets[m]; a.From <= c && c < a.To {
			at = append(at, k.variant(c-a.From))
		} else {
			at = append(at, k.base(m))
		}
	}
	at = append(at, k.masked(m))
	for other := range k.latent {
		if other == m {
			at = append(at, k.leftOut(m))
		} else {
			at = append(at, k.base(m))
		}
	}
	return k.blocks(at...)
}

// masks are the mask rows of the block's input, [C, (C+1+M)·b]: what each
// candidate must not believe. The literal corrector is told nothing.
func (k *corrector) masks(mask []float32) []float32 {
	n := k.candidates() * k.b
	out := make([]float32, k.c*n)
	if k.net.literal {
		return out
	}
	set := func(c, candidate int, v func(i int) float32) {
		for i := range k.b {
			out[c*n+candidate*k.b+i] = v(i)
		}
	}
	one := func(int) float32 { return 1 }
	for c := range k.c {
		set(c, c, one)
		set(c, k.c, func(i int) float32 { return mask[c*k.b+i] })
	}
	for m, a := range k.net.nets {
		for c := a.From; c < a.To; c++ {
			set(c, k.c+1+m, one)
		}
	}
	return out
}

// corrected is modality m's latent [size, len(own)·b] for some of its own
// columns and the candidates that corrected them.
func (k *corrector) corrected(t *nn.Tape, m int, own, candidates []int) *nn.Value {
	z := t.Columns(k.latent[m], k.blocks(own...))
	dz := t.Columns(t.Slice(k.delta, m*k.size, (m+1)*k.size), k.blocks(candidates...))
	return t.Add(z, dz)
}
