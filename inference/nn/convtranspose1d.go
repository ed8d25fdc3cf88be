package nn

// ConvTranspose1d is the adjoint of a Conv1d from Out to In channels with the
// same weights, stride and padding, plus b [Out]. It spreads x [In,B,T] with
// w [In,Out,K]: [Out, B, (T-1)·stride+K-2·pad].
func (t *Tape) ConvTranspose1d(x *Value, w, b *Param, stride, pad int) *Value {
	g := convTranspose1dTaps(x, w, b, stride, pad)
	in, n := w.Shape[0], g.cols()
	d := t.temporary(g.rows() * n)
	t.matmul(d, mat(in, g.rows(), w.W).T(), mat(in, n, x.X), 0) // [Out·K, B·T]
	y := t.value(g.C, g.B, g.Long)                              // [Out, B, T']
	fillRows(y.X, b.W)
	g.fold(y.X, d) // [Out·K, B·T] → [Out,B,T']
	t.record(y, x.wants || !w.Frozen || !b.Frozen, func() { t.convTranspose1dBackward(g, x, y, w, b) })
	return y
}

func (t *Tape) convTranspose1dBackward(g taps, x, y *Value, w, b *Param) {
	in, n := w.Shape[0], g.cols()
	if !b.Frozen {
		addRowSums(t.Grads(b), y.G)
	}
	cols := t.temporary(g.rows() * n)
	g.unfold(cols, y.G) // [Out,B,T'] → [Out·K, B·T]
	dy := mat(g.rows(), n, cols)
	if !w.Frozen {
		t.matmul(t.Grads(w), mat(in, n, x.X), dy.T(), 1) // [In, Out·K]
	}
	if x.wants {
		t.matmul(t.gradient(x), mat(in, g.rows(), w.W), dy, 1) // [In, B·T]
	}
}

func convTranspose1dTaps(x *Value, w, b *Param, stride, pad int) taps {
	mustBe(len(x.Shape) == 3 && len(w.Shape) == 3 && x.Shape[0] == w.Shape[0] &&
		len(b.W) == w.Shape[1] && stride > 0 && pad >= 0 && (x.Shape[2]-1)*stride+w.Shape[2] > 2*pad,
		"convtranspose1d", x.Shape, w.Shape, b.Shape)
	k := w.Shape[2]
	long := (x.Shape[2]-1)*stride + k - 2*pad
	return taps{C: w.Shape[1], B: x.Shape[1], Long: long, Short: x.Shape[2], K: k, Stride: stride, Pad: pad}
}
