package theory

import "gonum.org/v1/gonum/floats"

// Func writes f(x) [M] to dst; x is [N]. It may overwrite all of dst and
// must not change x or keep either.
type Func func(dst, x []float64)

// Map is a function with the transpose of its Jacobian.
type Map struct {
	N, M int // numbers in and out
	F    Func
	// JT writes J(x)ᵀu [N] to dst, for u [M].
	JT func(dst, x, u []float64)
}

// slide is the step of central differences, relative to the size of a scaled
// value, 1. Networks of LeakyReLUs are linear between kinks, where any step
// is right; this one leaves float32 networks, which round at 6e-8, three to
// four digits.
const slide = 1e-3

// push writes J(x)v [M] to dst by central differences.
func push(dst []float64, f Func, x, v []float64) {
	h := slide / max(floats.Norm(v, 2), 1e-300)
	up, down := make([]float64, len(dst)), make([]float64, len(x))
	f(up, floats.AddScaledTo(make([]float64, len(x)), x, h, v))
	f(dst, floats.AddScaledTo(down, x, -h, v))
	floats.SubTo(dst, up, dst)
	floats.Scale(1/(2*h), dst)
}

// Jacobian writes J(x) [M×N] row-major to dst, column by column from central
// differences. Use it where there is no tape: it calls f 2N times.
func Jacobian(dst []float64, m int, f Func, x []float64) {
	n := len(x)
	mustBe(len(dst) == m*n, "jacobian", len(dst), m, n)
	v, column := make([]float64, n), make([]float64, m)
	for i := range n {
		v[i] = 1
		push(column, f, x, v)
		v[i] = 0
		for o, d := range column {
			dst[o*n+i] = d
		}
	}
}

// Slope is ‖f(y)-f(x)‖/‖y-x‖, a lower bound of the Lipschitz constant; m is
// the length of f's result. NaN if x = y.
func Slope(f Func, m int, x, y []float64) float64 {
	fx, fy := make([]float64, m), make([]float64, m)
	f(fx, x)
	f(fy, y)
	return floats.Distance(fy, fx, 2) / floats.Distance(y, x, 2)
}
