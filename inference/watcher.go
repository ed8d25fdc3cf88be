package inference

import (
	"math"

	"rigscope/sensor"
)

// Watcher stands in for an Assessor where there is no model: it passes the
// measured numbers on and judges nothing.
type Watcher struct{ spec Spec }

// NewWatcher watches rig. It cuts short windows, so that the first numbers
// are there at once.
func NewWatcher(rig sensor.Rig) *Watcher {
	rig.Window = sensor.MinWindow
	s := Spec{Version: SpecVersion, Rig: rig, Hop: 1}
	for range rig.Channels {
		s.Scaler.Scale = append(s.Scaler.Scale, math.NaN())
	}
	return &Watcher{s}
}

// Spec has the rig, a window and a hop, and no more.
func (w *Watcher) Spec() *Spec { return &w.spec }

// Restart does nothing: there is no memory.
func (w *Watcher) Restart() {}

// Assess says Unknown of every window, with the numbers as they were
// measured.
func (w *Watcher) Assess(ws []sensor.Window) ([]Verdict, error) {
	out := make([]Verdict, len(ws))
	for i, win := range ws {
		out[i] = w.pass(win)
	}
	return out, nil
}

func (w *Watcher) pass(win sensor.Window) Verdict {
	v := Verdict{T: win.To, Row: win.Row, State: Unknown, Score: math.NaN(), P: math.NaN(), New: win.New}
	for _, m := range w.spec.Rig.Modalities() {
		v.Modalities = append(v.Modalities, ModalityVerdict{m.Name, math.NaN(), math.NaN()})
	}
	for c, ch := range w.spec.Rig.Channels {
		trace := passed(win.Channel(c)[win.T-win.New:])
		last := trace[len(trace)-1]
		v.Channels = append(v.Channels, ChannelVerdict{Name: ch.Name, Score: math.NaN(), P: math.NaN(), Evidence: math.NaN(),
			Status: last.Status, Raw: last.Value, Value: last.Value, Trace: trace, Offset: math.NaN()})
	}
	return v
}
