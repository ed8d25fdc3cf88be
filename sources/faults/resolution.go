package faults

import (
	"math"
	"slices"
)

// Resolution is the grid on which a channel's clean values lie. Without it
// every damaged sample would give itself away by its digits, and a detector
// would look far better than it is. A nil *Resolution has no grid.
type Resolution struct {
	levels []float64 // ascending, the values seen; nil if they were too many
	gap    float64   // median distance of levels
	perOne float64   // steps in one unit; 0 if the values lie on no even grid
}

// fewest samples from which a grid is believed.
const fewest = 32

// LearnResolution looks for the grid of clean samples, NaNs left out. Few
// distinct values (a quarter of the samples or less) are taken as they are,
// otherwise it is the coarsest even grid that fits them all. Values on no
// grid, a single value and less than 32 samples give nil.
func LearnResolution(x []float64) *Resolution {
	v := slices.DeleteFunc(slices.Clone(x), func(f float64) bool { return math.IsNaN(f) || math.IsInf(f, 0) })
	slices.Sort(v)
	levels := slices.Compact(slices.Clone(v))
	if len(v) < fewest || len(levels) < 2 {
		return nil
	}
	r := &Resolution{perOne: stepsPerUnit(levels)}
	if 4*len(levels) <= len(v) {
		r.levels, r.gap = levels, medianGap(levels)
	} else if r.perOne == 0 {
		return nil
	}
	return r
}

// Snap is the point of the grid nearest to v. Beyond the levels that were
// seen the grid goes on with their median gap.
func (r *Resolution) Snap(v float64) float64 {
	switch {
	case r == nil || math.IsNaN(v):
		return v
	case r.levels == nil:
		return r.even(v)
	}
	lo, hi := r.levels[0], r.levels[len(r.levels)-1]
	switch {
	case v < lo:
		return r.even(lo + r.gap*math.Round((v-lo)/r.gap))
	case v > hi:
		return r.even(hi + r.gap*math.Round((v-hi)/r.gap))
	}
	return r.nearest(v)
}

// even puts v on the even grid, to the last bit as a number of so many
// digits would be parsed.
func (r *Resolution) even(v float64) float64 {
	if r.perOne == 0 {
		return v
	}
	return math.Round(v*r.perOne) / r.perOne
}

// nearest level; v is between the first and the last.
func (r *Resolution) nearest(v float64) float64 {
	i, found := slices.BinarySearch(r.levels, v)
	if found || v-r.levels[i-1] >= r.levels[i]-v {
		return r.levels[i]
	}
	return r.levels[i-1]
}

// stepsPerUnit of the coarsest grid of 1, 2, 4, 5, 8, 10, 16 … steps a unit,
// up to five decimals, on which all of v lie; 0 if there is none.
func stepsPerUnit(v []float64) float64 {
	for decade := 1.0; decade <= 1e5; decade *= 10 {
		for _, m := range []float64{1, 1.6, 2, 2.5, 4, 5, 8} {
			n := m * decade
			if n == math.Trunc(n) && n <= 1e5 && fits(v, n) {
				return n
			}
		}
	}
	return 0
}

func fits(v []float64, n float64) bool {
	for _, x := range v {
		if math.Abs(x*n-math.Round(x*n)) > 1e-4 { // logs of 32-bit floats are off by that much
			return false
		}
	}
	return true
}

func medianGap(levels []float64) float64 {
	gaps := make([]float64, len(levels)-1)
	for i := range gaps {
		gaps[i] = levels[i+1] - levels[i]
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}
