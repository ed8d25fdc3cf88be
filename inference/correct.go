package inference

import (
	"math"

	"rigscope/sensor"
)

// correct replaces the newest samples of an accused channel by the Wiener
// blend of measurement and virtual sensor (method.md §4 step 10): where the
// two differ no more than the virtual sensor errs on clean data the
// measurement stands, where they differ more the estimate takes over. A
// channel that the others cannot predict is withheld instead.
func (a *Assessor) correct(v *ChannelVerdict, l *look, c int) {
	x, est := l.filled.Channel(c), l.virtual[c*l.raw.T:(c+1)*l.raw.T]
	v.Offset = meanDifference(l.raw.Channel(c), est, max(l.raw.New, l.raw.T/8))
	blend := Blend(x, est, v.Sigma)
	for i := range v.Trace {
		at := l.raw.T - l.raw.New + i
		switch {
		case !a.spec.Calibration.Reconstructable(c) || a.constant[c] || believed(l.after.u) < fewest:
			v.Trace[i] = Sample{math.NaN(), Withheld}
		case math.IsNaN(l.raw.Channel(c)[at]) || math.IsNaN(blend[at]) || math.IsInf(blend[at], 0):
			v.Trace[i] = Sample{est[at], Corrected}
		default:
			v.Trace[i] = Sample{blend[at], Corrected}
		}
	}
}

// wienerSpan is the number of samples the local error is averaged over.
const wienerSpan = 9

// Blend is x + f/(f+σ²)·(est−x), with f the local mean square of est−x
// beyond σ². All slices are [T].
func Blend(x, est []float64, sigma float64) []float64 {
	out := make([]float64, len(x))
	for t := range x {
		e := 0.0
		for k := -wienerSpan / 2; k <= wienerSpan/2; k++ {
			i := min(max(t+k, 0), len(x)-1)
			e += (est[i] - x[i]) * (est[i] - x[i]) / wienerSpan
		}
		f := max(0, e-sigma*sigma)
		out[t] = x[t]
		if f > 0 {
			out[t] += f / (f + sigma*sigma) * (est[t] - x[t])
		}
	}
	return out
}

// meanDifference of the last n samples, measured minus estimate. Missing ones
// are left out; without any it is NaN.
func meanDifference(x, est []float64, n int) float64 {
	d, there := 0.0, 0.0
	for i := len(x) - n; i < len(x); i++ {
		if !math.IsNaN(x[i]) {
			d, there = d+x[i]-est[i], there+1
		}
	}
	return d / there
}

// meanResiduals is the mean of measured minus virtual over a window, [C];
// NaN for masked channels.
func meanResiduals(w sensor.Window, out *Output, masked []bool) []float64 {
	r := make([]float64, w.C)
	for c := range r {
		r[c] = math.NaN()
		if !masked[c] {
			r[c] = meanDifference(w.Channel(c), out.Virtual[c*w.T:(c+1)*w.T], w.T)
		}
	}
	return r
}
