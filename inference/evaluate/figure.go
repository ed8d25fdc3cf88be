package evaluate

import (
	"encoding/json"
	"math"
)

// Figure is a number that may not exist: NaN, null in JSON.
type Figure float64

// MarshalJSON writes null for what JSON has no number for.
func (f Figure) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(f))
}

// UnmarshalJSON reads null as NaN.
func (f *Figure) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*f = Figure(math.NaN())
		return nil
	}
	return json.Unmarshal(b, (*float64)(f))
}

// meanStd of the values that exist, the deviation with n−1; NaN of none, and
// of one the deviation is 0.
func meanStd(v []float64) (mean, std float64) {
	n := 0.0
	for _, x := range v {
		if !math.IsNaN(x) {
			n, mean = n+1, mean+x
		}
	}
	if mean /= n; n < 2 {
		return mean, 0 * mean
	}
	for _, x := range v {
		if !math.IsNaN(x) {
			std += (x - mean) * (x - mean) / (n - 1)
		}
	}
	return mean, math.Sqrt(std)
}

func mean(v []float64) float64 {
	m, _ := meanStd(v)
	return m
}
