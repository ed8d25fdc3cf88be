package nn

import "math"

// GainHinge is the mean over windows of max(0, lo−r)² + max(0, r−hi)² with
// r_b = ‖d_b‖ / size[b], d [C,B,T] being what a layer made of a change of
// that size: it keeps the gain between lo and hi: [1]. Sizes are above 0.
func (t *Tape) GainHinge(d *Value, size []float32, lo, hi float32) *Value {
	mustBe(len(d.Shape) == 3 && len(size) == d.Shape[1], "gainhinge", d.Shape, []int{len(size)})
	loss, pull := 0.0, t.memory.alloc(len(size)) // pull: dloss/dr_b · dr_b/d‖d_b‖ / ‖d_b‖
	for b, of := range size {
		length := math.Max(math.Sqrt(windowSquare(d, b)), 1e-12)
		r := length / float64(of)
		over := math.Max(r-float64(hi), 0) - math.Max(float64(lo)-r, 0)
		loss += over * over
		pull[b] = float32(2 * over / (float64(of) * length * float64(len(size))))
	}
	y := t.value(1)
	y.X[0] = float32(loss / float64(len(size)))
	t.record(y, d.wants, func() { gainHingeBackward(t.gradient(d), d, pull, y.G[0]) })
	return y
}

// windowSquare is ‖d_b‖².
func windowSquare(d *Value, b int) float64 {
	s, n := 0.0, d.Shape[2]
	for c := range d.Shape[0] {
		for _, v := range d.X[(c*d.Shape[1]+b)*n:][:n] {
			s += float64(v) * float64(v)
		}
	}
	return s
}

func gainHingeBackward(dx []float32, d *Value, pull []float32, g float32) {
	n := d.Shape[2]
	for i, v := range d.X {
		dx[i] += g * pull[i/n%len(pull)] * v
	}
}
