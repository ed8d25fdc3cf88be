package tui

import (
	"math"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
)

// moment is what is known about one instant of a snapshot: its newest judged
// one, or an earlier one when the user looks back.
type moment struct {
	i          int // index into the snapshot's samples; below 0 there are only buckets, or nothing
	t          time.Time
	state      inference.State        // empty without a verdict
	readings   []reading              // [C]
	modalities []float64              // [M] scores; NaN without a verdict
	witness    []inference.Witnessing // of a process change; those of a fault are with its channel
	sight      inference.Sight        // of the process witness, if it is On

	// What only the newest verdict knows.
	shift     float64 // of the threshold [spans]; NaN if not known
	frozen    bool    // the threshold is: the alarm lasts too long for noise
	abstained bool    // nothing is corrected, since it is not clear who lies
}

// reading is one channel at one instant. NaN is a number that is not known,
// which is more when looking back than for the newest instant.
type reading struct {
	raw, value float64 // [unit]
	sigma      float64 // of value [unit]
	score, p   float64
	offset     float64 // measured minus estimate [unit]
	status     inference.Status
	alarm      bool
	kind       string                 // as it was named most often since the alarm began
	since      time.Time              // of the alarm; zero without one
	witness    []inference.Witnessing // all that have raised it so far

	// What only the newest verdict knows.
	evidence float64  // [spans]
	looks    [2]guess // at its kind, the likelier first; empty names if there are none
	rule     string   // that an accused channel breaks most
}

// guess is a kind of fault and how sure the network is of it.
type guess struct {
	kind string
	p    float64
}

// blank is true for a moment of which nothing is known.
func (m moment) blank() bool { return m.t.IsZero() }

// momentAt gathers what s knows about sample i. If i is negative that is the
// bucket that holds it, as long as there is one.
func momentAt(s *pipeline.Snapshot, i, modalities int) moment {
	m := moment{i: i, readings: make([]reading, len(s.Rig.Channels)), modalities: make([]float64, modalities), shift: math.NaN()}
	for c := range m.readings {
		m.readings[c] = unread()
	}
	for k := range m.modalities {
		m.modalities[k] = math.NaN()
	}
	if i < 0 {
		m.recall(s)
		return m
	}
	m.t = s.Times[i]
	for c := range m.readings {
		m.readings[c].raw = s.Raw[c][i]
	}
	if i < s.Judged {
		m.judge(s, i)
	}
	return m
}

// recall takes over what a bucket still knows: means of the signals, the
// highest scores.
func (m *moment) recall(s *pipeline.Snapshot) {
	at := s.Cover(nil, s.First+m.i, s.First+m.i+1)
	if len(at) == 0 || at[0].Level == 0 {
		return
	}
	l, k := &s.Levels[at[0].Level-1], at[0].From
	m.t, m.state = l.Times[k], l.State[k]
	for c := range m.readings {
		m.readings[c] = recalled(&l.Channels[c][k])
	}
	for j := range m.modalities {
		m.modalities[j] = l.Modality[j][k]
	}
	m.alarms(s.Events, hopOf(s)+time.Duration(float64(l.Size)/s.Rig.Rate*float64(time.Second)))
}

func recalled(b *pipeline.Bucket) reading {
	r := unread()
	r.raw, r.value, r.score, r.status = b.Raw.Average(), b.Value.Average(), b.Score, inference.Measured
	switch {
	case b.Corrected > 0:
		r.status = inference.Corrected
	case b.Withheld > 0:
		r.status, r.value = inference.Withheld, math.NaN()
	case b.Missing == b.Frames:
		r.status = inference.Missing
	}
	return r
}

func unread() reading {
	nan := math.NaN()
	return reading{raw: nan, value: nan, sigma: nan, score: nan, p: nan, offset: nan, evidence: nan}
}

func (m *moment) judge(s *pipeline.Snapshot, i int) {
	m.state = s.State[i]
	for c := range m.readings {
		r := &m.readings[c]
		r.value, r.status, r.score = s.Value[c][i], s.Status[c][i], s.Score[c][i]
	}
	for k := range m.modalities {
		m.modalities[k] = s.Modality[k][i]
	}
	m.alarms(s.Events, hopOf(s))
	if s.Last != nil && i == s.Judged-1 {
		m.newest(s.Last)
	}
}

// alarms takes over what the event list knows about this instant. An event
// begins with the last sample of the hop that raised it.
func (m *moment) alarms(events []pipeline.Event, hop time.Duration) {
	for _, e := range events {
		if e.State != m.state || !covers(e, m.t, hop) {
			continue
		}
		switch {
		case e.State == inference.Process:
			m.witness, m.sight = e.Witness, e.Sight
		case e.State == inference.Fault && e.Channel >= 0 && e.Channel < len(m.readings):
			r := &m.readings[e.Channel]
			r.alarm, r.kind, r.offset, r.since, r.witness = true, e.Kind, e.Offset, e.From, e.Witness
		}
	}
}

// hopOf is how much data time a verdict adds beyond its last sample.
func hopOf(s *pipeline.Snapshot) time.Duration {
	return time.Duration(float64(max(s.Model.Hop-1, 0)) / s.Rig.Rate * float64(time.Second))
}

// newest takes over the verdict, which knows more than the history.
func (m *moment) newest(v *inference.Verdict) {
	m.state = v.State
	m.shift, m.frozen, m.abstained = v.Shift, v.Frozen, v.Abstained
	if v.Process.On && v.Process.Channel >= 0 && v.Process.Channel < len(m.readings) {
		m.sight = v.Process
	}
	for c := range min(len(v.Channels), len(m.readings)) {
		r, cv := &m.readings[c], v.Channels[c]
		r.sigma, r.score, r.p = cv.Sigma, cv.Score, cv.P
		r.evidence, r.alarm, r.offset = cv.Evidence, cv.Alarm, cv.Offset
		if !cv.Alarm {
			r.since, r.offset = time.Time{}, math.NaN()
			continue
		}
		r.looks, r.rule = [2]guess{{cv.Kind, cv.KindP}, {cv.Second, cv.SecondP}}, cv.Rule
		if r.kind == "" { // one window's name for it flickers: that of the event stands
			r.kind = cv.Kind
		}
		if r.witness == nil {
			r.witness = v.Witness
		}
	}
}

// covers says whether t, or a sample up to hop after it, is within e.
func covers(e pipeline.Event, t time.Time, hop time.Duration) bool {
	return !e.From.After(t.Add(hop)) && (e.To.IsZero() || !e.To.Before(t))
}

// sure is the network's probability for the kind by which the fault goes,
// NaN if this window looks like another.
func (r reading) sure() float64 {
	for _, g := range r.looks {
		if g.kind != "" && g.kind == r.kind {
			return g.p
		}
	}
	return math.NaN()
}

// scores are those of the channels.
func (m moment) scores() []float64 {
	out := make([]float64, len(m.readings))
	for c, r := range m.readings {
		out[c] = r.score
	}
	return out
}

// faults are the channels in alarm, the highest score first; equals in rig
// order.
func (m moment) faults() []int {
	var out []int
	for c, r := range m.readings {
		if !r.alarm {
			continue
		}
		k := len(out)
		for k > 0 && m.readings[out[k-1]].score < r.score {
			k--
		}
		out = append(out[:k], append([]int{c}, out[k:]...)...)
	}
	return out
}

// unmodelled says that there is no model: signals are shown, nothing is judged.
func (s *scene) unmodelled() bool {
	return s.shown != nil && len(s.shown.Times) > 0 && s.shown.Model.Window == 0
}

// sampleAt is the index of the first of the kept samples of s at or after t,
// -1 if t is before the first or after the last.
func sampleAt(s *pipeline.Snapshot, t time.Time) int {
	if len(s.Times) == 0 || t.Before(s.Times[0]) {
		return -1
	}
	if i := firstAt(s.Times, t); i < len(s.Times) {
		return i
	}
	return -1
}
