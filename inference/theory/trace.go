package theory

import "gonum.org/v1/gonum/floats"

// Step is what one layer did to a disturbance.
type Step struct {
	Layer   string       `json:"layer"`
	Size    Number       `json:"size"`    // ‖Δ_ℓ‖
	Gain    Number       `json:"gain"`    // a_ℓ = ‖Δ_ℓ‖/‖Δ_{ℓ-1}‖: it amplifies above 1; NaN if nothing came in
	Ceiling Number       `json:"ceiling"` // L_ℓ, which no gain exceeds
	Touched int          `json:"touched"` // positions that move: samples, after a dense layer features
	Reach   int          `json:"reach"`   // R_ℓ, positions that can
	Of      int          `json:"of"`      // positions there are
	Delta   Signal       `json:"-"`       // Δ_ℓ itself
	Spread  Localisation `json:"spread"`
}

// Trace pushes x and x+δ through the layers and measures what becomes of the
// difference. δ lies on r neighbouring samples; it has the shape of x.
func Trace(n Network, x Signal, delta []float64, r int) []Step {
	return n.trace(n.ceilings(), x, delta, r)
}

// Tracer is Trace for a network whose faults are watched as they happen: the
// ceilings, which cost more than a trace, are computed once, here.
func Tracer(n Network) func(x Signal, delta []float64, r int) []Step {
	c := n.ceilings()
	return func(x Signal, delta []float64, r int) []Step { return n.trace(c, x, delta, r) }
}

// ceilings are the certificates of the layers. They cost more than a trace.
func (n Network) ceilings() []float64 {
	var out []float64
	for _, l := range n.Layers {
		out = append(out, l.Norm().Upper)
	}
	return out
}

func (n Network) trace(ceilings []float64, x Signal, delta []float64, r int) []Step {
	mustBe(len(delta) == len(x.X), "trace", len(delta), len(x.X))
	y := Signal{x.C, x.T, floats.AddTo(make([]float64, len(delta)), x.X, delta)}
	size := norm(delta)
	var steps []Step
	for i, l := range n.Layers {
		r = l.Reach(r, x.T)
		x, y = l.Forward(x), l.Forward(y)
		s := newStep(l, Signal{x.C, x.T, floats.SubTo(make([]float64, len(x.X)), y.X, x.X)}, size)
		s.Reach, s.Ceiling = r, Number(ceilings[i])
		steps = append(steps, s)
		size = float64(s.Size)
	}
	return steps
}

func newStep(l Layer, d Signal, before float64) Step {
	size := norm(d.X)
	touched, of := d.positions(l.Op == Dense)
	return Step{
		Layer: l.Name, Size: Number(size), Gain: Number(size / before),
		Touched: touched, Of: of, Delta: d, Spread: Localise(d.X),
	}
}
