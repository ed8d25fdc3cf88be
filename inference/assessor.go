package inference

import (
	"fmt"
	"math"
	"slices"

	"rigscope/sensor"
)

// Assessor runs a model over windows in order and decides. It holds the
// alarm's memory, so it belongs to one stream and one goroutine. The same
// windows give the same verdicts however they are batched.
type Assessor struct {
	model    Model
	spec     *Spec
	mods     []sensor.Modality
	constant []bool // [C] channels that never moved in training: never believed, never judged
	latch    latch
	outs     []Output
	tries    []Output
}

// NewAssessor checks that the model can give verdicts.
func NewAssessor(m Model) (*Assessor, error) {
	spec := m.Spec()
	if err := spec.Ready(); err != nil {
		return nil, err
	}
	if err := sound(m); err != nil {
		return nil, err
	}
	a := &Assessor{model: m, spec: spec, mods: spec.Rig.Modalities(), constant: make([]bool, len(spec.Rig.Channels))}
	for _, c := range spec.Scaler.Constant() {
		a.constant[c] = true
	}
	return a, nil
}

// Spec is the model's.
func (a *Assessor) Spec() *Spec { return a.spec }

// Restart forgets the alarm, as after a seek.
func (a *Assessor) Restart() { a.latch = latch{} }

// Assess gives a verdict on each window, in order. The network sees all
// windows in one go; the few that raise suspicion are looked at again one
// by one.
func (a *Assessor) Assess(ws []sensor.Window) ([]Verdict, error) {
	filled, masks := make([]sensor.Window, len(ws)), make([][]bool, len(ws))
	for i, w := range ws {
		filled[i], masks[i] = fill(w, a.constant)
		for c := range w.C {
			masks[i][c] = masks[i][c] || wild(w, c, a.spec.Scaler)
		}
	}
	a.outs = grow(a.outs, len(ws))
	if err := a.model.Infer(filled, masks, a.outs); err != nil {
		return nil, fmt.Errorf("run the network: %w", err)
	}
	verdicts := make([]Verdict, len(ws))
	for i := range ws {
		v, err := a.judge(look{raw: ws[i], filled: filled[i], masked: masks[i], out: &a.outs[i]})
		if err != nil {
			return nil, fmt.Errorf("run the network: %w", err)
		}
		verdicts[i] = v
	}
	return verdicts, nil
}

// look is one window with what the network first said of it.
type look struct {
	raw, filled sensor.Window
	masked      []bool // [C] missing or constant
	out         *Output
	rules       []float64 // [C]
	found       findings
}

func (a *Assessor) judge(l look) (Verdict, error) {
	l.rules = make([]float64, l.raw.C)
	a.spec.Rules.Evidence(l.rules, a.spec.Rig, l.raw)
	for c := range l.rules {
		if wild(l.raw, c, a.spec.Scaler) {
			l.rules[c] = implausible
		}
	}
	l.found = a.weigh(l.rules, l.out, l.masked, nil)
	if a.tooLittle(l.masked) || !l.found.sound() {
		a.Restart()
		return a.verdict(l, suspicion{}, Unknown), nil
	}
	over := l.found.worst > a.spec.Calibration.Threshold
	s := suspicion{}
	if over || a.latch.on {
		var err error
		if s, err = a.suspect(l, over); err != nil {
			return Verdict{}, err
		}
	}
	return a.verdict(l, s, a.latch.step(l, over, s, a.spec.Calibration.Threshold)), nil
}

// weigh is Spec.weigh, and the plain limits for the channels that the network
// is not shown, constant ones and wild ones, unless they are silenced.
func (a *Assessor) weigh(rules []float64, out *Output, masked []bool, silenced []int) findings {
	f := a.spec.weigh(a.mods, rules, out, masked)
	for c := range rules {
		if masked[c] && rules[c] == implausible && !slices.Contains(silenced, c) {
			f.u[c], f.worst = implausible, max(f.worst, implausible)
		}
	}
	return f
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

// verdict puts the findings into the engineer's words.
func (a *Assessor) verdict(l look, s suspicion, state State) Verdict {
	cal := &a.spec.Calibration
	v := Verdict{T: l.raw.RowT, Row: l.raw.Row, State: state, New: l.raw.New,
		Score: Score(l.found.worst, cal.Threshold), P: PValue(cal.Worst, l.found.worst),
		Alarm: state == Fault || state == Process}
	if state == Unknown {
		v.Score, v.P = 0, 1
	}
	group := l.found.group
	if s.after.group != nil {
		group = a.blame(s, l.found.group)
	}
	v.Modalities = make([]ModalityVerdict, len(a.mods))
	for m, mod := range a.mods {
		v.Modalities[m] = ModalityVerdict{Name: mod.Name,
			Score: Score(group[m], cal.GroupThr), P: PValue(cal.Modality[m], group[m])}
	}
	v.Channels = make([]ChannelVerdict, len(l.masked))
	for c := range l.masked {
		accused := state == Fault && slices.Contains(s.accused, c)
		v.Channels[c] = a.channel(l, s, c, accused)
	}
	return v
}

// blame gives the accused channels' modalities their first evidence, and the
// others what is left once the accused are silent: a fault must not be
// charged to those it misled.
func (a *Assessor) blame(s suspicion, first []float64) []float64 {
	g := slices.Clone(s.after.group)
	for m, mod := range a.mods {
		for _, c := range s.accused {
			if slices.Contains(mod.Channels, c) {
				g[m] = first[m]
			}
		}
	}
	return g
}

func (a *Assessor) channel(l look, s suspicion, c int, accused bool) ChannelVerdict {
	cal := &a.spec.Calibration
	u, clean := l.found.u[c], cal.Channels[c]
	switch {
	case accused: // it answers for all the evidence, its own and its neighbours'
		u, clean = l.found.worst, cal.Worst
	case s.after.u != nil:
		u = s.after.u[c]
	}
	v := ChannelVerdict{Name: a.spec.Rig.Channels[c].Name, Score: Score(u, cal.Threshold),
		P: PValue(clean, u), Alarm: accused, Sigma: cal.Sigma[c]}
	v.Trace = passed(l.raw.Channel(c)[l.raw.T-l.raw.New:])
	if accused {
		a.correct(&v, l, s, c)
	}
	last := v.Trace[len(v.Trace)-1]
	v.Raw, v.Value, v.Status = l.raw.Channel(c)[l.raw.T-1], last.Value, last.Status
	return v
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

func grow(outs []Output, n int) []Output {
	for len(outs) < n {
		outs = append(outs, Output{})
	}
	return outs
}
