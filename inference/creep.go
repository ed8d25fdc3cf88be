package inference

import "math"

// creep adds up residuals and accuses the one channel that has been creeping
// away for long, too slowly for any window. What a fault does to residuals is
// no drift, so nothing is added while one is suspected; and if several creep
// at once it is the rig that has gone somewhere else, and nobody is accused.
func (a *Assessor) creep(l *look, doubted bool, state *State) error {
	share := float64(l.raw.New) / float64(l.raw.T)
	if doubted {
		for _, c := range l.accused {
			a.drift.Forget(c)
		}
		a.drift.Step(filled(l.raw.C, math.NaN()), share)
		return nil
	}
	l.trend = a.drift.Step(meanResiduals(l.filled, l.out, l.masked), share)
	if *state != OK || !a.alone(l.trend) {
		return nil
	}
	*state = Fault
	return a.silence(l, [][]int{{l.trend.Channel}})
}

// alone says that a trend is over its limit and no other channel's is half
// as far.
func (a *Assessor) alone(t Trend) bool {
	if !t.Drifts() || !a.spec.Calibration.Reconstructable(t.Channel) {
		return false
	}
	for c := range a.spec.Calibration.Drift.Limit {
		if c != t.Channel && a.drift.Channel(c).Ratio > t.Ratio/2 {
			return false
		}
	}
	return true
}
