package training

import (
	"math"
	"math/rand/v2"

	"rigscope/inference/nn"
)

// Modulation is the layer-specific control of Lipschitz constants: encoder
// and detector are kept sensitive, the corrector is kept contracting, layer
// by layer (docs/theory.md, "Dual regularisation"). The zero value is the
// default; each part can be switched off.
type Modulation struct {
	// Floor and Roof keep the encoders' gain for local changes between them:
	// a hinge on r = ‖E(x+δ)−E(x)‖/‖δ‖. Default 1 and 3; a negative Floor
	// switches it off.
	Floor, Roof float64
	// DetectorFloor is the least spectral norm of a detector layer. Default
	// 1; negative: none.
	DetectorFloor float64
	// DetectorCeiling is the largest, for the ablation that treats all layers
	// alike. Default: none.
	DetectorCeiling float64
	// Ceiling is the largest spectral norm of each layer of the compute
	// block. Default 1.5; negative: none.
	Ceiling float64
	// Ceilings are those of single layers of the block, input first; 0 is
	// Ceiling.
	Ceilings []float64
	// Weight of the hinges on norms. Default 0.05.
	Weight float64
	// Alpha amplifies the steps of encoder and detector. It is a factor on
	// the learning rate, since Adam undoes a factor on the gradient. Default 1.
	Alpha float64
	// OnGradient makes Alpha a factor on the encoders' gradient, as the paper
	// has it, for the ablation; the detector's group stands alone, so there it
	// does nothing.
	OnGradient bool `json:",omitempty"`
	// Clip is τ, the longest gradient of the compute block. Default 1;
	// negative: any.
	Clip float64
	// Renormalise brings all gradients back to their common length before
	// modulation: g ← g·min(1, G₀/‖g‖).
	Renormalise bool
}

func (m Modulation) withDefaults() Modulation {
	def(&m.Floor, 1)
	def(&m.Roof, 3)
	def(&m.DetectorFloor, 1)
	def(&m.Ceiling, 1.5)
	def(&m.Weight, .05)
	def(&m.Alpha, 1)
	def(&m.Clip, 1)
	return m
}

// ceiling of the block's layer l.
func (m Modulation) ceiling(l int) float64 {
	if l < len(m.Ceilings) && m.Ceilings[l] != 0 {
		return m.Ceilings[l]
	}
	return m.Ceiling
}

// role is what a group of parameters must be.
type role int

const (
	sensitive   role = iota // encoder, detector: steps amplified by α
	contracting             // compute block: gradient clipped at τ
	free                    // decoder
)

// group is parameters of one role with their own optimiser.
type group struct {
	*nn.Adam
	role role
	rate float64 // learning rate at the start
}

// newGroup amplifies the rate of sensitive groups.
func (m Modulation) newGroup(r role, rate float64, ps []*nn.Param) group {
	if r == sensitive && !m.OnGradient {
		rate *= m.Alpha
	}
	return group{nn.NewAdam(ps), r, rate}
}

// modulate changes the gradients before a step: the block's is clipped, the
// encoders' amplified if α is to be there, then all are brought back to their
// length before.
func (m Modulation) modulate(groups []group) {
	before := 0.0
	for _, g := range groups {
		before += square(g.Params())
	}
	after := 0.0
	for _, g := range groups {
		if g.role == contracting && m.Clip > 0 {
			shrink(g.Params(), m.Clip)
		}
		if g.role == sensitive && m.OnGradient {
			multiply(g.Params(), m.Alpha)
		}
		after += square(g.Params())
	}
	if m.Renormalise && after > before {
		for _, g := range groups {
			multiply(g.Params(), math.Sqrt(before/after))
		}
	}
}

// shrink scales a gradient down to length tau.
func shrink(ps []*nn.Param, tau float64) {
	if length := math.Sqrt(square(ps)); length > tau {
		multiply(ps, tau/length)
	}
}

func square(ps []*nn.Param) float64 {
	s := 0.0
	for _, p := range ps {
		for _, g := range p.G {
			s += float64(g) * float64(g)
		}
	}
	return s
}

func multiply(ps []*nn.Param, k float64) {
	for _, p := range ps {
		for i := range p.G {
			p.G[i] *= float32(k)
		}
	}
}

// power follows the largest singular value of a matrix by one step of power
// iteration at a time, begun where the last ended (Miyato et al. 2018).
type power struct {
	p    *nn.Param // [Out,In]
	u, v []float64
}

func newPower(p *nn.Param, rng *rand.Rand) *power {
	w := &power{p: p, u: make([]float64, p.Shape[0]), v: make([]float64, p.Shape[1])}
	for i := range w.u {
		w.u[i] = rng.NormFloat64()
	}
	for range 5 {
		w.step()
	}
	return w
}

// step returns σ, from below.
func (w *power) step() float64 {
	in := len(w.v)
	clear(w.v)
	for i, u := range w.u {
		for j, x := range w.p.W[i*in : (i+1)*in] {
			w.v[j] += u * float64(x)
		}
	}
	unitLength(w.v)
	for i := range w.u {
		w.u[i] = 0
		for j, x := range w.p.W[i*in : (i+1)*in] {
			w.u[i] += float64(x) * w.v[j]
		}
	}
	return unitLength(w.u)
}

func unitLength(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x * x
	}
	s = math.Sqrt(s)
	for i := range v {
		v[i] /= math.Max(s, 1e-30)
	}
	return s
}

// ceil adds the gradient of weight·max(0, σ−c)²; dσ/dW = u·vᵀ. A negative c
// is none.
func (w *power) ceil(c, weight float64) {
	if c > 0 {
		w.pull(2 * weight * max(0, w.step()-c))
	}
}

// floor adds the gradient of weight·max(0, c−σ)².
func (w *power) floor(c, weight float64) {
	if c > 0 {
		w.pull(-2 * weight * max(0, c-w.step()))
	}
}

func (w *power) pull(k float64) {
	if k == 0 {
		return
	}
	in := len(w.v)
	for i, u := range w.u {
		for j, v := range w.v {
			w.p.G[i*in+j] += float32(k * u * v)
		}
	}
}
