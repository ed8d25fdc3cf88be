package report

import (
	"math"
	"time"

	"rigscope/inference"
)

// Health is how one channel did over the time of a report.
type Health struct {
	Frames                       int // of the rig's grid
	Missing, Corrected, Withheld int // frames
	Lo, Hi                       float64
	Gaps                         int           // stretches without a value
	LongestGap                   time.Duration // between two values
	Changes                      int           // frames that differ from the one before
	Still                        time.Duration // the longest time without a change
	StillAt                      float64       // the value it stood at
	Last                         inference.Status

	n          int // frames with a value
	mean, m2   float64
	prev       float64 // of the frame before; NaN is none
	since      time.Time
	last, seen time.Time // the newest frame with a value, and the newest at all
}

// Valid frames hold a finite number.
func (h *Health) Valid() int { return h.n }

// Mean of what was measured [unit]; NaN if nothing was.
func (h *Health) Mean() float64 {
	if h.n == 0 {
		return math.NaN()
	}
	return h.mean
}

// Std is the standard deviation of what was measured [unit].
func (h *Health) Std() float64 {
	if h.n == 0 {
		return math.NaN()
	}
	return math.Sqrt(h.m2 / float64(h.n))
}

// add takes the next frame; period is that of the grid. Frames farther apart
// than that leave a gap.
func (h *Health) add(t time.Time, raw float64, status inference.Status, period time.Duration) {
	if h.Frames == 0 {
		h.Lo, h.Hi, h.prev, h.StillAt, h.last = math.NaN(), math.NaN(), math.NaN(), math.NaN(), t.Add(-period)
	}
	h.Frames++
	h.seen = t
	h.status(raw, status)
	if !finite(raw) {
		h.prev = math.NaN()
		return
	}
	if away := t.Sub(h.last); away > period*3/2 {
		h.Gaps++
		h.LongestGap = max(h.LongestGap, away-period)
		h.prev = math.NaN()
	}
	h.last = t
	h.value(t, raw)
}

func (h *Health) status(raw float64, s inference.Status) {
	h.Last = s
	switch {
	case !finite(raw):
		h.Missing++
	case s == inference.Corrected:
		h.Corrected++
	case s == inference.Withheld:
		h.Withheld++
	}
}

// value takes a number into range, moments (Welford) and standstills.
func (h *Health) value(t time.Time, x float64) {
	r := Range{h.Lo, h.Hi}.with(x)
	h.Lo, h.Hi = r.Lo, r.Hi
	h.n++
	d := x - h.mean
	h.mean += d / float64(h.n)
	h.m2 += d * (x - h.mean)
	if x != h.prev {
		if finite(h.prev) {
			h.Changes++
		}
		h.prev, h.since = x, t
	}
	if still := t.Sub(h.since); still > h.Still {
		h.Still, h.StillAt = still, x
	}
}

// end closes a gap that lasts.
func (h *Health) end() {
	if away := h.seen.Sub(h.last); away > 0 && h.Frames > 0 {
		h.Gaps++
		h.LongestGap = max(h.LongestGap, away)
	}
}

// PerSecond is how often a new value came [1/s]; NaN for less than two
// frames.
func (h *Health) PerSecond(span time.Duration) float64 {
	if span <= 0 {
		return math.NaN()
	}
	return float64(h.Changes) / span.Seconds()
}
