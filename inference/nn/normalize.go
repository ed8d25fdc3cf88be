package nn

import "math"

// Normalize scales every column of x [D,N] to length 1; a column shorter
// than 1e-12 is divided by that.
func (t *Tape) Normalize(x *Value) *Value {
	mustBe(len(x.Shape) == 2, "normalize", x.Shape)
	n := x.Shape[1]
	y, length := t.value(x.Shape...), t.memory.alloc(n)
	for j := range n {
		length[j] = float32(math.Max(math.Sqrt(columnDot(x.X[j:], x.X[j:], n)), 1e-12))
		for i := j; i < len(x.X); i += n {
			y.X[i] = x.X[i] / length[j]
		}
	}
	t.record(y, x.wants, func() { normalizeBackward(t.gradient(x), y, length) })
	return y
}

// normalizeBackward: dx = (g − y·(y·g)) / ‖x‖.
func normalizeBackward(dx []float32, y *Value, length []float32) {
	n := len(length)
	for j := range n {
		along := float32(columnDot(y.X[j:], y.G[j:], n))
		for i := j; i < len(dx); i += n {
			dx[i] += (y.G[i] - y.X[i]*along) / length[j]
		}
	}
}

// columnDot is the inner product of two columns with stride n.
func columnDot(x, y []float32, n int) float64 {
	s := 0.0
	for i := 0; i < len(x); i += n {
		s += float64(x[i]) * float64(y[i])
	}
	return s
}
