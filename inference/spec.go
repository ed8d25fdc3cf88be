package inference

import (
	"fmt"

	"rigscope/sensor"
)

// SpecVersion is the version of the metadata a model file carries. A file
// with another one is refused, not guessed at.
const SpecVersion = 2

// Spec is everything a model file knows besides its weights. C channels, K
// rows of evidence, M modalities.
type Spec struct {
	Version     int           `json:"version"`
	Rig         sensor.Rig    `json:"rig"`      // Window is set
	Hop         int           `json:"hop"`      // [frames] between two verdicts
	Evidence    []string      `json:"evidence"` // [K] names of the rows of Output.Evidence
	Kinds       []string      `json:"kinds"`    // [J] of fault, names of the rows of Output.Kinds
	Scaler      sensor.Scaler `json:"scaler"`
	Rules       Rules         `json:"rules"`
	Witness     Witness       `json:"witness"`
	Calibration Calibration   `json:"calibration"`
	Provenance  Provenance    `json:"provenance"`
}

// Provenance says what a model was made from. It holds no clock time, so
// that the same data, seed and program give the same file.
type Provenance struct {
	App           string   `json:"app"` // program and version
	Logs          []string `json:"logs"`
	SHA256        []string `json:"sha256"` // of each log, hex
	Rows          string   `json:"rows"`   // the range asked for, empty for all
	Seed          uint64   `json:"seed"`
	Frames        int      `json:"frames"`      // clean frames the log held
	Steps         int      `json:"steps"`       // of the autoencoders' optimiser
	Loss          float64  `json:"loss"`        // their mean square error in the last steps, in scaled units
	BlockSteps    int      `json:"block_steps"` // of the compute block's
	DetectorSteps int      `json:"detector_steps"`
	Windows       int      `json:"windows"`
}

// Constant says which channels never moved in training: they are never
// believed and never judged. [C]
func (s *Spec) Constant() []bool {
	out := make([]bool, len(s.Rig.Channels))
	for _, c := range s.Scaler.Constant() {
		out[c] = true
	}
	return out
}

// Validate reports why a spec cannot be used.
func (s *Spec) Validate() error {
	switch c := len(s.Rig.Channels); {
	case s.Version != SpecVersion:
		return fmt.Errorf("%w: its metadata has version %d, this program reads %d: train it anew", ErrSpec, s.Version, SpecVersion)
	case s.Rig.Window <= 0 || s.Hop <= 0 || s.Hop > s.Rig.Window:
		return fmt.Errorf("%w: window %d with hop %d", ErrSpec, s.Rig.Window, s.Hop)
	case len(s.Scaler.Center) != c || len(s.Scaler.Scale) != c || len(s.Scaler.Step) != c:
		return fmt.Errorf("%w: the scaler does not have %d channels", ErrSpec, c)
	default:
		return nil
	}
}

// Ready reports why a spec cannot give verdicts yet.
func (s *Spec) Ready() error {
	if err := s.Validate(); err != nil {
		return err
	}
	if err := s.Rules.validate(len(s.Rig.Channels)); err != nil {
		return err
	}
	if err := s.Witness.validate(len(s.Rig.Channels)); err != nil {
		return err
	}
	return s.Calibration.validate(len(s.Rig.Channels), len(s.Rig.Modalities()))
}
