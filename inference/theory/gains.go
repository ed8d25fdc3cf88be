package theory

import (
	"math"
	"slices"
)

// Gains of a corrector K: how much of a difference between two latents is
// left after it. NaN where nothing was measured.
type Gains struct {
	Fault Number `json:"fault"` // g⊥, largest over pairs (clean, same window with a fault): ideal 0
	Clean Number `json:"clean"` // g∥, median over pairs of clean windows: ideal 1
	Error Number `json:"error"` // ε, largest ‖K(z)-z‖ over clean windows
}

// MeasureGains runs k on latents z. faulty[i] is clean[i] with a fault; pairs
// that do not differ are left out.
func MeasureGains(k Func, clean, faulty [][]float64) Gains {
	mustBe(len(clean) == len(faulty), "gains", len(clean), len(faulty))
	var fault, along, errs []float64
	for i, z := range clean {
		fault = append(fault, Slope(k, len(z), z, faulty[i]))
		errs = append(errs, offset(k, z))
		if i > 0 {
			along = append(along, Slope(k, len(z), z, clean[i-1]))
		}
	}
	return Gains{Number(quantile(fault, 1)), Number(quantile(along, .5)), Number(quantile(errs, 1))}
}

// offset is ‖K(z)-z‖.
func offset(k Func, z []float64) float64 {
	y := make([]float64, len(z))
	k(y, z)
	for i, v := range z {
		y[i] -= v
	}
	return norm(y)
}

// quantile of the numbers that are not NaN; NaN if there are none.
func quantile(x []float64, q float64) float64 {
	x = slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	return x[int(q*float64(len(x)-1))]
}
