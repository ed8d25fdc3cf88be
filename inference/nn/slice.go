package nn

// Slice is rows from ≤ i < to of x along axis 0, not a copy.
func (t *Tape) Slice(x *Value, from, to int) *Value {
	mustBe(0 <= from && from < to && to <= x.Shape[0], "slice", x.Shape, []int{from, to})
	row := size(x.Shape[1:])
	y := t.header(x.Shape...)
	y.Shape[0] = to - from // [to-from, …]
	y.X = x.X[from*row : to*row]
	t.record(y, x.wants, func() {
		dx := t.gradient(x)[from*row:]
		for i, g := range y.G {
			dx[i] += g
		}
	})
	return y
}
