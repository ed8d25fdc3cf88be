package inference

// latch is the alarm's memory: it rings at two suspicious windows of the
// last three and rests only after an eighth of a window below clearAt of the
// threshold, so that it neither chatters nor forgets.
type latch struct {
	on      bool
	process bool
	doubt   bool // the last window said process
	accused []int
	recent  [3]bool
	quiet   int // [frames] below clearAt, in a row
}

// clearAt is the share of the threshold below which a window counts as quiet.
const clearAt = 0.9

// step takes the next window and says in which state the rig is.
func (t *latch) step(l look, over bool, s suspicion, threshold float64) State {
	t.recent = [3]bool{t.recent[1], t.recent[2], over}
	if over {
		t.process, t.accused, t.doubt = s.process, s.accused, s.doubt
	}
	if l.found.worst > clearAt*threshold {
		t.quiet = 0
	} else {
		t.quiet += l.raw.New
	}
	switch {
	case !t.on && over && (t.recent[0] || t.recent[1]):
		t.on = true
	case t.on && t.quiet >= l.raw.T/8:
		*t = latch{}
	}
	switch {
	case !t.on:
		if !over {
			t.process, t.accused = false, nil
		}
		return OK
	case t.process:
		return Process
	default:
		return Fault
	}
}
