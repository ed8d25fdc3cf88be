package nn

import "math"

// SoftmaxCrossEntropy is the mean of -ln softmax(x)[class] over the columns
// of x [K,B] that have a class: [1]. A negative class means none; without
// any class the loss is 0. The classes [B] must not change before Backward.
func (t *Tape) SoftmaxCrossEntropy(x *Value, class []int) *Value {
	mustBe(len(x.Shape) == 2 && len(class) == x.Shape[1], "softmaxcrossentropy", x.Shape, []int{len(class)})
	n := len(class)
	y, p := t.value(1), t.memory.alloc(len(x.X)) // [1], [K,B]
	var loss float64
	labelled := 0
	for b, c := range class {
		mustBe(c < x.Shape[0], "softmaxcrossentropy: class", x.Shape, []int{c})
		logSum := softmaxColumn(p[b:], x.X[b:], n)
		if c >= 0 {
			loss += logSum - float64(x.X[c*n+b])
			labelled++
		}
	}
	y.X[0] = float32(loss / float64(max(labelled, 1)))
	t.record(y, x.wants, func() { t.softmaxBackward(x, y, p, class, labelled) })
	return y
}

func (t *Tape) softmaxBackward(x, y *Value, p []float32, class []int, labelled int) {
	dx, n := t.gradient(x), len(class)
	for b, c := range class {
		if c < 0 {
			continue
		}
		k := y.G[0] / float32(labelled)
		for i := b; i < len(p); i += n {
			dx[i] += k * p[i]
		}
		dx[c*n+b] -= k
	}
}

// softmaxColumn fills p with softmax(x), both with stride n, and returns
// ln Σeˣ.
func softmaxColumn(p, x []float32, n int) float64 {
	top, s := math.Inf(-1), 0.0
	for i := 0; i < len(x); i += n {
		top = max(top, float64(x[i]))
	}
	for i := 0; i < len(x); i += n {
		s += math.Exp(float64(x[i]) - top)
	}
	for i := 0; i < len(x); i += n {
		p[i] = float32(math.Exp(float64(x[i])-top) / s)
	}
	return top + math.Log(s)
}
