package evaluate

import (
	"rigscope/inference/baselines"
	"rigscope/sensor"
)

// span is the number of samples the local error is averaged over.
const span = 9

// Mend is the window a method would hand on. Up to the threshold, or without
// an estimate, it is w itself, to the last bit. Above it the accused channel
// becomes the Wiener blend of measurement and estimate, the same for every
// method (method.md §4 step 10): x + f/(f+σ²)·(v−x), f being the local mean
// square of v−x beyond σ². w is not changed.
func Mend(w sensor.Window, j baselines.Judgement, threshold float64) sensor.Window {
	if j.Score <= threshold || j.Accused < 0 || j.Estimate == nil {
		return w
	}
	out := w
	out.X = append([]float64(nil), w.X...)
	blend(out.Channel(j.Accused), w.Channel(j.Accused), j.Estimate, j.Sigma)
	return out
}

func blend(dst, x, est []float64, sigma float64) {
	for t := range x {
		e := 0.0
		for k := -span / 2; k <= span/2; k++ {
			i := min(max(t+k, 0), len(x)-1)
			e += (est[i] - x[i]) * (est[i] - x[i]) / span
		}
		if f := e - sigma*sigma; f > 0 {
			dst[t] = x[t] + f/(f+sigma*sigma)*(est[t]-x[t])
		}
	}
}
