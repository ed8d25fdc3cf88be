package nn

import "slices"

// Concat stacks xs along axis 0; their other dimensions are equal.
func (t *Tape) Concat(xs ...*Value) *Value {
	y := t.header(xs[0].Shape...)
	y.Shape[0] = 0
	for _, x := range xs {
		mustBe(slices.Equal(x.Shape[1:], y.Shape[1:]), "concat", xs[0].Shape, x.Shape)
		y.Shape[0] += x.Shape[0]
	}
	y.X = t.memory.alloc(size(y.Shape)) // [ΣC, …]
	at := 0
	for _, x := range xs {
		at += copy(y.X[at:], x.X)
	}
	t.record(y, slices.ContainsFunc(xs, (*Value).wanted), func() { t.concatBackward(y, xs) })
	return y
}

func (t *Tape) concatBackward(y *Value, xs []*Value) {
	at := 0
	for _, x := range xs {
		t.give(x, 1, y.G[at:at+len(x.X)])
		at += len(x.X)
	}
}

func (v *Value) wanted() bool { return v.wants }
