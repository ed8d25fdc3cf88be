package nn

// ClampMax is min(x, m), element by element; no gradient passes above m.
func (t *Tape) ClampMax(x *Value, m float32) *Value {
	y := t.value(x.Shape...)
	for i, v := range x.X {
		y.X[i] = min(v, m)
	}
	t.record(y, x.wants, func() {
		dx := t.gradient(x)
		for i, g := range y.G {
			if x.X[i] <= m {
				dx[i] += g
			}
		}
	})
	return y
}
