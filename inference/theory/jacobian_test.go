package theory

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/floats"
	"pgregory.net/rapid"

	"rigscope/inference/nn"
)

// linear is a Map of a matrix [m×n].
func linear(w []float64, m, n int) Map {
	return Network{Layers: []Layer{{Op: Dense, Shape: []int{m, n}, W: w}}}.Map(n, 1)
}

// differenced is what central differences lose in float64: rounding at 1e-15
// over a step of 1e-3.
const differenced = 1e-10

func TestJacobianIsTheTransposeOfJT(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, n, rng := rapid.IntRange(1, 3).Draw(t, "c"), rapid.IntRange(1, 6).Draw(t, "t"), drawRNG(t)
		f := drawNetwork(t, rng, c, n)
		for i := range f.Layers {
			f.Layers[i].Slope = 0 // no kinks for a step to cross
		}
		m := f.Map(c, n)
		x, u := normal(rng, m.N), normal(rng, m.M)
		j, got := nans(m.M*m.N), nans(m.N)
		Jacobian(j, m.M, strict(m.F), x)
		m.JT(got, x, u)
		for i := range m.N {
			want := 0.0
			for o, v := range u {
				want += j[o*m.N+i] * v
			}
			near(t, "Jᵀu", got[i], want, 1e-7) // products of up to four layers reach 1e4
		}
	})
}

func TestJTFollowsTheSlopesAtX(t *testing.T) {
	f := Network{Layers: []Layer{{Op: Dense, Shape: []int{2, 2}, W: []float64{1, 0, 0, 1}, Slope: .2}}}.Map(2, 1)
	got := nans(2)
	f.JT(got, []float64{-3, 4}, []float64{10, 10})
	near(t, "negative", got[0], 2, 1e-15)
	near(t, "positive", got[1], 10, 1e-15)
}

func TestSpectralNormIsTheLargestSingularValue(t *testing.T) {
	rng := rngOf(17)
	w := normal(rng, 8*12)
	m := linear(w, 8, 12)
	m.F, m.JT = strict(m.F), overNaN(m.JT)
	want := DenseNorm(w, 8, 12).Lower
	near(t, "linear", m.SpectralNorm(normal(rng, 12), 200, rng), want, 1e-6)
	if got := linear(make([]float64, 6), 2, 3).SpectralNorm(normal(rng, 3), 5, rng); got != 0 {
		t.Errorf("zero map: got %v", got)
	}
}

// TestOnTape: float32 rounds at 6e-8, and the tape's Jᵀu is exact up to that.
func TestOnTape(t *testing.T) {
	rng := rngOf(19)
	w, b := nn.NewParam("w", 6, 10), nn.NewParam("b", 6)
	nn.Init(w, b, rng)
	m := OnTape(func(t *nn.Tape, x *nn.Value) *nn.Value { return t.Dense(x, w, b) }, 10, 1)
	got := m.SpectralNorm(normal(rng, 10), 200, rng)
	near(t, "tape", got, DenseNorm(Widen(w.W), 6, 10).Lower, 1e-5)
	most(t, "tape", got, DenseNorm(Widen(w.W), 6, 10).Upper*(1+1e-6))
	blind := OnTape(func(t *nn.Tape, _ *nn.Value) *nn.Value { return t.Input([]int{1}, []float32{3}) }, 2, 1)
	g := nans(2)
	if blind.JT(g, []float64{1, 2}, []float64{1}); g[0] != 0 || g[1] != 0 {
		t.Errorf("a network that does not look: got %v", g)
	}
}

func TestFrobeniusNorm(t *testing.T) {
	rng := rngOf(23)
	w := normal(rng, 9*7)
	m := linear(w, 9, 7)
	m.JT = overNaN(m.JT)
	got, err := m.FrobeniusNorm(normal(rng, 7), 400, rng)
	if want := floats.Norm(w, 2); !(math.Abs(got-want) <= 4*err) || !(err < .1*want) {
		t.Errorf("got %v ± %v, want %v", got, err, want)
	}
}

func overNaN(jt func(dst, x, u []float64)) func(dst, x, u []float64) {
	return func(dst, x, u []float64) {
		copy(dst, nans(len(dst)))
		jt(dst, x, u)
	}
}

func TestFaultGains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, n, rng := rapid.IntRange(1, 9).Draw(t, "m"), rapid.IntRange(1, 9).Draw(t, "n"), drawRNG(t)
		p := rapid.IntRange(1, n).Draw(t, "p")
		w, probes := normal(rng, m*n), make([]float64, p*n)
		for i := range p {
			probes[i*n+i] = 1 + rng.Float64() // impulses of any height span the same faults
		}
		part := make([]float64, m*p)
		for o := range m {
			copy(part[o*p:(o+1)*p], w[o*n:])
		}
		s := singular(part, m, p)
		least := 0.0
		if p <= m {
			least = s[p-1]
		}
		got := FaultGains(strict(linear(w, m, n).F), m, normal(rng, n), probes)
		near(t, "largest", got.Upper, s[0], differenced*100)
		near(t, "least", got.Lower, least, differenced*100)
	})
}
