package inference

import "time"

// State is the verdict in one word.
type State string

// A fault is a sensor's; process means that the modalities disagree together
// and nobody is accused; unknown means that too little valid data was there.
const (
	OK      State = "ok"
	Fault   State = "fault"
	Process State = "process"
	Unknown State = "unknown"
)

// Status says where a corrected value comes from. It is a number and not a
// word because a screen keeps millions of them.
type Status uint8

// The zero Status says nothing. Measured is the number from the wire, untouched. Corrected is an estimate.
// Withheld is faulty and cannot be estimated. Missing was never there.
const (
	Measured Status = iota + 1
	Corrected
	Withheld
	Missing
)

// String is the word that files use, empty for the zero Status.
func (s Status) String() string {
	return [...]string{"", "measured", "corrected", "withheld", "missing"}[s]
}

// MarshalText writes the word.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Verdict is what one window says about the rig. Scores rise with evidence
// from 0 to 1 and reach AlarmScore at the commissioned threshold; P is the conformal
// p-value against clean calibration windows.
type Verdict struct {
	T          time.Time // of the last frame
	Row        int       // of the last frame
	State      State
	Score, P   float64
	TailP      float64 // P extrapolated beyond the largest clean score; 0 where it need not or cannot be
	Alarm      bool
	Witness    []Witnessing      // who says so now; empty without an alarm, and while one only holds on
	Shift      float64           // how far control D has moved the threshold [spans]
	Frozen     bool              // the alarm has lasted too long for noise: a fault or a new regime
	Process    Sight             // what the process witness sees
	Abstained  bool              // something is wrong with a sensor, but it is not clear with which
	Modalities []ModalityVerdict // rig order
	Channels   []ChannelVerdict  // rig order
	New        int               // frames at the end of the window it is the first to judge
	Drill      *Injection        // it is about a drill; nil: about the rig. Written by the pipeline
}

// Witnessing is who raised an alarm.
type Witnessing string

// The network is the detector; rules are plain limits; drift is the
// cumulative sums; process is witness W, which never accuses a sensor.
const (
	ByNetwork Witnessing = "network"
	ByRules   Witnessing = "rules"
	ByDrift   Witnessing = "drift"
	ByProcess Witnessing = "process"
)

// ModalityVerdict is how badly one modality fits the others.
type ModalityVerdict struct {
	Name     string
	Score, P float64
}

// ChannelVerdict is about one channel.
type ChannelVerdict struct {
	Name       string
	Score, P   float64
	Alarm      bool
	Kind       string  // of fault; empty without an alarm or without a name for it
	KindP      float64 // how sure the network is of the name, 0..1; 0 where it is not the network's
	Second     string  // the runner-up
	SecondP    float64
	Rule       string   // the rule it breaks most; empty if none
	Evidence   float64  // in spans: 0 is the clean median, 1 the commissioned threshold
	Status     Status   // of Row, not of the gap that may follow it
	Raw, Value float64  // likewise; NaN where there is none
	Sigma      float64  // calibrated 1-σ of Value as an estimate [unit]
	Trace      []Sample // [New] the newest frames, oldest first
	Offset     float64  // measured minus estimate, mean over the newest frames [unit]; NaN where nothing was measured
}

// Sample is one corrected value.
type Sample struct {
	Value  float64 // NaN when withheld or missing
	Status Status
}

// AlarmScore is the score at the alarm threshold.
const AlarmScore = 0.95
