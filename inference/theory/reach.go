package theory

// Reach is how many neighbouring positions a disturbance of r neighbouring
// positions can touch after the layer, in windows of t samples:
// R_ℓ = ⌈(R_{ℓ-1}+K-1)/stride⌉ for a convolution, (R_{ℓ-1}-1)·stride+K for a
// transposed one, all for a dense one. A circle counts as all, too: what
// comes round its end is in two places to the next layer.
func (l Layer) Reach(r, t int) int {
	l.check()
	all := l.places(t)
	switch {
	case r == 0:
		return 0
	case l.Op == Dense:
		return l.Out()
	case l.Op == ConvTranspose:
		return min((r-1)*l.Stride+l.Shape[2], all)
	case l.Mode == Circular:
		return all
	case l.Mode == Edge:
		r += 2 * l.Pad // a replicated end looks like so many positions more
	}
	return min((r+l.Shape[2]-1+l.Stride-1)/l.Stride, all)
}

// positions a signal has and how many of them are not 0: features after a
// dense layer, elsewhere samples, which count if any channel is not 0.
func (s Signal) positions(features bool) (touched, of int) {
	if features {
		return count(s.C, func(c int) bool { return s.X[c] != 0 }), s.C
	}
	return count(s.T, func(t int) bool {
		return count(s.C, func(c int) bool { return s.X[c*s.T+t] != 0 }) > 0
	}), s.T
}

func count(n int, is func(int) bool) int {
	m := 0
	for i := range n {
		if is(i) {
			m++
		}
	}
	return m
}
