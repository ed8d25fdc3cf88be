package theory

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// Localisation says how concentrated a disturbance Δ [n] is, with
// p_i = Δ_i²/‖Δ‖². All are NaN if Δ is zero or holds a NaN.
type Localisation struct {
	Participation Number `json:"participation"` // 1/(n·Σp²): 1/n on one coordinate, 1 spread evenly
	Support       Number `json:"support"`       // e^H/n with H = -Σ p·ln p, likewise
	Top           Number `json:"top_10"`        // share of ‖Δ‖² in the largest tenth of the coordinates, rounded up
	Hoyer         Number `json:"hoyer"`         // (√n - ‖Δ‖₁/‖Δ‖₂)/(√n - 1): 1 on one coordinate, 0 spread evenly (Hoyer 2004)
}

// Localise measures Δ. Of a single coordinate Hoyer is NaN.
func Localise(delta []float64) Localisation {
	n := len(delta)
	mustBe(n > 0, "localise", n)
	p, e := shares(delta)
	if !(e > 0) {
		nan := Number(math.NaN())
		return Localisation{nan, nan, nan, nan}
	}
	root := math.Sqrt(float64(n))
	return Localisation{
		Participation: Number(1 / floats.Dot(p, p) / float64(n)),
		Support:       Number(math.Exp(entropy(p)) / float64(n)),
		Top:           Number(floats.Sum(p[:(n+9)/10])),
		Hoyer:         Number((root - floats.Norm(delta, 1)/e) / (root - 1)),
	}
}

// Places is the fewest coordinates that hold that share of ‖Δ‖²; 0 if Δ is
// zero or holds a NaN.
func Places(delta []float64, share float64) int {
	p, e := shares(delta)
	if !(e > 0) {
		return 0
	}
	sum := 0.0
	for n, v := range p {
		if sum += v; sum >= share {
			return n + 1
		}
	}
	return len(p) // rounding
}

// shares are the p_i, largest first, and ‖Δ‖.
func shares(delta []float64) (p []float64, e float64) {
	e = norm(delta)
	p = make([]float64, len(delta))
	for i, v := range delta {
		p[i] = v / e * (v / e)
	}
	slices.SortFunc(p, func(a, b float64) int {
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return p, e
}

func entropy(p []float64) float64 {
	h := 0.0
	for _, v := range p {
		if v > 0 {
			h -= v * math.Log(v)
		}
	}
	return h
}

// Salience is how far Δ stands out of clean variation: max |Δ_i|/std_i, with
// std [n] of each coordinate over clean windows. Coordinates that never move
// on clean windows are left out; NaN if Δ holds a NaN or none is left.
func Salience(delta, std []float64) float64 {
	mustBe(len(delta) == len(std), "salience", len(delta), len(std))
	m := math.NaN()
	for i, v := range delta {
		if v != v {
			return v
		}
		if r := math.Abs(v) / std[i]; std[i] > 0 && !(r <= m) {
			m = r
		}
	}
	return m
}

func norm(x []float64) float64 { return floats.Norm(x, 2) }
