package sensor

import (
	"math"
	"slices"
)

// Scaler maps each channel to about zero mean and unit spread:
// (x − Center) / Scale. It is learnt once from clean data and never adapted,
// so that a fault cannot hide in it.
type Scaler struct {
	Center []float64 `json:"center"` // [C] mean, physical units
	Scale  []float64 `json:"scale"`  // [C] > 0, standard deviation, physical units
	Step   []float64 `json:"step"`   // [C] smallest step seen between two values; 0 for a constant channel
}

// FitScaler learns from x [C][N], physical units; NaNs are passed over. The
// center is the mean, the scale the standard deviation but at least the
// quantisation step: a quiet digitised channel must not become all noise. A
// constant channel gets scale 1 and step 0.
func FitScaler(x [][]float64) Scaler {
	s := Scaler{Center: make([]float64, len(x)), Scale: make([]float64, len(x)), Step: make([]float64, len(x))}
	for c, v := range x {
		s.Center[c], s.Scale[c], s.Step[c] = fitChannel(v)
	}
	return s
}

// Constant lists the channels that never moved in training.
func (s Scaler) Constant() []int {
	var out []int
	for c, q := range s.Step {
		if q == 0 {
			out = append(out, c)
		}
	}
	return out
}

// To maps x [T] of channel c into dst; NaN stays NaN.
func (s Scaler) To(c int, dst, x []float64) {
	for i, v := range x {
		dst[i] = (v - s.Center[c]) / s.Scale[c]
	}
}

func fitChannel(x []float64) (center, scale, step float64) {
	v := slices.DeleteFunc(slices.Clone(x), func(f float64) bool { return math.IsNaN(f) || math.IsInf(f, 0) })
	if len(v) == 0 {
		return 0, 1, 0
	}
	slices.Sort(v)
	center, scale = meanStd(v)
	if step = smallestStep(v); step == 0 {
		return v[0], 1, 0
	}
	return center, max(scale, step), step
}

// smallestStep of sorted values; steps below 1e-9 of the range are rounding.
func smallestStep(v []float64) float64 {
	step, tiny := math.Inf(1), 1e-9*(v[len(v)-1]-v[0])
	for i := 1; i < len(v); i++ {
		if d := v[i] - v[i-1]; d > tiny && d < step {
			step = d
		}
	}
	if math.IsInf(step, 1) {
		return 0
	}
	return step
}

// meanStd is the mean and the population standard deviation, by two passes.
func meanStd(v []float64) (mean, std float64) {
	for _, x := range v {
		mean += x / float64(len(v))
	}
	ss := 0.0
	for _, x := range v {
		ss += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(ss / float64(len(v)))
}
