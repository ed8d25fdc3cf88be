package nn

// Sum adds up all of x, in float64: [1].
func (t *Tape) Sum(x *Value) *Value {
	var s float64
	for _, v := range x.X {
		s += float64(v)
	}
	y := t.value(1) // [1]
	y.X[0] = float32(s)
	t.record(y, x.wants, func() {
		dx := t.gradient(x)
		for i := range dx {
			dx[i] += y.G[0]
		}
	})
	return y
}

// Mean is the mean of all of x: [1].
func (t *Tape) Mean(x *Value) *Value { return t.Scale(t.Sum(x), 1/float32(len(x.X))) }
