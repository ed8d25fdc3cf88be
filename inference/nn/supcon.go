package nn

import "math"

// SupCon is the supervised contrastive loss of Khosla et al. 2020, eq. 2,
// for embeddings h [D,N] whose columns have length 1: columns of one class
// are drawn together, others pushed apart, with temperature tau. A column
// alone in its class counts 0: [1]. class must not change before Backward.
func (t *Tape) SupCon(h *Value, class []int, tau float32) *Value {
	mustBe(len(h.Shape) == 2 && len(class) == h.Shape[1], "supcon", h.Shape, []int{len(class)})
	d, n := h.Shape[0], h.Shape[1]
	s := t.memory.alloc(n * n) // [N,N] similarities, then their gradient
	t.matmul(s, mat(d, n, h.X).T(), mat(d, n, h.X), 0)
	loss := 0.0
	for i := range n {
		loss += supconRow(s[i*n:(i+1)*n], i, class, tau)
	}
	y := t.value(1)
	y.X[0] = float32(loss / float64(n))
	t.record(y, h.wants, func() { t.supconBackward(h, y, s, tau) })
	return y
}

// supconRow turns the similarities of column i into the gradient of its loss
// with respect to them over τ, and gives the loss.
func supconRow(s []float32, i int, class []int, tau float32) float64 {
	top, sum, friends, near := math.Inf(-1), 0.0, 0.0, 0.0
	for j := range s {
		if s[j] /= tau; j != i {
			top = math.Max(top, float64(s[j]))
		}
	}
	for j, v := range s {
		if j == i {
			continue
		}
		sum += math.Exp(float64(v) - top)
		if class[j] == class[i] {
			friends, near = friends+1, near+float64(v)
		}
	}
	log := top + math.Log(sum)
	for j, v := range s {
		switch {
		case j == i || friends == 0:
			s[j] = 0
		case class[j] == class[i]:
			s[j] = float32(math.Exp(float64(v)-log) - 1/friends)
		default:
			s[j] = float32(math.Exp(float64(v) - log))
		}
	}
	if friends == 0 {
		return 0
	}
	return log - near/friends
}

// supconBackward: dh = h·(S + Sᵀ)/(N·τ).
func (t *Tape) supconBackward(h, y *Value, s []float32, tau float32) {
	d, n := h.Shape[0], h.Shape[1]
	g := t.temporary(d * n)
	t.matmul(g, mat(d, n, h.X), mat(n, n, s), 0)
	t.matmul(g, mat(d, n, h.X), mat(n, n, s).T(), 1)
	t.give(h, y.G[0]/(float32(n)*tau), g)
}
