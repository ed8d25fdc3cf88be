package theory

// Kernel is the weights of a one-dimensional convolution in the direction of
// Conv1d: y[o,n] = Σ W[o,i,k]·x[i, n·stride+k-pad]. A ConvTranspose1d, its
// adjoint, has the same Kernel with In and Out as Conv1d counts them: its
// weights [In,Out,K] are read as they are stored.
type Kernel struct {
	Out, In, K int
	W          []float64 // [Out,In,K] row-major
}

func (k Kernel) check() {
	mustBe(k.Out > 0 && k.In > 0 && k.K > 0 && len(k.W) == k.Out*k.In*k.K, "kernel", k.Out, k.In, k.K, len(k.W))
}

// Padding says what a convolution sees outside its window.
type Padding int

// The kinds of padding.
const (
	Zero     Padding = iota // nothing
	Circular                // the other end of the window
	Edge                    // the first or last sample
)

// geometry is a convolution over a window of T samples.
type geometry struct {
	Stride, Pad int
	Mode        Padding
	T           int // length of the window Conv1d reads
}

// places is the number of outputs per channel. Circular windows give T/Stride
// whatever the kernel and Pad are; Pad then only shifts.
func (g geometry) places(k Kernel) int {
	if g.Mode == Circular {
		mustBe(g.Stride > 0 && g.T%g.Stride == 0, "circular convolution", g.T, g.Stride)
		return g.T / g.Stride
	}
	mustBe(g.Stride > 0 && g.Pad >= 0 && g.T+2*g.Pad >= k.K, "convolution", g.T, k.K, g.Stride, g.Pad)
	return (g.T+2*g.Pad-k.K)/g.Stride + 1
}

// source is the sample that place n sees through tap k; ok is false where
// that is nothing.
func (g geometry) source(n, k int) (t int, ok bool) {
	t = n*g.Stride + k - g.Pad
	switch {
	case g.Mode == Circular:
		return ((t % g.T) + g.T) % g.T, true
	case g.Mode == Edge:
		return min(max(t, 0), g.T-1), true
	}
	return t, t >= 0 && t < g.T
}

// each visits every weight of the operator as a matrix: y is an index into
// [Out×places], x one into [In×T]. The same pair may come more than once.
func (g geometry) each(k Kernel, visit func(y, x int, w float64)) {
	k.check()
	places := g.places(k)
	for n := range places {
		for tap := range k.K {
			t, ok := g.source(n, tap)
			if !ok {
				continue
			}
			for o := range k.Out {
				for i := range k.In {
					visit(o*places+n, i*g.T+t, k.W[(o*k.In+i)*k.K+tap])
				}
			}
		}
	}
}

// Unroll writes the convolution of windows of t samples as a matrix
// [Out·places × In·t] row-major.
func Unroll(k Kernel, stride, pad int, mode Padding, t int) (m []float64, rows, cols int) {
	g := geometry{stride, pad, mode, t}
	rows, cols = k.Out*g.places(k), k.In*t
	m = make([]float64, rows*cols)
	g.each(k, func(y, x int, w float64) { m[y*cols+x] += w })
	return m, rows, cols
}
