package nn

import "math"

// BCEWithLogits is the mean binary cross entropy of σ(x) against target
// (0..1, x's layout): [1]. The positive term counts posWeight times. The
// target must not change before Backward.
func (t *Tape) BCEWithLogits(x *Value, target []float32, posWeight float32) *Value {
	mustBe(len(target) == len(x.X), "bcewithlogits", x.Shape, []int{len(target)})
	var s float64
	for i, v := range x.X {
		z, p := float64(target[i]), float64(posWeight)
		s += p*z*softplus(-float64(v)) + (1-z)*softplus(float64(v))
	}
	y := t.value(1) // [1]
	y.X[0] = float32(s / float64(len(x.X)))
	t.record(y, x.wants, func() { t.bceBackward(x, y, target, posWeight) })
	return y
}

func (t *Tape) bceBackward(x, y *Value, target []float32, posWeight float32) {
	dx, k := t.gradient(x), y.G[0]/float32(len(x.X))
	for i, v := range x.X {
		z, s := target[i], float32(1/(1+math.Exp(-float64(v))))
		dx[i] += k * ((1-z)*s - posWeight*z*(1-s))
	}
}

// softplus is ln(1+eˣ) without overflow.
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }
