package inference

import (
	"rigscope/sensor"
)

// SpecVersion is the version of the metadata a model file carries. A file
// with another one is refused, not guessed at.
const SpecVersion = 1

// Spec is everything a model file knows besides its weights.
type Spec struct {
	Version  int        `json:"version"`
	Rig      sensor.Rig `json:"rig"`      // Window is set
	Hop      int        `json:"hop"`      // [frames] between two verdicts
	Evidence []string   `json:"evidence"` // names of the rows of Output.Evidence
}
