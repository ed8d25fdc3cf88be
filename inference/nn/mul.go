package nn

import "slices"

// Mul is x · y, element by element; the shapes are equal.
func (t *Tape) Mul(x, y *Value) *Value {
	mustBe(slices.Equal(x.Shape, y.Shape), "mul", x.Shape, y.Shape)
	z := t.value(x.Shape...)
	for i, v := range x.X {
		z.X[i] = v * y.X[i]
	}
	t.record(z, x.wants || y.wants, func() {
		t.giveProduct(x, y.X, z.G)
		t.giveProduct(y, x.X, z.G)
	})
	return z
}

// giveProduct adds a·g to the gradient of x, if x wants it.
func (t *Tape) giveProduct(x *Value, a, g []float32) {
	if !x.wants {
		return
	}
	dx := t.gradient(x)
	for i, v := range g {
		dx[i] += a[i] * v
	}
}
