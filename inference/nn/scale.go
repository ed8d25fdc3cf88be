package nn

// Scale is k·x.
func (t *Tape) Scale(x *Value, k float32) *Value {
	y := t.value(x.Shape...)
	for i, v := range x.X {
		y.X[i] = k * v
	}
	t.record(y, x.wants, func() { t.give(x, k, y.G) })
	return y
}
