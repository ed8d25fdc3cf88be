package theory

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// DenseNorm is the spectral norm of w [out×in] row-major, from its singular
// values.
func DenseNorm(w []float64, out, in int) Bound {
	s := singular(w, out, in)
	return exact(s[0])
}

// singular values of w [rows×cols], largest first; NaN if w is not finite.
func singular(w []float64, rows, cols int) []float64 {
	mustBe(len(w) == rows*cols && rows > 0 && cols > 0, "matrix", len(w), rows, cols)
	if !finite(w) {
		return []float64{math.NaN()}
	}
	var svd mat.SVD
	if !svd.Factorize(mat.NewDense(rows, cols, w), mat.SVDNone) {
		return []float64{math.NaN()} // it did not converge
	}
	return svd.Values(nil)
}

func finite(x []float64) bool {
	for _, v := range x {
		if v-v != 0 { // NaN for NaN and for infinities
			return false
		}
	}
	return true
}
