package nn

// Dense is w [Out,In] · x [In,B] + b [Out]: [Out, B].
func (t *Tape) Dense(x *Value, w, b *Param) *Value {
	mustBe(len(x.Shape) == 2 && len(w.Shape) == 2 && x.Shape[0] == w.Shape[1] && len(b.W) == w.Shape[0],
		"dense", x.Shape, w.Shape, b.Shape)
	out, in, n := w.Shape[0], w.Shape[1], x.Shape[1]
	y := t.value(out, n) // [Out, B]
	fillRows(y.X, b.W)
	t.matmul(y.X, mat(out, in, w.W), mat(in, n, x.X), 1)
	t.record(y, x.wants || !w.Frozen || !b.Frozen, func() { t.denseBackward(x, y, w, b) })
	return y
}

func (t *Tape) denseBackward(x, y *Value, w, b *Param) {
	out, in, n := w.Shape[0], w.Shape[1], x.Shape[1]
	dy := mat(out, n, y.G)
	if !b.Frozen {
		addRowSums(t.Grads(b), y.G)
	}
	if !w.Frozen {
		t.matmul(t.Grads(w), dy, mat(in, n, x.X).T(), 1) // [Out, In]
	}
	if x.wants {
		t.matmul(t.gradient(x), mat(out, in, w.W).T(), dy, 1) // [In, B]
	}
}
