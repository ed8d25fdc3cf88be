package tui

import (
	"math"
	"math/rand/v2"
	"testing"
)

func pureSine(n int, hz, amp, rate, mean float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = mean + amp*math.Sin(2*math.Pi*hz*float64(i)/rate+.3)
	}
	return x
}

// A pure sine gives its frequency and amplitude, on a column or between two.
func TestSpectrumOfASine(t *testing.T) {
	for _, c := range []struct {
		n                   int
		hz, amp, rate, mean float64
	}{
		{180, .125, .35, 1, .2}, {1000, 50, 2, 1000, 0}, {1024, 49.3, 2, 1000, -7}, {4096, 123.456, 1e-3, 1000, 1},
		{64, .21, 5, 1, 100}, {181, .3, 1, 1, 0}, {150, .049, 3, 1, 0},
	} {
		s := spectrumOf(pureSine(c.n, c.hz, c.amp, c.rate, c.mean), c.rate)
		// A Hann window leaks from the negative frequencies: least far from both ends.
		if math.Abs(s.hz-c.hz) > .05*s.step || math.Abs(s.peak-c.amp) > .01*c.amp {
			t.Errorf("%+v: peak %v Hz of %v, step %v", c, s.hz, s.peak, s.step)
		}
		if k := int(math.Round(c.hz / s.step)); s.amp[k] > 1.01*c.amp || s.amp[k] < .84*c.amp { // a column is at most 1.42 dB below
			t.Errorf("%+v: column %d is %v high", c, k, s.amp[k])
		}
	}
}

func TestNoiseHasNoPeak(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for k := range 50 {
		x := make([]float64, 512)
		for i := range x {
			x[i] = rng.NormFloat64()
		}
		if s := spectrumOf(x, 1); s.hz != 0 {
			t.Errorf("noise %d has a peak at %v Hz", k, s.hz)
		}
	}
}

func TestSpectrumNeedsAStretch(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		x    []float64
		want int
	}{
		{nil, 0}, {make([]float64, 15), 0}, {make([]float64, 16), 16}, {make([]float64, 17), 16},
		{append(append(make([]float64, 40), nan, math.Inf(1)), make([]float64, 20)...), 40},
		{append(append(make([]float64, 20), nan), make([]float64, 41)...), 40},
		{make([]float64, 3*mostSpectrum), mostSpectrum}, {make([]float64, 4094), 4050},
	} {
		if s := spectrumOf(latest(c.x), 1); s.n != c.want || s.n > 0 && (s.hz != 0 || s.peak != 0) {
			t.Errorf("%d samples: of %d, want %d; peak %v", len(c.x), s.n, c.want, s.hz)
		}
	}
}
