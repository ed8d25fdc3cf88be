package nn

import "math"

// Tanh is tanh x.
func (t *Tape) Tanh(x *Value) *Value {
	y := t.value(x.Shape...)
	for i, v := range x.X {
		y.X[i] = float32(math.Tanh(float64(v)))
	}
	t.record(y, x.wants, func() {
		dx := t.gradient(x)
		for i, g := range y.G {
			dx[i] += g * (1 - y.X[i]*y.X[i])
		}
	})
	return y
}
