package nn

import "math"

// SiLU is x·σ(x), σ being the logistic function (Hendrycks & Gimpel 2016,
// Elfwing et al. 2018).
func (t *Tape) SiLU(x *Value) *Value {
	y, sigma := t.value(x.Shape...), t.memory.alloc(len(x.X))
	for i, v := range x.X {
		sigma[i] = float32(1 / (1 + math.Exp(-float64(v))))
		y.X[i] = v * sigma[i]
	}
	t.record(y, x.wants, func() {
		dx := t.gradient(x)
		for i, g := range y.G {
			dx[i] += g * (sigma[i] + y.X[i]*(1-sigma[i])) // σ′ = σ(1−σ)
		}
	})
	return y
}
