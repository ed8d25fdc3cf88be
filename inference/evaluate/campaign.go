package evaluate

import (
	"fmt"

	"rigscope/inference/baselines"
	"rigscope/sources/faults"
)

// Campaign is clean data to damage. Train and Calibrate of Clean fit the
// methods; Test was seen by nobody. Both give the faults their size and grid.
type Campaign struct {
	Clean baselines.Clean
	Test  [][][]float64 // segments, each [C][N] in physical units, without NaNs
	Options
}

// Options of a campaign; the zero value of a field means its default.
type Options struct {
	Kinds      []faults.Kind // default faults.Labels()
	Severities []float64     // default 1, 2, 3
	Windows    int           // drawn from the test segments at stride T/4; default 200
	Streams    int           // of 3T for delay and VUS-PR; default 20, negative none
	FAR        float64       // nominal share of clean windows over the threshold; default .01
}

func (o Options) withDefaults() Options {
	if o.Kinds == nil {
		o.Kinds = faults.Labels()
	}
	if o.Severities == nil {
		o.Severities = []float64{1, 2, 3}
	}
	if o.Windows == 0 {
		o.Windows = 200
	}
	if o.Streams == 0 {
		o.Streams = 20
	}
	if o.FAR == 0 {
		o.FAR = .01
	}
	return o
}

// Run is one method on the faults of one seed.
type Run struct {
	Method  string
	Seed    uint64
	LeftOut []faults.Kind // kinds the method was not trained on
	Cells   []Cell
	Clean   Untouched
	// Confusion counts, over all faults of one channel, the faulty channel
	// (row) and the accused one (column). [C][C]; nil if it accuses nobody.
	Confusion [][]int
}

// Untouched is what a method does to clean test windows at stride T/8.
type Untouched struct {
	FAR     Figure `json:"far"`            // share over the threshold: achieved, not nominal
	PerDay  Figure `json:"alarms_per_day"` // episodes in 24 h of the rig's time
	Damage  Figure `json:"damage"`         // RMSE added to the worst channel [σ], mean over windows; only flagged ones can have any
	Windows int    `json:"windows"`        // how many
}

// Try measures a fitted method. The same seed gives every method the same
// windows and faults, and a cell the same faults whatever other cells there
// are.
func (c Campaign) Try(m baselines.Method, seed uint64) (Run, error) {
	t, err := c.trial(m, seed)
	if err != nil {
		return Run{}, err
	}
	run := Run{Method: m.Name(), Seed: seed}
	if run.Clean, err = t.untouched(c.Test); err != nil {
		return run, err
	}
	for _, k := range t.Kinds {
		for _, s := range t.Severities {
			cell, err := t.cell(k, s, &run.Confusion)
			if err != nil {
				return run, fmt.Errorf("%s, %s at severity %v: %w", m.Name(), k, s, err)
			}
			run.Cells = append(run.Cells, cell)
		}
	}
	return run, nil
}
