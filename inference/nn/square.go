package nn

// Square is x², element by element.
func (t *Tape) Square(x *Value) *Value {
	y := t.value(x.Shape...)
	for i, v := range x.X {
		y.X[i] = v * v
	}
	t.record(y, x.wants, func() {
		dx := t.gradient(x)
		for i, g := range y.G {
			dx[i] += 2 * x.X[i] * g
		}
	})
	return y
}
