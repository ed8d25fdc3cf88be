package inference

import (
	"encoding/json"
	"math"
)

// Limit is what a channel's faults must reach to be found and to be mended.
// Sizes are in the channel's unit but for the gain, which has none.
type Limit struct {
	Bias        Size `json:"bias"`        // constant, over the whole window
	Drift       Size `json:"drift"`       // at the end of a ramp as long as the window
	Gain        Size `json:"gain"`        // share of the reading, over the whole window
	Noise       Size `json:"noise"`       // standard deviation, over the whole window
	Correctable Size `json:"correctable"` // bias from which the estimate is nearer the truth than the reading
}

// DetectableShare of windows with a fault of that size raise suspicion.
const DetectableShare = .85

// Size is a number that may be beyond anything that was tried: +Inf, null in
// a file.
type Size float64

// Found says whether there is such a size.
func (s Size) Found() bool { return !math.IsInf(float64(s), 0) && !math.IsNaN(float64(s)) }

// MarshalJSON writes null for what was not found.
func (s Size) MarshalJSON() ([]byte, error) {
	if !s.Found() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(s))
}

// UnmarshalJSON reads null as +Inf.
func (s *Size) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*s = Size(math.Inf(1))
		return nil
	}
	return json.Unmarshal(b, (*float64)(s))
}

// BreakEven is the smallest bias that correcting makes better: the estimate
// errs by sigma and follows the accused channel by a share g of its fault,
// which is 0 when it is masked (docs/theory.md §7).
func BreakEven(sigma, g float64) float64 { return sigma / (1 - g) }
