package nn

// Columns picks columns of x [F,N], any of them any number of times:
// [F, len(pick)]. pick must not change before Backward.
func (t *Tape) Columns(x *Value, pick []int) *Value {
	mustBe(len(x.Shape) == 2, "columns", x.Shape, []int{len(pick)})
	f, n, m := x.Shape[0], x.Shape[1], len(pick)
	for _, j := range pick {
		mustBe(0 <= j && j < n, "columns: pick", x.Shape, []int{j})
	}
	y := t.value(f, m) // [F, M]
	for i := range f {
		from, to := x.X[i*n:(i+1)*n], y.X[i*m:(i+1)*m]
		for k, j := range pick {
			to[k] = from[j]
		}
	}
	t.record(y, x.wants, func() { columnsBackward(t.gradient(x), y.G, pick, n) })
	return y
}

func columnsBackward(dx, g []float32, pick []int, n int) {
	m := len(pick)
	for i := 0; len(g) > 0; i, g = i+1, g[m:] {
		row := dx[i*n : (i+1)*n]
		for k, j := range pick {
			row[j] += g[k]
		}
	}
}
