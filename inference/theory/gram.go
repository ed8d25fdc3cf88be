package theory

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// GramNorm is an upper bound of the spectral norm of w [out×in] after n
// steps of Gram iteration (Delattre et al. 2023, algorithm 1): it squares
// G ← GᵀG and bounds σ_max(w)^(2^n) by the Frobenius norm of the last G. The
// bound is above σ_max by a factor of at most rank^(2^-(n+1)) and can be
// differentiated, which makes it one for training; DenseNorm is one to report.
func GramNorm(w []float64, out, in, n int) float64 {
	mustBe(len(w) == out*in && out > 0 && in > 0, "matrix", len(w), out, in)
	var g mat.Dense
	g.CloneFrom(mat.NewDense(out, in, w))
	// Each step divides by the Frobenius norm, so that nothing overflows; log
	// is what was divided out, as the logarithm of a factor of w.
	log, power := 0.0, 1.0
	for range n {
		f := mat.Norm(&g, 2)
		if f == 0 {
			return 0
		}
		log += math.Log(f) / power
		g.Scale(1/f, &g)
		var next mat.Dense
		next.Mul(g.T(), &g)
		g, power = next, 2*power
	}
	return math.Exp(log+math.Log(mat.Norm(&g, 2))/power) * (1 + rounding)
}
