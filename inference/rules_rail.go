package inference

import (
	"math"

	"rigscope/sensor"
)

// railChance is the run of equal samples at an end of its range that a coarse
// sensor shows by chance: on clean rows of SKAB that were not learnt from it
// is 3 for thermocouple and flow, 5 at most.
const railChance = 3 // [frames]

// rail is the longest run of equal values at an end of the channel's range,
// over the longest one in the clean log. An end is a limit of the profile,
// or a clean extreme and what is beyond: a converter that saturates stands
// still there.
func (r Rules) rail(c int, ch sensor.Channel, v []float64) float64 {
	if r.Rail == nil {
		return 0
	}
	run := max(railRun(v, r.Lo[c], r.Hi[c]), railRun(v, ch.Lo, ch.Hi))
	return run / (max(min(r.Rail[c], float64(len(v))), railChance) + 1)
}

// railRun is the longest run of equal values that are not between lo and hi;
// a limit that is NaN is open.
func railRun(v []float64, lo, hi float64) (longest float64) {
	run, prev := 0., math.NaN()
	for _, x := range v {
		switch {
		case !(x <= lo || x >= hi):
			run = 0
		case x == prev:
			run++
		default:
			run = 1
		}
		longest, prev = max(longest, run), x
	}
	return longest
}
