package inference

import (
	"math"
	"slices"
)

// verdict puts the findings into the engineer's words.
func (a *Assessor) verdict(l *look, state State) Verdict {
	cal := &a.spec.Calibration
	v := Verdict{T: l.raw.RowT, Row: l.raw.Row, State: state, New: l.raw.New,
		Score: Score(l.found.worst), P: PValue(cal.Worst, l.found.worst),
		Alarm: state == Fault || state == Process, Shift: a.guard.Shift(), Frozen: a.guard.Frozen(), Process: l.sight,
		Abstained: state == Fault && l.abstain}
	if p, beyond := cal.Tail.P(cal.Worst, l.found.worst); beyond {
		v.TailP = p
	}
	if state == Unknown {
		v.Score, v.P, v.TailP = 0, 1, 0
	}
	if state == Fault && slices.Contains(l.hard, true) {
		v.Score = Score(implausible)
	}
	v.Witness = l.witnesses(state)
	v.Modalities = a.modalities(l)
	v.Channels = make([]ChannelVerdict, len(l.masked))
	for c := range l.masked {
		v.Channels[c] = a.channel(l, c, state == Fault && slices.Contains(l.accused, c))
	}
	a.told = told{v.Row, v.Channels}
	return v
}

// witnesses are who stands behind the state.
func (l *look) witnesses(state State) []Witnessing {
	var w []Witnessing
	if state != Fault && state != Process {
		return nil
	}
	if l.over {
		w = append(w, ByNetwork)
	}
	for _, c := range l.accused {
		if l.rules[c] != "" {
			w = append(w, ByRules)
			break
		}
	}
	if state == Fault && l.trend.Drifts() && slices.Contains(l.accused, l.trend.Channel) {
		w = append(w, ByDrift)
	}
	if state == Process && l.sight.On {
		w = append(w, ByProcess)
	}
	return w
}

// modalities scores each modality by its latent inconsistency. The accused's
// modality keeps what was found first, the others what is left once the
// accused are silent: a fault must not be charged to those it misled.
func (a *Assessor) modalities(l *look) []ModalityVerdict {
	out := make([]ModalityVerdict, len(a.mods))
	for m, mod := range a.mods {
		g := l.found.group[m]
		if l.after.group != nil && !slices.ContainsFunc(mod.Channels, func(c int) bool { return slices.Contains(l.accused, c) }) {
			g = l.after.group[m]
		}
		out[m] = ModalityVerdict{Name: mod.Name, Score: Score(g), P: PValue(a.spec.Calibration.Modality[m], g)}
	}
	return out
}

func (a *Assessor) channel(l *look, c int, accused bool) ChannelVerdict {
	cal := &a.spec.Calibration
	u, clean := l.found.u[c], cal.Channels[c]
	switch {
	case l.hard[c]:
		u = implausible
	case accused: // it answers for all the evidence, its own and its neighbours'
		u, clean = l.found.worst, cal.Worst
	case l.after.u != nil:
		u = l.after.u[c]
	}
	v := ChannelVerdict{Name: a.spec.Rig.Channels[c].Name, Score: Score(u), P: PValue(clean, u), Alarm: accused,
		Sigma: cal.Sigma[c], Evidence: u, Rule: l.rules[c]}
	v.Trace = passed(l.raw.Channel(c)[l.raw.T-l.raw.New:])
	if accused {
		a.named(&v, l, c)
		if !l.abstain {
			a.correct(&v, l, c)
		}
	}
	a.lastRow(&v, l, c)
	return v
}

// named says what the fault is called: by the rule where one is plain, by
// the network else.
func (a *Assessor) named(v *ChannelVerdict, l *look, c int) {
	if l.rules[c] == RuleMissing {
		v.Kind = "dropout"
		return
	}
	if l.trend.Drifts() && l.trend.Channel == c {
		v.Kind = "drift"
		return
	}
	if !l.over { // the fault has left the window, or nearly: its name was better before
		return
	}
	if first, second, ok := a.spec.kinds(l.out, c); ok && !l.masked[c] {
		v.Kind, v.KindP, v.Second, v.SecondP = first.kind, first.p, second.kind, second.p
	}
}

// passed marks measured samples as such, bit for bit.
func passed(raw []float64) []Sample {
	out := make([]Sample, len(raw))
	for i, x := range raw {
		out[i] = Sample{x, Measured}
		if math.IsNaN(x) {
			out[i].Status = Missing
		}
	}
	return out
}
