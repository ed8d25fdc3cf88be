package theory

import "math"

// Network is layers that run one after the other.
type Network struct {
	Name   string // "vibration"
	Layers []Layer
}

// Bound is the product of the certificates, and from below the largest gain
// that was measured; pass 0 if none was.
func (n Network) Bound(measured float64) Bound {
	var bs []Bound
	for _, l := range n.Layers {
		bs = append(bs, l.Norm())
	}
	return Bound{measured, Compose(bs...).Upper}
}

// Floor is a lower bound of the gain of every direction: the product of the
// layers' smallest singular values times the activations' lower slopes. It
// is above 0 only where no layer loses dimensions, and for dense layers only;
// with a convolution in it, it is 0.
func (n Network) Floor() float64 {
	floor := 1.0
	for _, l := range n.Layers {
		floor *= l.floor()
	}
	return floor
}

func (l Layer) floor() float64 {
	l.check()
	if l.Op != Dense || l.Shape[0] < l.Shape[1] {
		return 0
	}
	s := singular(l.W, l.Shape[0], l.Shape[1])
	return math.Max(s[len(s)-1]-rounding*s[0], 0) * l.lowerSlope()
}

// lowerSlope is the activation's smallest slope; 1 without one.
func (l Layer) lowerSlope() float64 {
	if l.Slope == 0 {
		return 1
	}
	return l.Slope
}

// PerInput is the certificate from each input channel (feature) alone.
func (n Network) PerInput() []float64 {
	first := n.Layers[0]
	rest := Network{Layers: n.Layers[1:]}.Bound(0).Upper
	out := make([]float64, first.In())
	for c := range out {
		out[c] = first.Inputs(c, c+1).Norm().Upper * rest
	}
	return out
}

// PerOutput is the certificate to each output channel (feature) alone.
func (n Network) PerOutput() []float64 {
	last := len(n.Layers) - 1
	rest := Network{Layers: n.Layers[:last]}.Bound(0).Upper
	out := make([]float64, n.Layers[last].Out())
	for c := range out {
		out[c] = n.Layers[last].Outputs(c, c+1).Norm().Upper * rest
	}
	return out
}

// size of what the network makes of windows [c×t].
func (n Network) size(c, t int) (int, int) {
	for _, l := range n.Layers {
		c, t = l.Out(), l.places(t)
	}
	return c, t
}
