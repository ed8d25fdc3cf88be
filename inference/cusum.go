package inference

import (
	"fmt"
	"math"
)

// cusumSlack is k, half of the shift that is found soonest [standard
// deviations of a window's residual mean] (Montgomery, Introduction to
// Statistical Quality Control, 9.1.3). cusumCap bounds the sums, in limits,
// so that a sensor that was mended is forgiven in bounded time.
const cusumSlack, cusumCap = 0.5, 2

// Cusum is what the two-sided tabular cumulative sum (Page 1954) of the
// residual mean learnt from clean windows. It sees a drift too slow for any
// single window. The zero Cusum watches nothing.
type Cusum struct {
	Center []float64 `json:"center"` // [C] clean residual mean [unit]
	Spread []float64 `json:"spread"` // [C] its standard deviation over a window [unit]; 0 is not watched
	Limit  []float64 `json:"limit"`  // [C] h [standard deviations × windows]
}

// Trend is what the sums say of one channel.
type Trend struct {
	Channel int     // -1 is none
	Side    int     // 1 reads too much, -1 too little, 0 neither
	Ratio   float64 // of the sum to its limit; above 1 it drifts
	Windows float64 // since it began: the sum was 0 before that (Page's estimate; late by what the slack hides)
	Offset  float64 // mean residual since then, beyond the clean one [unit]
}

// Drifts says whether the sum is over its limit.
func (t Trend) Drifts() bool { return t.Ratio > 1 }

// DriftWatch adds up one stream.
type DriftWatch struct {
	learnt   *Cusum
	up, down []side // [C] the sums of what is too much, and of what is too little
}

// NewDriftWatch begins at zero; c must not change meanwhile.
func NewDriftWatch(c *Cusum) *DriftWatch {
	n := len(c.Limit)
	return &DriftWatch{learnt: c, up: make([]side, n), down: make([]side, n)}
}

// Step takes the mean of measured minus estimate over the next window, for
// each channel [C], and the share of the window that no earlier one has
// covered: a hop counts for so much of a step, because hops share samples. It
// returns the worst channel. NaN changes nothing.
func (d *DriftWatch) Step(residual []float64, share float64) Trend {
	worst := Trend{Channel: -1}
	for c, h := range d.learnt.Limit {
		z := (residual[c] - d.learnt.Center[c]) / d.learnt.Spread[c]
		if d.learnt.Spread[c] > 0 && !math.IsNaN(z) {
			d.up[c].step(z, share, h)
			d.down[c].step(-z, share, h)
		}
		if t := d.Channel(c); t.Ratio > worst.Ratio {
			worst = t
		}
	}
	return worst
}

// Channel is the larger of the two sums of channel c.
func (d *DriftWatch) Channel(c int) Trend {
	s, sign := d.up[c], 1
	if d.down[c].sum > s.sum {
		s, sign = d.down[c], -1
	}
	if s.sum == 0 {
		return Trend{Channel: c}
	}
	return Trend{c, sign, s.sum / d.learnt.Limit[c], s.windows, float64(sign) * s.z / s.windows * d.learnt.Spread[c]}
}

// Forget sets the sums of channel c to zero, as after it was mended.
func (d *DriftWatch) Forget(c int) {
	if c < len(d.up) {
		d.up[c], d.down[c] = side{}, side{}
	}
}

// Restart forgets everything, as after a seek. A gap is no reason to: a slow
// drift goes on meanwhile.
func (d *DriftWatch) Restart() { *d = *NewDriftWatch(d.learnt) }

// side is one of the two sums.
type side struct {
	sum     float64 // C⁺ or C⁻
	windows float64 // since it was 0
	z       float64 // what was added since, without the slack
}

// step is C ← max(0, C + (z − k)·share).
func (s *side) step(z, share, limit float64) {
	s.sum = min(s.sum+(z-cusumSlack)*share, cusumCap*limit)
	s.windows, s.z = s.windows+share, s.z+z*share
	if s.sum <= 0 {
		*s = side{}
	}
}

func (c *Cusum) validate(channels int) error {
	ok := len(c.Center) == len(c.Limit) && len(c.Spread) == len(c.Limit) && (len(c.Limit) == channels || len(c.Limit) == 0)
	for _, h := range c.Limit {
		ok = ok && h > 0
	}
	if !ok {
		return fmt.Errorf("%w: the sums for drift do not have %d channels: train it anew", ErrSpec, channels)
	}
	return nil
}
