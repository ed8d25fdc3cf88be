package theory

import (
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/mat"
)

// symbol is the transfer function of a convolution. A stride s makes it one
// of s interleaved series (polyphase): G(ω) [Out × In·s] with
// G[o, i·s+r] = Σ_j W[o,i,s·j+r]·e^(-iωj).
type symbol struct {
	k      Kernel
	stride int
	g      []complex128 // [Out × In·stride], scratch
}

func newSymbol(k Kernel, stride int) *symbol {
	k.check()
	mustBe(stride > 0, "stride", stride)
	return &symbol{k, stride, make([]complex128, k.Out*k.In*stride)}
}

// taps of each of the interleaved kernels.
func (s *symbol) taps() int { return (s.k.K + s.stride - 1) / s.stride }

// norm is σ_max(G(ω)).
func (s *symbol) norm(omega float64) float64 {
	s.fill(omega)
	rows, cols := s.k.Out, s.k.In*s.stride
	n := min(rows, cols)
	h := make([]complex128, n*n)
	if rows <= cols {
		gram(h, s.g, rows, cols, cols, 1)
	} else {
		gram(h, s.g, cols, rows, 1, cols)
	}
	return math.Sqrt(max(largest(h, n), 0))
}

// fill sums directly: with so few taps a fast transform saves nothing.
func (s *symbol) fill(omega float64) {
	turn := make([]complex128, s.taps())
	for j := range turn {
		turn[j] = cmplx.Rect(1, -omega*float64(j))
	}
	clear(s.g)
	for row := range s.k.Out * s.k.In {
		for tap, w := range s.k.W[row*s.k.K:][:s.k.K] {
			s.g[row*s.stride+tap%s.stride] += complex(w, 0) * turn[tap/s.stride]
		}
	}
}

// gram is h = A·Aᴴ [n×n] of A [n×m], its element (i, j) at i·row + j·col.
func gram(h, a []complex128, n, m, row, col int) {
	for i := range n {
		for j := range i + 1 {
			var sum complex128
			for k := range m {
				sum += a[i*row+k*col] * cmplx.Conj(a[j*row+k*col])
			}
			h[i*n+j], h[j*n+i] = sum, cmplx.Conj(sum)
		}
	}
}

// largest eigenvalue of a Hermitian matrix h [n×n] = A + iB. It is that of
// the symmetric [[A, -B], [B, A]].
func largest(h []complex128, n int) float64 {
	if n == 1 {
		return real(h[0])
	}
	m := mat.NewSymDense(2*n, nil)
	for i := range n {
		for j := range n {
			a, b := real(h[i*n+j]), imag(h[i*n+j])
			if j >= i {
				m.SetSym(i, j, a)
				m.SetSym(n+i, n+j, a)
			}
			m.SetSym(i, n+j, -b)
		}
	}
	var eig mat.EigenSym
	if !eig.Factorize(m, false) {
		return math.NaN() // it did not converge
	}
	return eig.Values(nil)[2*n-1]
}
