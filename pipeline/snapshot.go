package pipeline

import (
	"time"

	"rigscope/inference"
	"rigscope/sensor"
)

// Snapshot is everything a screen may draw at one moment. It never changes
// once published: its slices may share memory with later snapshots, but only
// beyond their own length.
type Snapshot struct {
	Rig    sensor.Rig
	Model  ModelInfo
	Spread []float64 // [C] standard deviation of the clean channel [unit]; nil if unknown
	Epoch  int       // rises when history starts afresh (seek, loop)
	First  int       // absolute index of sample 0 below; buckets count from there
	Times  []time.Time
	Raw    [][]float64 // [C][N] physical units; NaN is missing
	Judged int         // the samples below Judged have a verdict, the newer wait for one

	Value    [][]float64          // [C][Judged] corrected or measured; NaN when withheld or missing
	Status   [][]inference.Status // [C][Judged]
	Score    [][]float64          // [C][Judged] 0..1
	Modality [][]float64          // [M][Judged] 0..1
	State    []inference.State    // [Judged]
	Levels   []Level              // the judged samples in buckets, the finest first, from long before sample 0 on

	Last   *inference.Verdict // newest; nil before the first
	Events []Event            // oldest first
	Drills []Drill            // begun so far, oldest first
	Strip  []StripCell        // the whole run so far, for the log bar
	Counts Counts
	Done   bool  // the source has ended
	Err    error // why the run ended, if not by the end of the source
}

// ModelInfo names the model on screen.
type ModelInfo struct {
	Name     string  // file name without its folder
	Hash     string  // sha256, hex
	FAR      float64 // nominal false alarms per clean window
	Achieved float64 // found on clean windows kept back in training
	Window   int
	Hop      int
}

// Event is one incident or notice, from its beginning to its end.
type Event struct {
	ID       int
	From, To time.Time // To is zero while it lasts
	State    inference.State
	Channel  int                    // -1 if it is about none
	Kind     string                 // of fault, or "bad row"
	Offset   float64                // measured minus estimate, at its largest [unit]
	Peak     float64                // highest score
	Witness  []inference.Witnessing // all that have raised it, in the order in which they did; never written again
	Sight    inference.Sight        // of a process change, at its farthest; zero if the process witness saw none
	Clearest Finding                // of the verdicts it is made of
	Text     string                 // for notices; may hold text from a log, not yet made safe
	Drill    int                    // number of the drill it began in; 0: it is the rig's own
	Beside   int                    // number of a drill that ran while it went on, for one of the rig's own

	ended time.Time // the latest end that was seen
	again bool      // the stream was interrupted since: it may be passed again
}

// StripCell sums up one slice of the log's time. Cells are equally long;
// the length doubles when there would be too many.
type StripCell struct {
	From     time.Time
	Score    float64 // highest
	State    inference.State
	Channel  []float64 // [C] highest score of each channel; nil where nothing was judged
	Modality []float64 // [M] likewise; NaN: no score
}

// Counts are the pipeline's own numbers.
type Counts struct {
	Frames, Windows, BadRows int
}
