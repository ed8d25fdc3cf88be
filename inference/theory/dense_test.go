package theory

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// decomposed is how far two orthogonal decompositions of the same small
// matrix may differ, relative.
const decomposed = 1e-10

func TestDenseNormByHand(t *testing.T) {
	for _, c := range []struct {
		name    string
		w       []float64
		out, in int
		want    float64
	}{
		{"diagonal", []float64{3, 0, 0, -4}, 2, 2, 4},
		{"outer product", []float64{3, 6, 4, 8}, 2, 2, 5 * math.Sqrt(5)}, // (3,4)ᵀ(1,2)
		{"row", []float64{3, 4}, 1, 2, 5},
		{"zero", []float64{0, 0}, 2, 1, 0},
	} {
		before := slices.Clone(c.w)
		b := DenseNorm(c.w, c.out, c.in)
		near(t, c.name, b.Lower, c.want, decomposed)
		most(t, c.name, b.Lower, b.Upper)
		if !slices.Equal(c.w, before) {
			t.Errorf("%s: weights were changed to %v", c.name, c.w)
		}
	}
}

func TestPowerBelowSVDBelowGram(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		out, in := rapid.IntRange(1, 12).Draw(t, "out"), rapid.IntRange(1, 12).Draw(t, "in")
		n, rng := rapid.IntRange(0, 7).Draw(t, "steps"), drawRNG(t)
		w := normal(rng, out*in)
		svd, gram := DenseNorm(w, out, in).Lower, GramNorm(w, out, in, n)
		most(t, "svd", svd, gram)
		rank := float64(min(out, in))
		most(t, "gram", gram, svd*math.Pow(rank, math.Pow(2, -float64(n+1)))*(1+2*rounding))
		most(t, "power", PowerNorm(w, out, in, n+1, rng), svd*(1+decomposed))
	})
}

func TestPowerAndGramConverge(t *testing.T) {
	rng := rngOf(1)
	w := normal(rng, 20*30)
	want := DenseNorm(w, 20, 30).Lower
	near(t, "power", PowerNorm(w, 20, 30, 500, rng), want, 1e-6) // error falls as (σ₂/σ₁)^(2·500)
	near(t, "gram", GramNorm(w, 20, 30, 12), want, 4e-4)         // ln(20)/2^13
}

func TestGramNeitherOverflowsNorVanishes(t *testing.T) {
	for _, scale := range []float64{1e-150, 1e150} {
		near(t, "gram", GramNorm([]float64{3 * scale, 0, 0, 4 * scale}, 2, 2, 20)/scale, 4, 1e-5)
	}
	if got := GramNorm(make([]float64, 4), 2, 2, 3); got != 0 {
		t.Errorf("zero: got %v", got)
	}
}

func TestNotFiniteWeightsHaveNoBound(t *testing.T) {
	for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		w := []float64{1, bad, 0, 2}
		for name, b := range map[string]Bound{
			"dense":    DenseNorm(w, 2, 2),
			"conv":     ConvNorm(Kernel{1, 1, 4, w}, 2),
			"circular": CircularNorm(Kernel{2, 2, 1, w}, 1, 5),
			"edge":     EdgeNorm(Kernel{1, 1, 4, w}, 1, 9),
		} {
			if !math.IsNaN(b.Upper) || !math.IsNaN(b.Lower) {
				t.Errorf("%s with %v: got %v, want NaN", name, bad, b)
			}
		}
	}
}

func TestWrongSizesPanic(t *testing.T) {
	panics(t, "theory: matrix: sizes [3 2 2] do not fit", func() { DenseNorm(make([]float64, 3), 2, 2) })
	panics(t, "theory: kernel: sizes [1 1 2 3] do not fit", func() { ConvNorm(Kernel{1, 1, 2, make([]float64, 3)}, 1) })
	panics(t, "theory: stride: sizes [0] do not fit", func() { ConvNorm(Kernel{1, 1, 1, make([]float64, 1)}, 0) })
	panics(t, "theory: layer a Pool: sizes [2 2] do not fit", func() { Layer{Name: "a", Op: "Pool", Shape: []int{2}, W: []float64{1, 2}}.Norm() })
}
