package inference

import (
	"math"
	"slices"
)

// creep adds up residuals and accuses the channel that has been away for
// long, too little for any window. What a fault does to residuals is no
// drift, so nothing is added while one is suspected.
func (a *Assessor) creep(l *look, doubted bool, state *State) error {
	share := float64(l.raw.New) / float64(l.raw.T)
	if doubted {
		for _, c := range l.accused {
			a.drift.Forget(c)
		}
		a.drift.Step(filled(l.raw.C, math.NaN()), share)
		return nil
	}
	residual := meanResiduals(l.filled, l.out, l.masked)
	l.trend = a.drift.Step(residual, share)
	if *state != OK || !l.trend.Drifts() {
		return nil
	}
	c, err := a.culprit(l, residual)
	if err == nil && c >= 0 {
		*state, l.trend = Fault, a.drift.Channel(c)
	}
	return err
}

// culprit silences those that are over their limit in turn, the farthest
// first, and takes the one without which the others are no longer away; a
// liar pulls its neighbours' predictions with it. If nobody's silence brings
// the others back, it is the rig that has gone somewhere else: -1.
func (a *Assessor) culprit(l *look, residual []float64) (int, error) {
	for _, c := range a.drifting() {
		if err := a.silence(l, [][]int{{c}}); err != nil {
			return -1, err
		}
		if a.away(residual, c) > 2*a.restAway(l, c) {
			return c, nil
		}
		l.suspicion = suspicion{}
	}
	return -1, nil
}

// drifting lists the channels over their limit that could be corrected, the
// farthest first, at most as many as are ever silenced in turn.
func (a *Assessor) drifting() []int {
	var out []int
	for c := range a.spec.Calibration.Drift.Limit {
		if a.drift.Channel(c).Drifts() && a.spec.Calibration.Reconstructable(c) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(i, j int) int { return cmpDown(a.drift.Channel(i).Ratio, a.drift.Channel(j).Ratio) })
	return out[:min(len(out), candidates)]
}

// restAway is how far the farthest other channel is away with c silent.
func (a *Assessor) restAway(l *look, c int) float64 {
	masked := slices.Clone(l.masked)
	masked[c] = true
	r := meanResiduals(l.filled, &Output{Virtual: l.virtual}, masked)
	far := 0.0
	for j := range r {
		far = max(far, a.away(r, j))
	}
	return far
}

// away is a channel's residual mean in its clean deviations; 0 for one that
// is masked or not watched.
func (a *Assessor) away(residual []float64, j int) float64 {
	d := &a.spec.Calibration.Drift
	if math.IsNaN(residual[j]) || d.Spread[j] == 0 {
		return 0
	}
	return math.Abs(residual[j]-d.Center[j]) / d.Spread[j]
}
