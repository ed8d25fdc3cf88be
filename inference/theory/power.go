package theory

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// PowerNorm is a lower bound of the spectral norm of w [out×in] after n steps
// of power iteration u = Wv, v = Wᵀu from a random start: the norm of Wᵀu for
// a unit vector u.
func PowerNorm(w []float64, out, in, n int, rng *rand.Rand) float64 {
	mustBe(len(w) == out*in && out > 0 && in > 0, "matrix", len(w), out, in)
	a := mat.NewDense(out, in, w)
	v, u := mat.NewVecDense(in, direction(rng, in)), mat.NewVecDense(out, nil)
	norm := 0.0
	for range n {
		u.MulVec(a, v)
		normalise(u.RawVector().Data)
		v.MulVec(a.T(), u)
		norm = normalise(v.RawVector().Data)
	}
	return norm
}

// direction is a random unit vector of n numbers.
func direction(rng *rand.Rand, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = rng.NormFloat64()
	}
	normalise(v)
	return v
}

// normalise makes x a unit vector and returns its norm; 0 stays 0.
func normalise(x []float64) float64 {
	n := floats.Norm(x, 2)
	if n != 0 {
		floats.Scale(1/n, x)
	}
	return n
}
