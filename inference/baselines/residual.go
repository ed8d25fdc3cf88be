package baselines

import (
	"math"

	"rigscope/sensor"
)

// meanSquare and peak are the two readings of a residual: many small
// differences, one large.
func meanSquare(dst []float64, w sensor.Window, r []float64) {
	for c := range dst {
		dst[c] = 0
		for _, v := range r[c*w.T : (c+1)*w.T] {
			dst[c] += v * v / float64(w.T)
		}
	}
}

func peak(dst []float64, w sensor.Window, r []float64) {
	for c := range dst {
		dst[c] = 0
		for _, v := range r[c*w.T : (c+1)*w.T] {
			dst[c] = max(dst[c], math.Abs(v))
		}
	}
}

// residualRMS of each channel over windows [n][C×T].
func residualRMS(predict predictor, x [][]float64, C int) []float64 {
	rms := make([]float64, C)
	for from := 0; from < len(x); from += together {
		batch := x[from:min(from+together, len(x))]
		for i, est := range predict(batch) {
			T := len(est) / C
			for k, v := range est {
				d := batch[i][k] - v
				rms[k/T] += d * d / float64(T*len(x))
			}
		}
	}
	for c := range rms {
		rms[c] = max(math.Sqrt(rms[c]), leastRMS)
	}
	return rms
}

func overRMS(x, est, rms []float64) []float64 {
	r, T := make([]float64, len(x)), len(x)/len(rms)
	for i := range x {
		r[i] = (x[i] - est[i]) / rms[i/T]
	}
	return r
}

// unscale is channel c of est [C×T] in physical units.
func unscale(s sensor.Scaler, c int, est []float64, T int) []float64 {
	out := make([]float64, T)
	for i, v := range est[c*T : (c+1)*T] {
		out[i] = v*s.Scale[c] + s.Center[c]
	}
	return out
}

// argmax is the first of the largest; -1 of nothing.
func argmax(v []float64) int {
	best := -1
	for i, x := range v {
		if best < 0 || x > v[best] {
			best = i
		}
	}
	return best
}
