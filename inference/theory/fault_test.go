package theory

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestFaultsByHand(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5, 6} // [2×3]
	for _, c := range []struct {
		name  string
		write func(dst []float64)
		want  []float64
	}{
		{"impulse", func(d []float64) { Impulse(d, 3, 1, 2, 7) }, []float64{0, 0, 0, 0, 0, 7}},
		{"offset", func(d []float64) { Offset(d, 3, 0, 1, 3, -2) }, []float64{0, -2, -2, 0, 0, 0}},
		{"gain", func(d []float64) { Gain(d, x, 3, 1, 0, 2, .5, 6, 2) }, []float64{0, 0, 0, 3.5, 4, 0}},
	} {
		got := nans(6)
		c.write(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// TestGainActsOnRawValues goes to raw values and back.
func TestGainActsOnRawValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := drawRNG(t)
		mu, sigma, g := 10*rng.NormFloat64(), .1+rng.Float64(), rng.NormFloat64()
		x, got := normal(rng, 5), nans(5)
		Gain(got, x, 5, 0, 0, 5, g, mu, sigma)
		for i, v := range x {
			raw := mu + sigma*v
			near(t, "delta", got[i], ((1+g)*raw-mu)/sigma-v, 1e-9) // raw/σ is up to 1e3
		}
	})
}

func TestGainNearZeroSignalIsNotObservable(t *testing.T) {
	delta := nans(4)
	Gain(delta, []float64{-2, -2.001, -1.999, -2}, 4, 0, 0, 4, .5, 4, 2) // raw about 0
	if Observable(delta, 4, .05) {
		t.Errorf("%v passes for observable", delta)
	}
	Gain(delta, []float64{0, 1, 0, 1}, 4, 0, 0, 4, .5, 4, 2)
	if !Observable(delta, 4, .05) {
		t.Errorf("%v does not pass for observable", delta)
	}
	if Gain(delta, []float64{0, math.NaN(), 0, 1}, 4, 0, 0, 4, .5, 4, 2); !math.IsNaN(delta[1]) {
		t.Errorf("got %v, want NaN second", delta)
	}
}
