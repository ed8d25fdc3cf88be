package theory

// Signal is what passes between layers: C channels of T samples. Dense layers
// write one sample of Out features.
type Signal struct {
	C, T int
	X    []float64 // [C×T] row-major
}

// Forward runs the network in float64.
func (n Network) Forward(x Signal) Signal {
	for _, l := range n.Layers {
		x = l.Forward(x)
	}
	return x
}

// Forward runs the layer and its activation.
func (l Layer) Forward(x Signal) Signal {
	y, _ := l.activate(l.linear(x))
	return y
}

// linear runs the layer without its activation.
func (l Layer) linear(x Signal) Signal {
	l.check()
	mustBe(len(x.X) == x.C*x.T && (l.Op == Dense && x.C*x.T == l.In() || l.Op != Dense && x.C == l.In()),
		"input of "+l.Name, x.C, x.T, len(x.X), l.In())
	y := l.blank(x.T)
	if l.Op == Dense {
		l.multiply(y.X, x.X)
		return y
	}
	if l.Op == ConvTranspose {
		l.geometry(y.T).each(l.kernel(), func(short, long int, w float64) { y.X[long] += w * x.X[short] })
		return y
	}
	l.geometry(x.T).each(l.kernel(), func(short, long int, w float64) { y.X[short] += w * x.X[long] })
	return y
}

func (l Layer) multiply(y, x []float64) {
	for o := range y {
		for i, v := range x {
			y[o] += l.W[o*len(x)+i] * v
		}
	}
}

// blank is an output for windows of t samples, holding the bias.
func (l Layer) blank(t int) Signal {
	y := Signal{C: l.Out(), T: l.places(t)}
	y.X = make([]float64, y.C*y.T)
	for c, b := range l.Bias {
		for i := range y.T {
			y.X[c*y.T+i] = b
		}
	}
	return y
}

// places is the length of what the layer makes of windows of t samples.
func (l Layer) places(t int) int {
	switch l.Op {
	case Dense:
		return 1
	case ConvTranspose:
		return (t-1)*l.Stride + l.Shape[2] - 2*l.Pad
	}
	return l.geometry(t).places(l.kernel())
}

// geometry is that of the Conv, or of the Conv whose adjoint the layer is,
// over long windows of t samples.
func (l Layer) geometry(t int) geometry { return geometry{l.Stride, l.Pad, l.Mode, t} }
