package notation

import (
	"math"
	"slices"
	"time"
)

// FindUnit decides whether a column of values counts s, ms, µs or ns (0, 3, 6, 9).
// Numbers that are dates between 2000 and 2100 in one of the units are such
// dates, unless their steps would be far from the period of the rig: a
// counter of microseconds since boot passes through there, too. All other
// counters have the unit that brings the steps nearest to the period.
func FindUnit(values []float64, period time.Duration) int {
	if len(values) == 0 {
		return 0
	}
	step, middle := usualStep(values), Median(values)
	for _, unit := range [...]int{0, 3, 6, 9} {
		if Dated(middle, unit) && (step == 0 || farness(step, unit, period) < math.Log(1000)) {
			return unit
		}
	}
	best := 0
	for _, unit := range [...]int{3, 6, 9} {
		if step > 0 && farness(step, unit, period) < farness(step, best, period) {
			best = unit
		}
	}
	return best
}

// Dated says whether v is a date between 2000 and 2100, counted since 1970
// in 10^-unit seconds.
func Dated(v float64, unit int) bool {
	s := v / math.Pow10(unit)
	return s > 946_684_800 && s < 4_102_444_800 // [s]
}

// farness is how far a step is from the period, as |log(step/period)|.
func farness(step float64, unit int, period time.Duration) float64 {
	return math.Abs(math.Log(step / math.Pow10(unit) / period.Seconds()))
}

// usualStep is the median step; where most rows share a stamp, the mean one.
func usualStep(values []float64) float64 {
	if len(values) < 2 {
		return 0
	}
	steps := make([]float64, len(values)-1)
	for i := range steps {
		steps[i] = math.Abs(values[i+1] - values[i])
	}
	if m := Median(steps); m > 0 {
		return m
	}
	return math.Abs(values[len(values)-1]-values[0]) / float64(len(steps))
}

// Median of a non-empty slice, which stays as it is.
func Median(v []float64) float64 {
	v = slices.Clone(v)
	slices.Sort(v)
	return v[len(v)/2]
}
