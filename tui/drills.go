package tui

import (
	"time"

	"rigscope/pipeline"
)

// Drills puts faults into the running data, to see what the model makes of
// them. What has begun, and how it was answered, is in the snapshots. No
// method may block.
type Drills interface {
	Kinds() []DrillKind
	Start(DrillOrder) (id int, err error) // with the next frame; the error is a sentence
	Stop() bool                           // with the next frame; false if none runs
	// Preview is x, samples of one channel, with the fault of an order in
	// them from sample from on; sigma is the channel's.
	Preview(o DrillOrder, sigma float64, x []float64, from int) []float64
}

// DrillKind is a fault that can be injected.
type DrillKind struct {
	Name     string
	Unit     SizeUnit
	Sizes    []float64 // to choose from, ascending; none where Unit is NoSize
	Together bool      // it takes a whole modality
}

// SizeUnit is what the size of a fault is counted in.
type SizeUnit uint8

// The units.
const (
	NoSize   SizeUnit = iota
	InSigma           // standard deviations of the clean channel
	AsShare           // of the value, the samples or the range
	InFrames          // samples
)

// DrillOrder is a drill to be started.
type DrillOrder struct {
	Kind     string
	Channels []int // ascending
	Size     float64
	Lasts    time.Duration
}

// The screen's view of drills. A drill belongs to the moments of its own
// epoch: after a replay was wound back the same times are the rig's own.

// drillAt is the drill that a verdict at time t of s is about.
func drillAt(s *pipeline.Snapshot, t time.Time) (pipeline.Drill, bool) {
	if s != nil {
		for i := len(s.Drills) - 1; i >= 0; i-- {
			if d := s.Drills[i]; d.Epoch == s.Epoch && d.At(t) {
				return d, true
			}
		}
	}
	return pipeline.Drill{}, false
}

// injected says that the reading of channel c at time t is not the sensor's.
func (m *Model) injected(c int, t time.Time) bool {
	for _, d := range m.shown.Drills {
		if d.Epoch == m.shown.Epoch && d.In(c, t) {
			return true
		}
	}
	return false
}

// drillNow is the drill that the newest data is about.
func (m *Model) drillNow() (pipeline.Drill, bool) {
	t, _ := m.position()
	return drillAt(m.newest, t)
}

// running says that a drill damages the newest data.
func (m *Model) drillRuns() bool {
	t, _ := m.position()
	d, ok := m.drillNow()
	return ok && !d.Over && t.Before(d.To)
}

// lastDrill is the newest one.
func (m *Model) lastDrill() (pipeline.Drill, bool) {
	if m.newest == nil || len(m.newest.Drills) == 0 {
		return pipeline.Drill{}, false
	}
	return m.newest.Drills[len(m.newest.Drills)-1], true
}
