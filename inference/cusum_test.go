package inference

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Montgomery, 9.1.3, has these run lengths for k = ½.
func TestCusumLimit(t *testing.T) {
	for _, c := range []struct{ arl, h float64 }{{168, 4}, {465, 5}} {
		if got := cusumLimit(c.arl); math.Abs(got-c.h) > .02 {
			t.Errorf("h for %g steps: %.3f, want %g", c.arl, got, c.h)
		}
	}
}

func TestCusumByHand(t *testing.T) {
	c := Cusum{Center: []float64{10, 0}, Spread: []float64{2, 0}, Limit: []float64{2, 5}}
	d, nan := NewDriftWatch(&c), math.NaN()
	for i, s := range []struct {
		residual, share float64
		want            Trend
	}{
		{10, 1, Trend{Channel: -1}},
		{14, 1, Trend{0, 1, .75, 1, 4}},            // 2 − ½
		{12, .5, Trend{0, 1, .875, 1.5, 5. / 1.5}}, // + ½·½
		{nan, 1, Trend{0, 1, .875, 1.5, 5. / 1.5}},
		{14, 1, Trend{0, 1, 1.625, 2.5, 9. / 2.5}},
		{100, 1, Trend{0, 1, 2, 3.5, 99. / 3.5}}, // capped
		{2, 1, Trend{0, -1, 1.75, 1, -8}},
	} {
		got := d.Step([]float64{s.residual, 1e9}, s.share)
		if fmt.Sprintf("%+.6f", []any{got}) != fmt.Sprintf("%+.6f", []any{s.want}) {
			t.Errorf("step %d: got %+v, want %+v", i, got, s.want)
		}
	}
	if d.Forget(0); d.Channel(0) != (Trend{Channel: 0}) {
		t.Errorf("not forgotten: %+v", d.Channel(0))
	}
}

const driftShare = 1. / 8

// means are the residual means of n overlapping windows of white noise, of
// standard deviation 1, that drift by slope a window from hop n/2 on.
func means(rng *rand.Rand, n int, slope float64) []float64 {
	raw, out := make([]float64, n+8), make([]float64, n)
	for i := range raw {
		raw[i] = rng.NormFloat64()
	}
	for i := range out {
		for _, v := range raw[i : i+8] {
			out[i] += v / math.Sqrt(8)
		}
		out[i] += slope * driftShare * max(0, float64(i-n/2))
	}
	return out
}

// A slow drift is found by the sums before a test of single windows finds it
// that rings as seldom when all is well: the slower it is, the sooner. The
// sums begin once the drift has passed the slack. Slopes are in standard
// deviations of a window's residual mean, a window.
func TestDriftIsFoundBeforeAnyWindowTells(t *testing.T) {
	for _, c := range []struct{ slope, gain float64 }{{.3, .95}, {.1, .75}, {-.03, .65}} {
		rng := rand.New(rand.NewPCG(5, 5))
		learnt := FitCusum([][][]float64{{means(rng, 8000, 0)}}, driftShare, 1000)
		limit := 0.0 // of the window test: the largest of so many windows, on average
		for range 20 {
			limit += maxAbs(means(rng, 8*1000, 0)) / 20
		}
		var sums, windows, starts []float64
		for range 41 {
			x := means(rng, 4000, c.slope)
			d := NewDriftWatch(&learnt)
			window, sum := -1., -1.
			for i := 2000; i < 4000; i++ {
				tr := d.Step(x[i:i+1], driftShare)
				if tr.Drifts() && sum < 0 {
					sum = float64(i-2000) * driftShare
					starts = append(starts, sum-tr.Windows)
					if want := int(math.Copysign(1, c.slope)); tr.Side != want || tr.Channel != 0 {
						t.Errorf("%+v, want side %d", tr, want)
					}
				}
				if math.Abs(x[i]) > limit && window < 0 {
					window = float64(i-2000) * driftShare
				}
			}
			sums, windows = append(sums, sum), append(windows, window)
		}
		s, w, b := median(sums), median(windows), median(starts)
		t.Logf("drift %g a window: %.1f windows after its start by sums (which say it began at %.1f), %.1f by windows", c.slope, s, b, w)
		if s < 0 || s > c.gain*w || b < 0 || b > s-3 {
			t.Errorf("drift %g: found after %.1f windows, by windows alone %.1f; began at %.1f", c.slope, s, w, b)
		}
	}
}

func maxAbs(v []float64) (m float64) {
	for _, x := range v {
		m = max(m, math.Abs(x))
	}
	return m
}

func median(v []float64) float64 { return quantile(slices.Sorted(slices.Values(v)), .5) }

// The promised false alarms are kept with the overlap, and with residuals
// that wander by themselves.
func TestCusumKeepsItsRunLength(t *testing.T) {
	const windows, arl = 20000, 200
	rng := rand.New(rand.NewPCG(6, 6))
	for _, c := range []struct {
		name string
		make func() []float64
	}{
		{"white", func() []float64 { return means(rng, windows*8, 0) }},
		{"wandering", func() []float64 { return wander(means(rng, windows*8, 0)) }},
	} {
		learnt := FitCusum([][][]float64{{c.make()}}, driftShare, arl)
		learnt.Limit[0] = cusumLimit(arl) // without the clean maximum, which keeps it silent
		d, alarms := NewDriftWatch(&learnt), 0.
		for _, x := range c.make() {
			if d.Step([]float64{x}, driftShare).Drifts() {
				d.Forget(0)
				alarms++
			}
		}
		t.Logf("%s: a false alarm in %.0f windows, promised %d", c.name, windows/alarms, arl)
		if got := windows / alarms; got < arl/2 || got > arl*2 {
			t.Errorf("%s: a false alarm in %.0f windows, promised %d", c.name, got, arl)
		}
	}
}

// wander makes a first-order autoregression with a memory of two windows.
func wander(x []float64) []float64 {
	for i := 1; i < len(x); i++ {
		x[i] += math.Exp(-driftShare/2) * x[i-1]
	}
	return x
}

func TestCusumIsSilentOnItsOwnCleanWindows(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	clean := [][]float64{means(rng, 1000, .02), filled(1000, 3), filled(1000, math.NaN())}
	learnt := FitCusum([][][]float64{clean}, driftShare, 100)
	d := NewDriftWatch(&learnt)
	for i := range 1000 {
		if tr := d.Step([]float64{clean[0][i], 99, 99}, driftShare); tr.Drifts() || tr.Channel > 0 {
			t.Fatalf("hop %d: %+v", i, tr)
		}
	}
	if text, err := json.Marshal(learnt); err != nil {
		t.Errorf("%v: %s", err, text)
	}
	if learnt.validate(3) != nil || learnt.validate(2) == nil {
		t.Error("it fits three channels and no other number")
	}
}
