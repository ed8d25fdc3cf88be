package inference

import (
	"fmt"

	"rigscope/sensor"
)

// Assessor runs a model over windows in order and decides. It holds the
// alarm's memory, so it belongs to one stream and one goroutine. The same
// windows give the same verdicts however they are batched.
type Assessor struct {
	model     Model
	spec      *Spec
	mods      []sensor.Modality
	constant  []bool // [C] channels that never moved in training: never believed, never judged
	guard     *Guard
	bell      *Bell
	watch     observer
	drift     *DriftWatch
	accused   []int // while the alarm is on
	process   bool  // while the alarm is on: nobody is accused
	abstained bool  // while the alarm is on: it was not clear who lies
	told      told
	outs      []Output
	tries     []Output
}

// NewAssessor checks that the model can give verdicts.
func NewAssessor(m Model) (*Assessor, error) {
	spec := m.Spec()
	if err := spec.Ready(); err != nil {
		return nil, err
	}
	if err := sound(m); err != nil {
		return nil, err
	}
	return &Assessor{model: m, spec: spec, mods: spec.Rig.Modalities(), constant: spec.Constant(),
		guard: NewGuard(Control{Threshold: 1}, controlFor(spec.Calibration.FAR)), bell: NewBell(UntilQuiet(restHops)),
		watch: spec.Witness.observe(), drift: NewDriftWatch(&spec.Calibration.Drift)}, nil
}

// restHops of calm end an alarm.
const restHops = 2

// controlFor is control D for another nominal rate than the usual one.
func controlFor(far float64) ControlSettings {
	s := DefaultControl()
	s.Rate = far
	return s
}

// Spec is the model's.
func (a *Assessor) Spec() *Spec { return a.spec }

// Restart forgets the stream, as after a seek.
func (a *Assessor) Restart() {
	a.guard.Restart()
	a.bell.Restart()
	a.watch.Restart()
	a.drift.Restart()
	a.told = told{}
	a.accused, a.process, a.abstained = nil, false, false
}

// gap is a jump in the data: what is counted in a row begins anew.
func (a *Assessor) gap() {
	a.guard.Gap()
	a.bell.Gap()
	a.watch.Gap()
}

// Assess gives a verdict on each window, in order. The network sees all
// windows in one go; the few that raise suspicion are looked at again one
// by one.
func (a *Assessor) Assess(ws []sensor.Window) ([]Verdict, error) {
	filled, masks := make([]sensor.Window, len(ws)), make([][]bool, len(ws))
	for i, w := range ws {
		filled[i], masks[i] = fill(w, a.constant)
		for c := range w.C {
			masks[i][c] = masks[i][c] || wild(w, c, a.spec.Scaler)
		}
	}
	a.outs = grow(a.outs, len(ws))
	if err := a.model.Infer(filled, masks, a.outs); err != nil {
		return nil, fmt.Errorf("run the network: %w", err)
	}
	verdicts := make([]Verdict, len(ws))
	for i := range ws {
		v, err := a.judge(&look{raw: ws[i], filled: filled[i], masked: masks[i], out: &a.outs[i]})
		if err != nil {
			return nil, fmt.Errorf("run the network: %w", err)
		}
		verdicts[i] = v
	}
	return verdicts, nil
}

func grow(outs []Output, n int) []Output {
	for len(outs) < n {
		outs = append(outs, Output{})
	}
	return outs
}
