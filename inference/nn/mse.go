package nn

// MSE is the mean of (x-target)², added in float64: [1]. The target has x's
// layout and must not change before Backward.
func (t *Tape) MSE(x *Value, target []float32) *Value {
	mustBe(len(target) == len(x.X), "mse", x.Shape, []int{len(target)})
	var s float64
	for i, v := range x.X {
		d := float64(v - target[i])
		s += d * d
	}
	y := t.value(1) // [1]
	y.X[0] = float32(s / float64(len(x.X)))
	t.record(y, x.wants, func() {
		dx, k := t.gradient(x), 2*y.G[0]/float32(len(x.X))
		for i, v := range x.X {
			dx[i] += k * (v - target[i])
		}
	})
	return y
}
