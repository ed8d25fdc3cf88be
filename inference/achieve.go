package inference

import "rigscope/sensor"

// Stream is consecutive hops of clean data and what the network said.
type Stream struct {
	Windows []sensor.Window
	Outputs []Output
}

// driftLength is the mean number of windows between two false alarms of the
// drift sums.
const driftLength = 1e4

// FitDrift learns the drift sums from clean streams.
func (s *Spec) FitDrift(streams []Stream) {
	share := float64(s.Hop) / float64(s.Rig.Window)
	var segments [][][]float64
	for _, st := range streams {
		if len(st.Outputs) > 0 {
			segments = append(segments, s.residualMeans(st))
		}
	}
	s.Calibration.Drift = FitCusum(segments, share, driftLength)
}

// residualMeans is [C][N] over the hops of a stream.
func (s *Spec) residualMeans(st Stream) [][]float64 {
	out := make([][]float64, len(s.Rig.Channels))
	for i, w := range st.Windows {
		for c, r := range meanResiduals(w, &st.Outputs[i], s.Constant()) {
			out[c] = append(out[c], r)
		}
	}
	return out
}

// Achieve measures false alarms of the network on clean streams that nothing
// was fitted to: with the threshold where it was commissioned, and under
// control D.
func (s *Spec) Achieve(streams []Stream) {
	cal := &s.Calibration
	fixed, moved := 0, 0
	guard := NewGuard(cal.Control, controlFor(cal.FAR))
	for _, st := range streams {
		guard.Gap()
		for _, v := range s.scores(st.Outputs) {
			cal.Tested++
			fixed += count(v > cal.Control.Threshold)
			moved += count(guard.Step(v))
		}
	}
	n := float64(max(cal.Tested, 1))
	cal.Fixed, cal.Achieved = float64(fixed)/n, float64(moved)/n
}

// Days is how long that many hops are.
func (s *Spec) Days(hops int) float64 { return float64(hops) * s.Rig.Grid(s.Hop).Hours() / 24 }

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
