package nn

import "math"

// Triplet is the mean of max(0, ‖a−p‖² − ‖a−n‖² + margin) over triplets of
// columns of h [D,N] (Schroff, Kalenichenko, Philbin 2015, eq. 2), each an
// anchor a, one p of its class and one n of another: [1]. triplets must not
// change before Backward; without any the loss is 0.
func (t *Tape) Triplet(h *Value, triplets [][3]int, margin float32) *Value {
	mustBe(len(h.Shape) == 2, "triplet", h.Shape)
	loss := 0.0
	var active [][3]int
	for _, k := range triplets {
		if l := tripletLoss(h, k) + float64(margin); l > 0 {
			loss, active = loss+l, append(active, k)
		}
	}
	y := t.value(1)
	y.X[0] = float32(loss / math.Max(float64(len(triplets)), 1))
	t.record(y, h.wants, func() { t.tripletBackward(h, active, 2*y.G[0]/float32(max(len(triplets), 1))) })
	return y
}

func tripletLoss(h *Value, k [3]int) float64 {
	s, n := 0.0, h.Shape[1]
	for i := 0; i < len(h.X); i += n {
		a, p, q := float64(h.X[i+k[0]]), float64(h.X[i+k[1]]), float64(h.X[i+k[2]])
		s += (a-p)*(a-p) - (a-q)*(a-q)
	}
	return s
}

func (t *Tape) tripletBackward(h *Value, active [][3]int, g float32) {
	dx, n := t.gradient(h), h.Shape[1]
	for _, k := range active {
		for i := 0; i < len(h.X); i += n {
			a, p, q := h.X[i+k[0]], h.X[i+k[1]], h.X[i+k[2]]
			dx[i+k[0]] += g * (q - p)
			dx[i+k[1]] -= g * (a - p)
			dx[i+k[2]] += g * (a - q)
		}
	}
}
