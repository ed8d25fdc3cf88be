package inference

import (
	"math"
	"slices"

	"rigscope/sensor"
)

// suspicion is the answer to "who lies?".
type suspicion struct {
	accused []int    // at most two; empty: nobody in particular
	process bool     // more than two channels disagree: it is not a sensor
	doubt   bool     // the first window that says so while a sensor is accused
	after   findings // with the accused silenced
	virtual []float64
}

// candidates is how many channels are silenced in turn.
const candidates = 3

// enough is the evidence, in thresholds, that may be left when the accused is
// silent. It is above 1 since fewer witnesses make a noisier prediction, and
// a second accusation must stand out.
const enough = 1.5

// keep is how much better another suspect must explain the window than the
// one already accused before the accusation moves.
const keep = 0.7

// suspect silences the channels with the strongest evidence in turn and
// accuses the one without which the others agree best. A single fault also
// spoils the predictions of its neighbours, so the strongest evidence alone
// would often name the wrong one. If one silence is not enough, a second is
// tried; if that is not enough either, the process has moved, though one
// such window alone does not acquit a sensor that is accused already.
func (a *Assessor) suspect(l look, over bool) (suspicion, error) {
	if !over { // the alarm is on but this window is quiet: stay with it
		return a.silence(l, [][]int{a.latch.accused})
	}
	thr := enough * a.spec.Calibration.Threshold
	one, err := a.silence(l, singles(a.ranked(l.found.u, nil)))
	if err != nil || one.after.worst <= thr {
		return one, err
	}
	var pairs [][]int
	for _, c := range a.ranked(one.after.u, one.accused) {
		pairs = append(pairs, append(slices.Clone(one.accused), c))
	}
	two, err := a.silence(l, pairs)
	if err != nil || two.after.worst <= thr {
		return two, err
	}
	if a.latch.on && !a.latch.process && !a.latch.doubt {
		one, err = a.silence(l, [][]int{a.latch.accused})
		one.doubt = true
		return one, err
	}
	return suspicion{process: true}, nil
}

// ranked lists the channels to try: the strongest evidence first, and the
// one accused now.
func (a *Assessor) ranked(u []float64, not []int) []int {
	var order []int
	for c := range u {
		if u[c] > 0 && !slices.Contains(not, c) {
			order = append(order, c)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmpDown(u[i], u[j]) })
	if len(order) > candidates {
		order = order[:candidates]
	}
	for _, c := range a.latch.accused {
		if !slices.Contains(order, c) && !slices.Contains(not, c) {
			order = append(order, c)
		}
	}
	return order
}

// silence masks each set in turn and returns the one that leaves the least
// evidence against the others.
func (a *Assessor) silence(l look, sets [][]int) (suspicion, error) {
	ws, masks := make([]sensor.Window, len(sets)), make([][]bool, len(sets))
	for i, set := range sets {
		ws[i], masks[i] = l.filled, slices.Clone(l.masked)
		for _, c := range set {
			masks[i][c] = true
		}
	}
	a.tries = grow(a.tries, len(sets))
	if err := a.model.Infer(ws, masks, a.tries); err != nil {
		return suspicion{}, err
	}
	best, least := suspicion{}, math.Inf(1)
	for i, set := range sets {
		f := a.weigh(l.rules, &a.tries[i], masks[i], set)
		left := f.worst
		if len(set) > 0 && slices.Equal(set, a.latch.accused) {
			left *= keep
		}
		if left < least {
			least = left
			best = suspicion{accused: set, after: f, virtual: slices.Clone(a.tries[i].Virtual)}
		}
	}
	return best, nil
}

func singles(cs []int) [][]int {
	var out [][]int
	for _, c := range cs {
		out = append(out, []int{c})
	}
	return out
}

func cmpDown(x, y float64) int {
	switch {
	case x > y:
		return -1
	case x < y:
		return 1
	}
	return 0
}
