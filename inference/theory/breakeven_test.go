package theory

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestBreakEven(t *testing.T) {
	for _, c := range []struct{ eps, g, want float64 }{
		{1, 0, 1}, {1, .5, 2}, {0, .5, 0}, {1, 1, math.Inf(1)}, {1, 2, math.Inf(1)},
	} {
		if got := BreakEven(c.eps, c.g); got != c.want {
			t.Errorf("ε %v, g %v: got %v, want %v", c.eps, c.g, got, c.want)
		}
	}
	if got := BreakEven(math.NaN(), .5); got == got {
		t.Errorf("got %v, want NaN", got)
	}
}

// TestCorrectingPaysAboveBreakEven compares the worst case with passing on.
func TestCorrectingPaysAboveBreakEven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		eps, g := rapid.Float64Range(1e-3, 10).Draw(t, "eps"), rapid.Float64Range(0, .99).Draw(t, "g")
		size := rapid.Float64Range(1e-3, 100).Draw(t, "size")
		at := BreakEven(eps, g)
		if math.Abs(size-at) < 1e-9*at {
			return
		}
		if pays := eps+g*size < size; pays != (size > at) {
			t.Fatalf("at %v with break-even %v: got %v", size, at, pays)
		}
	})
}

// TestBlendForgetsTheFault attacks the bound with faults of every size.
func TestBlendForgetsTheFault(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng, s := drawRNG(t), rapid.Float64Range(.01, 2).Draw(t, "s")
		const n, length = 9, 40
		d := normal(rng, length) // V - x
		for i := range d {
			d[i] *= math.Pow(10, 8*rng.Float64()-4)
		}
		for i := range d {
			e := 0.0
			for k := i - n/2; k <= i+n/2; k++ {
				e += d[min(max(k, 0), length-1)] * d[min(max(k, 0), length-1)] / n
			}
			f := max(0, e-s*s)
			most(t, "residue", math.Abs(d[i]-f/(f+s*s)*d[i]), BlendResidue(s, n)*(1+rounded))
		}
	})
}

func TestMeasureGains(t *testing.T) {
	// K halves the second coordinate, the direction of the fault.
	k := func(dst, z []float64) { dst[0], dst[1] = z[0], z[1]/2 }
	clean := [][]float64{{0, 0}, {1, 0}, {3, 0}}
	faulty := [][]float64{{0, 4}, {1, -2}, {3, 0}} // the last does not differ
	if got, want := MeasureGains(strict(k), clean, faulty), (Gains{.5, 1, 0}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := MeasureGains(k, nil, nil); got.Fault == got.Fault {
		t.Errorf("got %v, want NaN", got)
	}
}
