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

// From is the network as it answers to channel (feature) c alone.
func (n Network) From(c int) Network {
	layers := append([]Layer{n.Layers[0].Inputs(c, c+1)}, n.Layers[1:]...)
	return Network{n.Name, layers}
}

// To is the part of the network that writes channel (feature) c.
func (n Network) To(c int) Network {
	last := len(n.Layers) - 1
	layers := append(append([]Layer{}, n.Layers[:last]...), n.Layers[last].Outputs(c, c+1))
	return Network{n.Name, layers}
}

// size of what the network makes of windows [c×t].
func (n Network) size(c, t int) (int, int) {
	for _, l := range n.Layers {
		c, t = l.Out(), l.places(t)
	}
	return c, t
}
