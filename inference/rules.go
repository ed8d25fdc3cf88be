package inference

import (
	"fmt"
	"math"

	"rigscope/sensor"
)

// Rules is what the clean log never exceeded, per channel. They need no
// network and see only the channel itself.
type Rules struct {
	Lo, Hi []float64 // [C] smallest and largest value [unit]
	Rate   []float64 // [C] largest step between two frames [unit]
	Run    []float64 // [C] longest run of equal values [frames]
}

// implausible is the evidence of a value outside the profile's own limits,
// before its excess: more than any normalised threshold.
const implausible = 1e3

// FitRules learns from clean segments, each [C][N] in physical units.
func FitRules(segments [][][]float64) Rules {
	c := len(segments[0])
	r := Rules{Lo: filled(c, math.Inf(1)), Hi: filled(c, math.Inf(-1)), Rate: make([]float64, c), Run: make([]float64, c)}
	for _, seg := range segments {
		for i, v := range seg {
			lo, hi, rate, run := extremes(v)
			r.Lo[i], r.Hi[i] = min(r.Lo[i], lo), max(r.Hi[i], hi)
			r.Rate[i], r.Run[i] = max(r.Rate[i], rate), max(r.Run[i], run)
		}
	}
	return r
}

// Evidence is the largest of three ratios for each channel of w: one plus
// how far it left the clean range, as a share of that range; its largest
// step over the clean one; its longest run of equal values over the clean
// one. NaNs are passed over and end a run.
func (r Rules) Evidence(dst []float64 /* [C] */, rig sensor.Rig, w sensor.Window) {
	for c := range dst {
		lo, hi, rate, run := extremes(w.Channel(c))
		span := r.Hi[c] - r.Lo[c]
		excess := max(hi-r.Hi[c], r.Lo[c]-lo, -span)
		dst[c] = max(1+excess/(span+1e-9), rate/(r.Rate[c]+1e-12), run/(min(r.Run[c], float64(w.T))+1))
		if span == 0 {
			dst[c] = 0 // it never moved: its own past says nothing
		}
		if ch := rig.Channels[c]; lo < ch.Lo || hi > ch.Hi {
			dst[c] = implausible
		}
	}
}

// extremes of a stretch of samples. Without two valid ones rate and run are
// 0; without any, lo is +Inf and hi is -Inf.
func extremes(v []float64) (lo, hi, rate, run float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	same, prev := 0.0, math.NaN()
	for _, x := range v {
		if math.IsNaN(x) {
			prev, same = x, 0
			continue
		}
		lo, hi = min(lo, x), max(hi, x)
		if x == prev {
			same++
		} else {
			same = 1
		}
		if d := math.Abs(x - prev); d > rate {
			rate = d
		}
		run, prev = max(run, same), x
	}
	return lo, hi, rate, run
}

func filled(n int, x float64) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = x
	}
	return v
}

func (r Rules) validate(c int) error {
	if len(r.Lo) != c || len(r.Hi) != c || len(r.Rate) != c || len(r.Run) != c {
		return fmt.Errorf("%w: the rules do not have %d channels", ErrSpec, c)
	}
	return nil
}
