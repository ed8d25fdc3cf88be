package theory

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// nans is n numbers for a function to fill: what it forgets, fails.
func nans(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = math.NaN()
	}
	return x
}

// strict hands f a result full of NaN, whoever calls it.
func strict(f Func) Func {
	return func(dst, x []float64) {
		copy(dst, nans(len(dst)))
		f(dst, x)
	}
}

func normal(rng *rand.Rand, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	return x
}

// drawRNG makes rapid choose a seed, so that numbers are normal and shapes
// shrink.
func drawRNG(t *rapid.T) *rand.Rand {
	return rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
}

func drawKernel(t *rapid.T, rng *rand.Rand) Kernel {
	k := Kernel{Out: rapid.IntRange(1, 4).Draw(t, "out"), In: rapid.IntRange(1, 4).Draw(t, "in"), K: rapid.IntRange(1, 7).Draw(t, "k")}
	k.W = normal(rng, k.Out*k.In*k.K)
	return k
}

// drawLayer makes a layer that reads c channels of t samples; its output has
// at least one sample.
func drawLayer(rt *rapid.T, rng *rand.Rand, c, t int) Layer {
	l := Layer{Op: rapid.SampledFrom([]string{Conv, ConvTranspose, Dense}).Draw(rt, "op"), Slope: .2}
	out, k := rapid.IntRange(1, 5).Draw(rt, "out"), rapid.IntRange(1, 5).Draw(rt, "k")
	l.Stride = rapid.IntRange(1, 3).Draw(rt, "stride")
	switch l.Op {
	case Conv:
		l.Pad = rapid.IntRange(0, 3).Draw(rt, "pad")
		l.Mode = rapid.SampledFrom([]Padding{Zero, Edge, Circular}).Draw(rt, "mode")
		if l.Mode == Edge && t == 1 {
			l.Mode = Zero
		}
		if l.Mode == Circular && t%l.Stride != 0 {
			l.Stride = 1
		}
		l.Shape = []int{out, c, min(k, t)}
	case ConvTranspose:
		l.Shape = []int{c, out, k}
		l.Pad = rapid.IntRange(0, ((t-1)*l.Stride+k-1)/2).Draw(rt, "pad")
	case Dense:
		l.Shape = []int{out, c * t}
	}
	l.W = normal(rng, size(l.Shape))
	l.Bias = normal(rng, out)
	return l
}

func size(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

// drawNetwork makes one to four layers for windows [c×t].
func drawNetwork(rt *rapid.T, rng *rand.Rand, c, t int) Network {
	n := Network{Name: "random"}
	for i := range rapid.IntRange(1, 4).Draw(rt, "layers") {
		l := drawLayer(rt, rng, c, t)
		l.Name = fmt.Sprint(l.Op, i)
		n.Layers = append(n.Layers, l)
		c, t = l.Out(), l.places(t)
	}
	return n
}

// fatal is what *testing.T and *rapid.T share.
type fatal interface {
	Helper()
	Fatalf(string, ...any)
}

// near fails where got and want differ by more than tol, relative to want
// where that is above 1.
func near(t fatal, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol*max(1, math.Abs(want))) {
		t.Fatalf("%s: got %v, want %v", what, got, want)
	}
}

// most fails where got exceeds limit or either is NaN.
func most(t fatal, what string, got, limit float64) {
	t.Helper()
	if !(got <= limit) {
		t.Fatalf("%s: got %v, want at most %v", what, got, limit)
	}
}

func rngOf(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 2)) }

func panics(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		if got := recover(); got != want {
			t.Errorf("got %v, want %s", got, want)
		}
	}()
	f()
}
