package nn

// Reshape is x read with another shape of the same size, not a copy.
func (t *Tape) Reshape(x *Value, shape ...int) *Value {
	mustBe(size(shape) == len(x.X), "reshape", x.Shape, shape)
	y := t.header(shape...)
	y.X = x.X
	t.record(y, x.wants, func() { t.give(x, 1, y.G) })
	return y
}
