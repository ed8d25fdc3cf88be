package theory

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// unrolled is the norm of a convolution written out as a matrix.
func unrolled(k Kernel, stride, pad int, mode Padding, t int) float64 {
	m, rows, cols := Unroll(k, stride, pad, mode, t)
	return singular(m, rows, cols)[0]
}

func TestFrequenciesGiveTheUnrolledCircularNorm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, stride := drawKernel(t, drawRNG(t)), rapid.IntRange(1, 4).Draw(t, "stride")
		n, pad := rapid.IntRange(1, 9).Draw(t, "places"), rapid.IntRange(0, 3).Draw(t, "pad")
		got, want := CircularNorm(k, stride, n), unrolled(k, stride, pad, Circular, n*stride)
		near(t, "circular", got.Lower, want, 1e-6)
		most(t, "circular", want, got.Upper*(1+decomposed))
	})
}

func TestNoWindowExceedsTheCertificate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, stride := drawKernel(t, drawRNG(t)), rapid.IntRange(1, 4).Draw(t, "stride")
		pad, n := rapid.IntRange(0, 4).Draw(t, "pad"), rapid.IntRange(1, 8).Draw(t, "places")
		length := max(n*stride, k.K)
		b := ConvNorm(k, stride)
		most(t, "zeros", unrolled(k, stride, pad, Zero, length), b.Upper)
		most(t, "circular", unrolled(k, stride, pad, Circular, n*stride), b.Upper)
		most(t, "certificate", b.Upper, 1.001*b.Lower)
	})
}

// TestLongWindowsReachTheGrid says that the certificate is no looser than it
// has to be: zeros at both ends matter less and less.
func TestLongWindowsReachTheGrid(t *testing.T) {
	k := Kernel{2, 3, 5, normal(rngOf(3), 30)}
	for stride := 1; stride <= 2; stride++ {
		b := ConvNorm(k, stride)
		got := unrolled(k, stride, 2, Zero, 120)
		most(t, "windows of 120", got, b.Upper)
		most(t, "certificate", b.Upper, 1.01*got)
	}
}

func TestReplicatedEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, n := drawKernel(t, drawRNG(t)), rapid.IntRange(2, 9).Draw(t, "t")
		pad := rapid.IntRange(k.K/2, 4).Draw(t, "pad")
		got := EdgeNorm(k, pad, n)
		most(t, "edge", got.Lower, ConvNorm(k, 1).Upper*edgeFactor(pad))
	})
	// One sample, replicated on both sides, is seen by all three taps.
	near(t, "one sample", EdgeNorm(Kernel{1, 1, 3, []float64{1, 1, 1}}, 1, 1).Lower, 3, decomposed)
}

func TestEdgesCanExceedTheFrequencies(t *testing.T) {
	k := Kernel{1, 1, 3, []float64{1, 0, 1}} // norm 2; the first sample feeds three places
	if got := EdgeNorm(k, 1, 2).Lower; !(got >= 2) {
		t.Errorf("got %v", got)
	}
	k = Kernel{1, 1, 5, []float64{1, -1, 0, 0, 0}} // norm 2
	far := Kernel{1, 1, 3, []float64{1, 0, 0}}     // a delay has norm 1, but the first sample counts twice
	most(t, "difference", EdgeNorm(k, 2, 8).Lower, 2)
	near(t, "delay", EdgeNorm(far, 1, 8).Lower, math.Sqrt2, decomposed)
}

// TestGridFactor attacks the factor with the polynomial it is tight for,
// cos(dθ) with its maximum midway between two samples, and with random ones.
func TestGridFactor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taps := rapid.IntRange(1, 9).Draw(t, "taps")
		n := rapid.IntRange(taps, 40).Draw(t, "n")
		k := Kernel{1, 1, taps, normal(drawRNG(t), taps)}
		s, sup := newSymbol(k, 1), 0.0
		for i := range 2000 {
			sup = max(sup, s.norm(2*math.Pi*float64(i)/2000))
		}
		most(t, "supremum", sup, s.onGrid(n)*gridFactor(taps, n)*(1+rounding))
		most(t, "factor", gridFactor(taps, n), (1+rounding)/(1-float64(taps-1)/float64(n)))
	})
	// |1 - e^(-iω)| = 2|sin(ω/2)| peaks at π, midway between two of three
	// samples.
	s := newSymbol(Kernel{1, 1, 2, []float64{1, -1}}, 1)
	near(t, "tight", s.onGrid(3)*gridFactor(2, 3), 2, decomposed)
}

func TestConvNormByHand(t *testing.T) {
	for _, c := range []struct {
		name   string
		k      Kernel
		stride int
		want   float64
	}{
		{"sum of neighbours", Kernel{1, 1, 2, []float64{1, 1}}, 1, 2},
		{"difference", Kernel{1, 1, 2, []float64{1, -1}}, 1, 2},
		{"sum of pairs", Kernel{1, 1, 2, []float64{1, 1}}, 2, math.Sqrt2}, // each sample is read once
		{"delay", Kernel{1, 1, 4, []float64{0, 0, 0, -3}}, 1, 3},
		{"every third", Kernel{1, 1, 1, []float64{2}}, 3, 2},
		{"two channels", Kernel{1, 2, 1, []float64{3, 4}}, 1, 5},
	} {
		near(t, c.name, ConvNorm(c.k, c.stride).Lower, c.want, decomposed)
	}
}
