package chart

import (
	"math"
	"slices"
)

// Scale is what the bottom and the top of a chart stand for, in the unit of
// the values. A scale without height puts everything in the middle.
type Scale struct{ Lo, Hi float64 }

// level is the place of x on a ruler of n levels, 0 the lowest. What is
// beyond an end is at that end. x must not be NaN.
func (s Scale) level(x float64, n int) int {
	// Halves, because Hi − Lo may be more than a float64 can hold.
	f := (x/2 - s.Lo/2) / (s.Hi/2 - s.Lo/2) * float64(n-1)
	switch {
	case math.IsNaN(f) || s.Hi <= s.Lo:
		return n / 2
	case f <= 0:
		return 0
	case f >= float64(n-1):
		return n - 1
	}
	return int(math.Round(f))
}

// at is the value in the middle of row y of h, where a row is four dots high.
func (s Scale) at(y, h int) float64 {
	f := (4*float64(y) + 1.5) / float64(4*h-1)
	return s.Hi*(1-f) + s.Lo*f
}

// Autoscale chooses a scale for values.
type Autoscale struct {
	MinSpan float64 // [unit of the values] the scale is never narrower, so that noise does not fill it; NaN is 0
}

// room is left above and below the values, as a part of their span.
const room = 0.08

// maxRanked bounds the cost of a fit: of more values every k-th is ranked,
// which percentiles do not need to be any finer.
const maxRanked = 2048

// Fit covers the values from the 1st to the 99th percentile with room of 8 %
// at both ends. NaN and ±Inf do not count; without any other value the scale
// is 0 to 1. Few values (below about 100) are covered to the last one.
func (a Autoscale) Fit(series ...[]float64) Scale {
	v := finite(series)
	if len(v) == 0 {
		return Scale{0, 1}
	}
	slices.Sort(v)
	n := float64(len(v) - 1)
	lo, hi := v[int(0.01*n)], v[int(math.Ceil(0.99*n))]
	return a.widen(lo, hi)
}

func (a Autoscale) widen(lo, hi float64) Scale {
	mid, half := lo/2+hi/2, (hi/2-lo/2)*(1+2*room)
	if a.MinSpan/2 > half {
		half = a.MinSpan / 2
	}
	if half == 0 {
		half = max(1, math.Abs(mid)*1e-3)
	}
	const most = math.MaxFloat64
	return Scale{max(mid-half, -most), min(mid+half, most)}
}

func finite(series [][]float64) []float64 {
	total := 0
	for _, s := range series {
		total += len(s)
	}
	every := 1 + (total-1)/maxRanked
	out := make([]float64, 0, total/every+len(series))
	for _, s := range series {
		for i := 0; i < len(s); i += every {
			if !math.IsNaN(s[i]) && !math.IsInf(s[i], 0) {
				out = append(out, s[i])
			}
		}
	}
	return out
}
