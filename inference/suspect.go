package inference

import (
	"fmt"
	"math"
	"slices"

	"rigscope/sensor"
)

// suspicion is the answer to "who lies?".
type suspicion struct {
	sure     []int     // those that break a hard rule
	accused  []int     // sure, and at most two that the network found
	left     float64   // what silencing the accused leaves
	runnerUp float64   // what the next best would
	process  bool      // more than a sensor can explain
	abstain  bool      // it is not clear who: nobody is corrected
	after    findings  // with the accused silenced
	virtual  []float64 // [C×T] with the accused silenced
}

// settled is the evidence, in spans, below which the rest agree once the
// accused are silent. It is above 1 since fewer witnesses make a noisier
// prediction.
const settled = 1.5

// candidates is how many channels are silenced in turn.
const candidates = 3

// keep is how much better another suspect must explain the window than the
// one the network points at, or that is accused already.
const keep = 0.7

// lead is the least distance, in spans, of the accused over the next suspect.
// With less it is not clear who lies, unless silencing tells: it must leave
// less than keep of what silencing the other would leave.
const lead = 0.05

// fewest channels must be left to be believed when suspects are silent: one
// alone has nobody to agree with.
const fewest = 2

// suspect finds who answers for the window: those that break a hard rule,
// then whom the network points at, and a second one if the rest do not agree
// then. A wrong accusation costs more than none (docs/results.md): if two
// cannot be told apart nobody is corrected, and if two silent ones are not
// enough the process has moved.
func (a *Assessor) suspect(l *look) error {
	for c, h := range l.hard {
		if h {
			l.sure = append(l.sure, c)
		}
	}
	if len(l.sure) == 0 && !l.over { // the alarm is on, this window alone would not ring it
		l.process, l.abstain = a.process, a.abstained
		return a.silence(l, [][]int{a.accused})
	}
	if err := a.silence(l, [][]int{l.sure}); err != nil {
		return err
	}
	if len(l.sure) > 0 && (l.after.worst <= settled || !l.over) {
		return nil
	}
	for range 2 {
		before := l.accused
		u, sets := l.after.u, a.next(l, l.accused)
		if len(sets) == 0 {
			break
		}
		if err := a.silence(l, sets); err != nil {
			return err
		}
		if l.after.worst <= settled {
			l.abstain = a.unclear(l, u, before)
			l.process = a.unseen(l)
			return nil
		}
	}
	l.process = true
	return nil
}

// next lists the sets to silence: those accused so far and one of the
// strongest suspects, or one that is accused already. There are none where
// too few channels would be left.
func (a *Assessor) next(l *look, so []int) [][]int {
	u := l.after.u
	if believed(u) <= fewest {
		return nil
	}
	var order []int
	for c := range u {
		if u[c] > quiet && !slices.Contains(so, c) {
			order = append(order, c)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmpDown(u[i], u[j]) })
	order = order[:min(len(order), candidates)]
	for _, c := range a.accused {
		if !slices.Contains(order, c) && !slices.Contains(so, c) && u[c] > quiet {
			order = append(order, c)
		}
	}
	var sets [][]int
	for _, c := range order {
		sets = append(sets, append(slices.Clone(so), c))
	}
	return sets
}

// believed is how many channels have a say.
func believed(u []float64) int {
	n := 0
	for _, v := range u {
		n += count(v > quiet)
	}
	return n
}

// silence masks each set in turn and takes the one that leaves the least
// evidence against the others; the first, and one accused already, need not
// be quite the best.
func (a *Assessor) silence(l *look, sets [][]int) error {
	if len(sets) == 0 {
		return nil
	}
	ws, masks := make([]sensor.Window, len(sets)), make([][]bool, len(sets))
	for i, set := range sets {
		ws[i], masks[i] = l.filled, slices.Clone(l.masked)
		for _, c := range set {
			masks[i][c] = true
		}
	}
	a.tries = grow(a.tries, len(sets))
	if err := a.model.Infer(ws, masks, a.tries); err != nil {
		return err
	}
	least := math.Inf(1)
	l.runnerUp = least
	for i, set := range sets {
		f := a.spec.weigh(a.mods, &a.tries[i], masks[i])
		if !f.sound() {
			return fmt.Errorf("%w: it gives no numbers with a channel masked: train it anew", ErrSpec)
		}
		left := max(f.worst, a.discord(f, set))
		if left > 0 && (i == 0 || sameSet(set, a.accused)) {
			left *= keep
		}
		if left >= least {
			l.runnerUp = min(l.runnerUp, left)
			continue
		}
		l.runnerUp, least, l.left = least, left, left
		l.accused, l.after, l.virtual = set, f, slices.Clone(a.tries[i].Virtual)
	}
	return nil
}

// strangers is how many modalities must be strange to themselves, beside the
// accused's, for the rig to be somewhere the clean log never was.
const strangers = 2

// strange is how strange, in spans of the log error: at 1, which one clean
// window in a hundred reaches, a busy minute of the rig passed as a new
// regime.
const strange = 2

// unseen says that the regime is new: each modality's autoencoder sees that
// modality alone, so a lying sensor elsewhere cannot make it fail.
func (a *Assessor) unseen(l *look) bool {
	n := 0
	for m, mod := range a.mods {
		own := slices.ContainsFunc(mod.Channels, func(c int) bool { return slices.Contains(l.accused, c) })
		n += count(!own && l.found.recon[m] > strange)
	}
	return n > 0 && n >= min(strangers, len(a.mods)-1)
}

// discord is the largest latent inconsistency of the modalities that hold no
// accused channel. With the right sensor silent they agree with each other; a
// neighbour silenced in its place leaves them at odds with the liar.
func (a *Assessor) discord(f findings, accused []int) float64 {
	d := math.Inf(-1)
	for m, mod := range a.mods {
		if !slices.ContainsFunc(mod.Channels, func(c int) bool { return slices.Contains(accused, c) }) {
			d = max(d, f.group[m])
		}
	}
	return d
}

// unclear says that the last accused leads the next suspect by too little,
// and that silencing does not tell them apart either. Whom the alarm accused
// so far is accused on.
func (a *Assessor) unclear(l *look, u []float64, before []int) bool {
	last := l.accused[len(l.accused)-1]
	if slices.Contains(a.accused, last) && !a.abstained || max(l.left, 0) < keep*l.runnerUp {
		return false
	}
	for c := range u {
		if c != last && !slices.Contains(before, c) && u[c] > 1 && u[last]-u[c] < lead {
			return true
		}
	}
	return false
}

func sameSet(a, b []int) bool {
	return len(a) > 0 && slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
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
