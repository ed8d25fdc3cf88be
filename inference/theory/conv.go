package theory

import "math"

// ConvNorm bounds the norm of a convolution: Lower is its largest gain on a
// grid of frequencies, which sines come arbitrarily near in long windows; no
// window of any length with zeros around it, and no circular one, exceeds
// Upper. A transposed convolution, the adjoint, has the same.
func ConvNorm(k Kernel, stride int) Bound {
	s := newSymbol(k, stride)
	n := max(gridSize, perTap*s.taps())
	norm := s.onGrid(n)
	return Bound{norm, norm * gridFactor(s.taps(), n) * (1 + rounding)}
}

// CircularNorm is the exact norm on circular windows of n outputs, which are
// n·stride inputs: the largest singular value over the n frequencies 2πj/n
// (Sedghi, Gupta, Long 2019; polyphase for a stride).
func CircularNorm(k Kernel, stride, n int) Bound {
	return exact(newSymbol(k, stride).onGrid(n))
}

// The grid has at least so many frequencies; the certificate is then within
// 0.1 % of the grid.
const gridSize, perTap = 128, 36

// onGrid is the largest gain over 2πj/n. Real kernels have the same gain at
// ω and -ω, so half of them are enough.
func (s *symbol) onGrid(n int) float64 {
	if !finite(s.k.W) {
		return math.NaN()
	}
	m := 0.0
	for j := range n/2 + 1 {
		m = max(m, s.norm(2*math.Pi*float64(j)/float64(n)))
	}
	return m
}

// gridFactor bounds the supremum over all frequencies by the maximum over n
// equidistant ones: 1/cos(πd/n) for a trigonometric polynomial of degree
// d = (taps-1)/2 < n/2 (Ehlich and Zeller 1964). It is never more than the
// factor 1/(1-2d/n) of Araujo et al. (2021), as cos is concave.
func gridFactor(taps, n int) float64 {
	mustBe(taps <= n, "grid", taps, n)
	return 1 / math.Cos(math.Pi*float64(taps-1)/2/float64(n))
}

// EdgeNorm is the norm of a convolution, stride 1, over windows of t samples
// whose ends are replicated pad times, from its singular values. Replicated
// samples count more than once, so it may exceed ConvNorm.
func EdgeNorm(k Kernel, pad, t int) Bound {
	m, rows, cols := Unroll(k, 1, pad, Edge, t)
	return exact(singular(m, rows, cols)[0])
}

// edgeFactor is the norm of replicating both ends of a window, of two
// samples or more, pad times: an end then counts 1+pad times.
func edgeFactor(pad int) float64 { return math.Sqrt(1 + float64(pad)) }
