package nn

// Flatten makes dense features of series: [C,B,T] → [C·T, B].
func (t *Tape) Flatten(x *Value) *Value {
	mustBe(len(x.Shape) == 3, "flatten", x.Shape)
	c, b, n := x.Shape[0], x.Shape[1], x.Shape[2]
	y := t.value(c*n, b) // [C·T, B]
	clear(y.X)
	addSwapped(y.X, x.X, c, b, n)
	t.record(y, x.wants, func() { addSwapped(t.gradient(x), y.G, c, n, b) })
	return y
}

// Unflatten is the way back, to c channels: [C·T, B] → [C,B,T].
func (t *Tape) Unflatten(x *Value, c int) *Value {
	mustBe(len(x.Shape) == 2 && c > 0 && x.Shape[0]%c == 0, "unflatten", x.Shape, []int{c})
	n, b := x.Shape[0]/c, x.Shape[1]
	y := t.value(c, b, n) // [C,B,T]
	clear(y.X)
	addSwapped(y.X, x.X, c, n, b)
	t.record(y, x.wants, func() { addSwapped(t.gradient(x), y.G, c, b, n) })
	return y
}

// addSwapped adds x [C,M,N] to y [C,N,M], the last two axes swapped.
func addSwapped(y, x []float32, c, m, n int) {
	for ; c > 0; c-- {
		for i := range m {
			for j, v := range x[i*n : (i+1)*n] {
				y[j*m+i] += v
			}
		}
		x, y = x[m*n:], y[m*n:]
	}
}
