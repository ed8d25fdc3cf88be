package inference

import (
	"math"

	"rigscope/sensor"
)

// The names of the rules.
const (
	RuleRange = "range" // left the clean range, or the profile's own limits
	RuleRate  = "rate"  // stepped farther than ever
	RuleRun   = "run"   // stood still longer than ever
	RuleRail  = "rail"  // stood at an end of its range: saturated
	RuleNE43  = "ne43"  // a current that says that the sensor has failed

	RuleMissing = "missing" // no reading for most of the window
)

// implausible is the evidence of a value outside the profile's own limits,
// or of a failure current: more than any normalised threshold.
const implausible = 1e3

// Evidence is how far each channel of w breaks the rule it breaks most, as a
// ratio to what clean data did: 1 is as far as ever. NaNs are passed over and
// end a run.
func (r Rules) Evidence(dst []float64 /* [C] */, rig sensor.Rig, w sensor.Window) {
	for c := range dst {
		_, dst[c] = r.strongest(rig, w, c)
	}
}

// Breaks names the rule that channel c of w breaks most, and by which ratio;
// the name is empty if it breaks none.
func (r Rules) Breaks(rig sensor.Rig, w sensor.Window, c int) (rule string, ratio float64) {
	if rule, ratio = r.strongest(rig, w, c); ratio <= 1 {
		rule = ""
	}
	return rule, ratio
}

// strongest is the rule with the largest ratio; of equals the one that says
// most: a rail is also a run, a failure current is also out of range.
func (r Rules) strongest(rig sensor.Rig, w sensor.Window, c int) (rule string, ratio float64) {
	v, ch := w.Channel(c), rig.Channels[c]
	lo, hi, rate, run := extremes(v)
	switch {
	case r.failed(c, ch, lo, hi):
		return RuleNE43, implausible
	case lo < ch.Lo || hi > ch.Hi:
		return RuleRange, implausible
	case r.Hi[c] == r.Lo[c]: // it never moved: its own past says nothing
		return "", 0
	}
	ratio = math.Inf(-1)
	for _, b := range []struct {
		rule  string
		ratio float64
	}{
		{RuleNE43, r.ne43(c, ch, lo, hi)},
		{RuleRail, r.rail(c, ch, v)},
		{RuleRange, r.outside(c, lo, hi)},
		{RuleRate, rate / (r.Rate[c] + 1e-12)},
		{RuleRun, run / (min(r.Run[c], float64(w.T)) + 1)},
	} {
		if b.ratio > ratio {
			rule, ratio = b.rule, b.ratio
		}
	}
	return rule, ratio
}

// Outside is the range rule's ratio for channel c of w.
func (r Rules) Outside(w sensor.Window, c int) float64 {
	lo, hi, _, _ := extremes(w.Channel(c))
	return r.outside(c, lo, hi)
}

// outside is one plus how far the channel left the clean range, as a share
// of that range.
func (r Rules) outside(c int, lo, hi float64) float64 {
	span := r.Hi[c] - r.Lo[c]
	return 1 + max(hi-r.Hi[c], r.Lo[c]-lo, -span)/(span+1e-9)
}
