package nn

import "slices"

// Add is x + y, element by element; the shapes are equal.
func (t *Tape) Add(x, y *Value) *Value {
	mustBe(slices.Equal(x.Shape, y.Shape), "add", x.Shape, y.Shape)
	z := t.value(x.Shape...)
	for i, v := range x.X {
		z.X[i] = v + y.X[i]
	}
	t.record(z, x.wants || y.wants, func() {
		t.give(x, 1, z.G)
		t.give(y, 1, z.G)
	})
	return z
}
