package theory

// Map is the network as a function of windows [c×t], with its exact JT, all
// in float64.
func (n Network) Map(c, t int) Map {
	outC, outT := n.size(c, t)
	return Map{
		N: c * t, M: outC * outT,
		F:  func(dst, x []float64) { copy(dst, n.Forward(Signal{c, t, x}).X) },
		JT: func(dst, x, u []float64) { n.pull(dst, Signal{c, t, x}, u) },
	}
}

// pull writes Jᵀu to dst: the adjoints of the layers in reverse, each after
// the slopes its activation had at x.
func (n Network) pull(dst []float64, x Signal, u []float64) {
	inputs, slopes := make([]Signal, len(n.Layers)), make([][]float64, len(n.Layers))
	for i, l := range n.Layers {
		inputs[i] = x
		x, slopes[i] = l.activate(l.linear(x))
	}
	u = append([]float64{}, u...)
	for i := len(n.Layers) - 1; i >= 0; i-- {
		for k, a := range slopes[i] {
			u[k] *= a
		}
		u = n.Layers[i].adjoint(inputs[i], u)
	}
	copy(dst, u)
}

// activate is x after the activation and the slope it had at each number.
func (l Layer) activate(x Signal) (y Signal, slopes []float64) {
	slopes = make([]float64, len(x.X))
	for i, v := range x.X {
		slopes[i] = 1
		if v < 0 {
			slopes[i] = l.lowerSlope()
		}
		x.X[i] *= slopes[i]
	}
	return x, slopes
}

// adjoint is the transpose of the linear part for inputs shaped like x.
func (l Layer) adjoint(x Signal, u []float64) []float64 {
	dst := make([]float64, len(x.X))
	switch l.Op {
	case Dense:
		for o, v := range u {
			for i := range dst {
				dst[i] += l.W[o*len(dst)+i] * v
			}
		}
	case ConvTranspose:
		l.geometry(l.places(x.T)).each(l.kernel(), func(short, long int, w float64) { dst[short] += w * u[long] })
	default:
		l.geometry(x.T).each(l.kernel(), func(short, long int, w float64) { dst[long] += w * u[short] })
	}
	return dst
}
