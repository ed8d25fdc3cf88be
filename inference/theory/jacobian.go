package theory

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// SpectralNorm is ‖J(x)‖₂ from below, after n steps of power iteration u = Jv,
// v = Jᵀu from a random start. Jᵀu is exact. Jv is a central difference, as
// the tape cannot differentiate its own backward pass; but it only turns u,
// and ‖Jᵀu‖ ≤ ‖J‖ for every unit vector u, so that the result stays a lower
// bound, to float32's rounding in a float32 network.
func (m Map) SpectralNorm(x []float64, n int, rng *rand.Rand) float64 {
	v, u, best := direction(rng, m.N), make([]float64, m.M), 0.0
	for range n {
		push(u, m.F, x, v)
		if normalise(u) == 0 {
			break // v is in the kernel, or J is 0
		}
		m.JT(v, x, u)
		best = max(best, normalise(v))
	}
	return best
}

// FrobeniusNorm is ‖J(x)‖_F and its standard error, from n random u of ±1:
// ‖J‖_F² = E‖Jᵀu‖² (Hutchinson 1990).
func (m Map) FrobeniusNorm(x []float64, n int, rng *rand.Rand) (norm, err float64) {
	mustBe(n > 1, "samples", n)
	u, g, squares := make([]float64, m.M), make([]float64, m.N), make([]float64, n)
	for s := range squares {
		for i := range u {
			u[i] = 1 - 2*float64(rng.IntN(2))
		}
		m.JT(g, x, u)
		squares[s] = mat.Dot(mat.NewVecDense(m.N, g), mat.NewVecDense(m.N, g))
	}
	mean, std := stat.MeanStdDev(squares, nil)
	norm = math.Sqrt(mean)
	return norm, std / math.Sqrt(float64(n)) / (2 * norm) // d√s = ds/(2√s)
}

// FaultGains are the smallest and largest ‖J(x)v‖/‖v‖ over the faults v that
// the rows of probes [P×N] span, e.g. every impulse on one channel in an
// interval. With J·Q = Q'R for an orthonormal basis Q of them, they are the
// singular values of R. The probes are independent and P ≤ N; with P > M the
// smallest is 0, some fault being lost.
func FaultGains(f Func, m int, x, probes []float64) Bound {
	n := len(x)
	p := len(probes) / n
	mustBe(len(probes) == p*n && p > 0 && p <= n, "probes", len(probes), n)
	q := orthonormal(probes, p, n)
	jq := mat.NewDense(m, p, nil)
	column := make([]float64, m)
	for i := range p {
		push(column, f, x, mat.Col(nil, i, q))
		jq.SetCol(i, column)
	}
	s := singular(triangle(jq), min(m, p), p)
	if len(s) < p {
		return Bound{s[0] * 0, s[0]}
	}
	return Bound{s[p-1], s[0]}
}

// orthonormal basis [n×p] of the rows of a [p×n].
func orthonormal(a []float64, p, n int) *mat.Dense {
	var qr mat.QR
	qr.Factorize(mat.NewDense(p, n, a).T())
	var q mat.Dense
	qr.QTo(&q)
	return mat.DenseCopyOf(q.Slice(0, n, 0, p))
}

// triangle is R of a QR decomposition where a is tall, a itself where it is
// not. Its singular values are those of a.
func triangle(a *mat.Dense) []float64 {
	m, p := a.Dims()
	if m <= p {
		return a.RawMatrix().Data
	}
	var qr mat.QR
	qr.Factorize(a)
	var r mat.Dense
	qr.RTo(&r)
	return mat.DenseCopyOf(r.Slice(0, p, 0, p)).RawMatrix().Data
}
