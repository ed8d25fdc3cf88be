package theory

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/floats"
	"pgregory.net/rapid"
)

// rounded is what a slope between near points may be off by: sums of a
// hundred numbers round at 1e-14, and are divided by a distance of 1e-3.
const rounded = 1e-9

// pair draws two inputs, near each other or far apart.
func pair(t *rapid.T, rng *rand.Rand, n int) (x, y []float64) {
	scale := rapid.SampledFrom([]float64{1e-3, 1, 1e3}).Draw(t, "distance")
	x = normal(rng, n)
	return x, floats.AddScaledTo(make([]float64, n), x, scale, normal(rng, n))
}

func TestNoSlopeExceedsTheCertificate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, n, rng := rapid.IntRange(1, 3).Draw(t, "c"), rapid.IntRange(1, 8).Draw(t, "t"), drawRNG(t)
		net := drawNetwork(t, rng, c, n)
		f, upper, lower := net.Map(c, n), net.Bound(0).Upper, net.Floor()
		for range 10 {
			x, y := pair(t, rng, f.N)
			slope := Slope(strict(f.F), f.M, x, y)
			most(t, "slope", slope, upper*(1+rounded))
			most(t, "floor", lower, slope*(1+rounded))
		}
		x := normal(rng, f.N)
		most(t, "jacobian", f.SpectralNorm(x, 10, rng), upper*(1+rounded))
	})
}

func TestLinearNetworksReachTheBound(t *testing.T) {
	rng := rngOf(7)
	for _, c := range []struct {
		name string
		net  Network
		c, t int
	}{
		{"dense", Network{Layers: []Layer{{Op: Dense, Shape: []int{5, 6}, W: normal(rng, 30)}}}, 2, 3},
		{"circular", Network{Layers: []Layer{{Op: Conv, Shape: []int{1, 1, 3}, W: []float64{1, 2, 1}, Stride: 1, Mode: Circular}}}, 1, 6},
		{"aligned", Network{Layers: []Layer{
			{Op: Dense, Shape: []int{2, 2}, W: []float64{3, 0, 0, 1}},
			{Op: Dense, Shape: []int{2, 2}, W: []float64{-2, 0, 0, 1}},
		}}, 2, 1},
		{"positive side", Network{Layers: []Layer{{Op: Dense, Shape: []int{1, 1}, W: []float64{2}, Bias: []float64{9}, Slope: .2}}}, 1, 1},
	} {
		f, want := c.net.Map(c.c, c.t), c.net.Bound(0).Upper
		x := normal(rng, f.N)
		// The grid's certificate is up to 1e-3 above the frequency that is hit.
		got := f.SpectralNorm(x, 300, rng)
		if c.name != "circular" {
			near(t, c.name, got, want, 1e-6)
		} else if !(got <= want && got >= want/1.001) {
			t.Errorf("%s: got %v, want %v", c.name, got, want)
		}
		most(t, c.name, got, want)
	}
}

func TestFloorIsReachedOnTheNegativeSide(t *testing.T) {
	net := Network{Layers: []Layer{{Op: Dense, Shape: []int{1, 1}, W: []float64{2}, Slope: .2}}}
	near(t, "floor", net.Floor(), .4, 1e-8)
	near(t, "slope", Slope(net.Map(1, 1).F, 1, []float64{-1}, []float64{-3}), .4, decomposed)
}

// TestRulesOfBounds attacks the rules with linear maps, whose constants are
// known.
func TestRulesOfBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng, n := drawRNG(t), rapid.IntRange(1, 3).Draw(t, "n")
		a, b := normal(rng, n*n), normal(rng, n*n)
		la, lb := DenseNorm(a, n, n), DenseNorm(b, n, n)
		side, block := make([]float64, n*2*n), make([]float64, 4*n*n) // [A B] and diag(A, B)
		for i := range n {
			copy(side[i*2*n:], a[i*n:(i+1)*n])
			copy(side[i*2*n+n:], b[i*n:(i+1)*n])
			copy(block[i*2*n:], a[i*n:(i+1)*n])
			copy(block[(n+i)*2*n+n:], b[i*n:(i+1)*n])
		}
		sum, concat := DenseNorm(side, n, 2*n).Lower, DenseNorm(block, 2*n, 2*n).Lower
		most(t, "sum", sum, Sum(la, lb).Upper)
		most(t, "sum from below", Sum(la, lb).Lower, sum*(1+decomposed))
		near(t, "concat", concat, Concat(la, lb).Lower, decomposed)
		most(t, "concat", concat, Concat(la, lb).Upper)
		most(t, "mean", sum/2, Mean(la, lb).Upper)
	})
	near(t, "mean dilutes one fault", Mean(Bound{1, 1}, Bound{}, Bound{}, Bound{}).Upper, .25, 0)
	near(t, "compose", Compose(Bound{1, 2}, Bound{3, 4}).Upper, 8, 0)
	if got := Concat(Bound{1, 2}, Bound{math.NaN(), math.NaN()}).Upper; got == got {
		t.Errorf("got %v, want NaN", got)
	}
}
