package evaluate

import (
	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/sensor"
)

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
	copy(out.Channel(j.Accused), inference.Blend(w.Channel(j.Accused), j.Estimate, j.Sigma))
	return out
}
