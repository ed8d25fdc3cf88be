package inference

import (
	"fmt"
	"math"
)

// Rules is what the clean log never exceeded, per channel. They need no
// network and see only the channel itself.
type Rules struct {
	Lo, Hi []float64 // [C] smallest and largest value [unit]
	Rate   []float64 // [C] largest step between two frames [unit]
	Run    []float64 // [C] longest run of equal values [frames]
	Rail   []float64 // [C] longest such run at Lo or Hi [frames]; nil in older models, which have no rail rule
}

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
	r.Rail = make([]float64, c)
	for _, seg := range segments {
		for i, v := range seg {
			r.Rail[i] = max(r.Rail[i], railRun(v, r.Lo[i], r.Hi[i]))
		}
	}
	return r
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
	if len(r.Lo) != c || len(r.Hi) != c || len(r.Rate) != c || len(r.Run) != c ||
		len(r.Rail) != c && r.Rail != nil {
		return fmt.Errorf("%w: the rules do not have %d channels", ErrSpec, c)
	}
	return nil
}
