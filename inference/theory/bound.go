package theory

import "math"

// Bound encloses a Lipschitz constant. The zero value is that of a constant
// function.
type Bound struct {
	Lower float64 // some input reaches it
	Upper float64 // no input exceeds it
}

// rounding is added to every certified norm, relative. It is far above what
// float64 loses in the products and decompositions here, dimension·2⁻⁵².
const rounding = 1e-9

// exact is the bound of a norm known up to rounding.
func exact(norm float64) Bound { return Bound{norm, norm * (1 + rounding)} }

// Compose bounds f∘g∘…: L ≤ Π L_ℓ. Nothing is known from below.
func Compose(bs ...Bound) Bound {
	upper := 1.0
	for _, b := range bs {
		upper *= b.Upper
	}
	return Bound{0, upper}
}

// Concat bounds separate networks on separate inputs whose outputs stand side
// by side: the largest of them, exactly.
func Concat(bs ...Bound) Bound {
	var m Bound
	for _, b := range bs {
		m.Lower, m.Upper = math.Max(m.Lower, b.Lower), math.Max(m.Upper, b.Upper)
	}
	return m
}

// Sum bounds the sum of separate networks on separate inputs: √Σ L_m², by
// Cauchy and Schwarz. From below it is at least each of them.
func Sum(bs ...Bound) Bound {
	m, sum := Concat(bs...), 0.0
	for _, b := range bs {
		sum += b.Upper * b.Upper
	}
	return Bound{m.Lower, math.Sqrt(sum)}
}

// Mean bounds the mean of M separate networks: a fault in one of them is
// diluted by 1/M.
func Mean(bs ...Bound) Bound {
	s, m := Sum(bs...), float64(max(len(bs), 1))
	return Bound{s.Lower / m, s.Upper / m}
}
