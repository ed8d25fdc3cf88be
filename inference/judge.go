package inference

import (
	"math"
	"slices"

	"rigscope/sensor"
)

// look is one window with what is said of it.
type look struct {
	raw, filled sensor.Window
	masked      []bool // [C] missing, wild or constant: the network is not shown them
	out         *Output
	rules       []string // [C] the rule each breaks; empty if none
	hard        []bool   // [C] breaks a rule that no healthy sensor can break
	found       findings
	over        bool  // the network's evidence is above the threshold
	sight       Sight // of the process witness
	trend       Trend // of the drift sums
	suspicion
}

// judge takes the next window. The order is: what is plain, what the network
// says, who lies, who else says so, and what the alarm makes of it.
func (a *Assessor) judge(l *look) (Verdict, error) {
	if l.raw.New == l.raw.T {
		a.gap()
	}
	a.plain(l)
	l.found = a.spec.weigh(a.mods, l.out, l.masked)
	l.sight = a.watch.Window(l.raw)
	if a.tooLittle(l.masked) || !l.found.sound() || a.hole(l.raw) {
		a.bell.Restart()
		a.accused, a.process, a.abstained = nil, false, false
		return a.verdict(l, Unknown), nil
	}
	l.over = a.guard.Step(l.found.worst)
	doubted := l.over || slices.Contains(l.hard, true) || a.bell.On()
	if doubted {
		if err := a.suspect(l); err != nil {
			return Verdict{}, err
		}
	}
	state := a.decide(l)
	if err := a.creep(l, doubted, &state); err != nil {
		return Verdict{}, err
	}
	return a.verdict(l, state), nil
}

// plain asks the rules. A channel outside the profile's limits, with a
// failure current, absurd or missing for most of the window needs no network.
func (a *Assessor) plain(l *look) {
	l.rules, l.hard = make([]string, l.raw.C), make([]bool, l.raw.C)
	for c := range l.rules {
		rule, ratio := a.spec.Rules.Breaks(a.spec.Rig, l.raw, c)
		l.rules[c], l.hard[c] = rule, ratio >= implausible
		if !a.constant[c] && l.masked[c] && !l.hard[c] {
			l.hard[c], l.rules[c] = true, RuleRange
			if 2*l.raw.Missing(c) > l.raw.T {
				l.rules[c] = RuleMissing
			}
		}
	}
	a.gross(l)
}

// grossRange is the range rule's ratio from which no network is needed: two
// whole clean ranges outside of the clean range.
const grossRange = 3

// gross holds channels that are absurdly far from all that clean data did
// against themselves, if they are of one modality. If several modalities are,
// the rig is somewhere else.
func (a *Assessor) gross(l *look) {
	var far []int
	where := map[string]bool{}
	for c := range l.hard {
		if !a.constant[c] && !l.hard[c] && a.spec.Rules.Outside(l.raw, c) >= grossRange {
			far = append(far, c)
			where[a.spec.Rig.Channels[c].Modality] = true
		}
	}
	if len(where) == 1 {
		for _, c := range far {
			l.hard[c], l.rules[c] = true, RuleRange
		}
	}
}

// hole says that for some frame nobody said anything: a gap in the recording,
// around which values are held or bridged, is no sensor's fault.
func (a *Assessor) hole(w sensor.Window) bool {
	for t := range w.T {
		silent := true
		for c, still := range a.constant {
			silent = silent && (still || math.IsNaN(w.X[c*w.T+t]))
		}
		if silent {
			return true
		}
	}
	return false
}

// tooLittle says that less than half of the channels, or fewer than two,
// have something to say.
func (a *Assessor) tooLittle(masked []bool) bool {
	valid, known := 0, 0
	for c, m := range masked {
		if !a.constant[c] {
			known++
			if !m {
				valid++
			}
		}
	}
	return valid < 2 || valid*2 < known
}

// calm is the evidence, in spans, below which the alarm may rest: the lowest
// that control D lets the threshold fall to. Between there and the threshold
// a fault that rang once is still believed.
const calm = .75

// apart is how many deviations of its estimate an accused channel's newest
// hop may be away from it, on average, for the alarm to rest: a steady offset
// is hard to see in a window that holds nothing else.
const apart = 3

// reconciled says that the accused agree with the others again.
func (a *Assessor) reconciled(l *look) bool {
	for _, c := range l.accused {
		est := l.virtual[c*l.raw.T : (c+1)*l.raw.T]
		if math.Abs(meanDifference(l.raw.Channel(c), est, l.raw.New)) > apart*a.spec.Calibration.Sigma[c] {
			return false
		}
	}
	return true
}

// decide rings the bell and says in which state the rig is. A sensor is
// accused only while the alarm is on; a process change is one that no sensor
// answers for.
func (a *Assessor) decide(l *look) State {
	hard := slices.Contains(l.hard, true)
	on := a.bell.Step(l.over || hard, l.found.worst < calm && !hard && a.reconciled(l))
	if hard { // no second opinion is needed
		a.bell.Ring()
		on = true
	}
	if !on {
		l.suspicion = suspicion{}
	}
	if l.process { // what breaks a hard rule is a sensor's fault all the same
		l.accused, l.process = l.sure, len(l.sure) == 0
	}
	a.accused, a.process, a.abstained = l.accused, l.process, l.abstain
	switch {
	case l.process || !on && l.sight.On:
		return Process
	case on:
		return Fault
	}
	return OK
}
