package nn

import "math"

// Adam is Kingma & Ba 2015, algorithm 1, with β = (0.9, 0.999), ε = 1e-8.
// Its step does not depend on the scale of a parameter's gradient, so a
// factor on the gradient does nothing: give groups of parameters an Adam and
// a rate of their own.
type Adam struct {
	Decay float64 // L2 penalty, added to the gradient

	params []*Param
	m, v   [][]float32
	step   int
}

const beta1, beta2, epsilon = 0.9, 0.999, 1e-8

// NewAdam makes one for ps, which it remembers.
func NewAdam(ps []*Param) *Adam {
	a := &Adam{params: ps}
	for _, p := range ps {
		a.m, a.v = append(a.m, make([]float32, len(p.W))), append(a.v, make([]float32, len(p.W)))
	}
	return a
}

// Params are the ones it moves.
func (a *Adam) Params() []*Param { return a.params }

// Update moves every parameter against its gradient and clears the gradient.
func (a *Adam) Update(rate float64) {
	a.step++
	size := float32(rate * math.Sqrt(1-math.Pow(beta2, float64(a.step))) / (1 - math.Pow(beta1, float64(a.step))))
	eps := float32(epsilon * math.Sqrt(1-math.Pow(beta2, float64(a.step))))
	for i, p := range a.params {
		m, v := a.m[i], a.v[i]
		for j, g := range p.G {
			g += float32(a.Decay) * p.W[j]
			m[j] += (1 - beta1) * (g - m[j])
			v[j] += (1 - beta2) * (g*g - v[j])
			p.W[j] -= size * m[j] / (float32(math.Sqrt(float64(v[j]))) + eps)
		}
		clear(p.G)
	}
}

// Cosine falls from rate to 0 over of steps.
func Cosine(rate float64, step, of int) float64 {
	return rate / 2 * (1 + math.Cos(math.Pi*float64(step)/float64(of)))
}
