package inference

import (
	"math"
	"slices"
)

// cusumMargin is kept above the largest clean sum [standard deviations ×
// windows]. cusumBatch is the length of the batches whose means tell the
// spread [windows].
const cusumMargin, cusumBatch = 0.5, 4

// FitCusum learns from the residual means of clean windows in the order of
// time, segments of [C][N], a share of a window apart. The limits allow one
// false alarm of the whole rig in arl windows, and never ring on the clean
// windows themselves.
func FitCusum(segments [][][]float64, share, arl float64) Cusum {
	n := len(segments[0])
	c := Cusum{Center: make([]float64, n), Spread: make([]float64, n), Limit: filled(n, cusumLimit(arl*float64(n)))}
	for i := range n {
		c.Center[i], c.Spread[i] = longRun(segments, i, int(math.Round(cusumBatch/share)))
	}
	for i, h := range c.cleanMax(segments, share) {
		c.Limit[i] = max(c.Limit[i], h+cusumMargin)
	}
	return c
}

// longRun is the mean of channel i and the standard deviation that matters
// to a sum: that of one window, or, if larger, that of the means of batches
// of n, scaled to one window. The sum of correlated values spreads by their
// long-run variance (Johnson & Bagshaw 1974; batch means as in Conway 1963).
func longRun(segments [][][]float64, i, n int) (mean, spread float64) {
	var batches []float64
	for _, seg := range segments {
		for b := range slices.Chunk(seg[i], n) {
			if m := validMean(b); len(b) == n && !math.IsNaN(m) {
				batches = append(batches, m)
			}
		}
	}
	mean, spread = meanStd(pooled(segments, i))
	_, slow := meanStd(batches)
	return mean, max(spread, slow*math.Sqrt(cusumBatch))
}

// cleanMax is the largest sum [C] that the clean windows reach.
func (c *Cusum) cleanMax(segments [][][]float64, share float64) []float64 {
	largest, means := make([]float64, len(c.Limit)), make([]float64, len(c.Limit))
	open := *c
	open.Limit = filled(len(c.Limit), math.MaxFloat64/cusumCap)
	for _, seg := range segments {
		d := NewDriftWatch(&open)
		for t := range seg[0] {
			for i := range means {
				means[i] = seg[i][t]
			}
			d.Step(means, share)
			for i := range largest {
				largest[i] = max(largest[i], d.up[i].sum, d.down[i].sum)
			}
		}
	}
	return largest
}

// cusumLimit is the h that gives one channel, both sides together, one false
// alarm in arl windows.
func cusumLimit(arl float64) float64 {
	lo, hi := 0., 100.
	for range 60 {
		if h := (lo + hi) / 2; cusumARL(h) < arl {
			lo = h
		} else {
			hi = h
		}
	}
	return hi
}

// cusumARL is Siegmund's approximation of the mean number of clean steps
// between false alarms (Siegmund, Sequential Analysis, 1985; Montgomery,
// 9.1.3): (e^2kb − 2kb − 1)/2k² with b = h + 1.166, half of that for two
// sides. Simulated, it holds within 25 % at 1 to 16 hops a window if
// a hop counts as a part of a step.
func cusumARL(h float64) float64 {
	x := 2 * cusumSlack * (h + 1.166)
	return (math.Exp(x) - x - 1) / (2 * cusumSlack * cusumSlack) / 2
}
