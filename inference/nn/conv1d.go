package nn

// Conv1d slides w [Out,In,K] over x [In,B,T], zero-padded by pad on both
// sides, and adds b [Out]: [Out, B, (T+2·pad-K)/stride+1].
func (t *Tape) Conv1d(x *Value, w, b *Param, stride, pad int) *Value {
	g := conv1dTaps(x, w, b, stride, pad)
	out, n := w.Shape[0], g.cols()
	cols := t.memory.alloc(g.rows() * n)
	g.unfold(cols, x.X)             // [In,B,T] → [In·K, B·T']
	y := t.value(out, g.B, g.Short) // [Out, B, T']
	fillRows(y.X, b.W)
	t.matmul(y.X, mat(out, g.rows(), w.W), mat(g.rows(), n, cols), 1)
	t.record(y, x.wants || !w.Frozen || !b.Frozen, func() { t.conv1dBackward(g, x, y, w, b, cols) })
	return y
}

func (t *Tape) conv1dBackward(g taps, x, y *Value, w, b *Param, cols []float32) {
	out, n := w.Shape[0], g.cols()
	dy := mat(out, n, y.G) // [Out, B·T']
	if !b.Frozen {
		addRowSums(t.Grads(b), y.G)
	}
	if !w.Frozen {
		t.matmul(t.Grads(w), dy, mat(g.rows(), n, cols).T(), 1) // [Out, In·K]
	}
	if x.wants {
		d := t.temporary(len(cols))
		t.matmul(d, mat(out, g.rows(), w.W).T(), dy, 0) // [In·K, B·T']
		g.fold(t.gradient(x), d)                        // → [In,B,T]
	}
}

func conv1dTaps(x *Value, w, b *Param, stride, pad int) taps {
	mustBe(len(x.Shape) == 3 && len(w.Shape) == 3 && x.Shape[0] == w.Shape[1] &&
		len(b.W) == w.Shape[0] && stride > 0 && pad >= 0 && x.Shape[2]+2*pad >= w.Shape[2],
		"conv1d", x.Shape, w.Shape, b.Shape)
	k := w.Shape[2]
	short := (x.Shape[2]+2*pad-k)/stride + 1
	return taps{C: x.Shape[0], B: x.Shape[1], Long: x.Shape[2], Short: short, K: k, Stride: stride, Pad: pad}
}
