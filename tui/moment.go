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
	i          int // index into the snapshot's samples; -1 if it has none
	t          time.Time
	state      inference.State // empty without a verdict
	readings   []reading       // [C]
	modalities []float64       // [M] scores; NaN without a verdict
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
	kind       string
	since      time.Time // of the alarm; zero without one
}

// momentAt gathers what s knows about sample i, or that it knows nothing if
// i is negative.
func momentAt(s *pipeline.Snapshot, i, modalities int) moment {
	m := moment{i: i, readings: make([]reading, len(s.Rig.Channels)), modalities: make([]float64, modalities)}
	for c := range m.readings {
		m.readings[c] = unread()
	}
	for k := range m.modalities {
		m.modalities[k] = math.NaN()
	}
	if i < 0 {
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

func unread() reading {
	nan := math.NaN()
	return reading{raw: nan, value: nan, sigma: nan, score: nan, p: nan, offset: nan}
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
	m.alarms(s.Events)
	if s.Last != nil && i == s.Judged-1 {
		m.newest(s.Last)
	}
}

// alarms takes over what the event list knows about this instant.
func (m *moment) alarms(events []pipeline.Event) {
	for _, e := range events {
		if e.Channel < 0 || e.Channel >= len(m.readings) || e.State != inference.Fault || !covers(e, m.t) {
			continue
		}
		r := &m.readings[e.Channel]
		r.alarm, r.kind, r.offset, r.since = true, e.Kind, e.Offset, e.From
	}
}

// newest takes over the verdict, which knows more than the history.
func (m *moment) newest(v *inference.Verdict) {
	m.state = v.State
	for c := range min(len(v.Channels), len(m.readings)) {
		r, cv := &m.readings[c], v.Channels[c]
		r.sigma, r.score, r.p = cv.Sigma, cv.Score, cv.P
		r.alarm, r.kind, r.offset = cv.Alarm, cv.Kind, cv.Offset
		if !cv.Alarm {
			r.since, r.offset = time.Time{}, math.NaN()
		}
	}
}

func covers(e pipeline.Event, t time.Time) bool {
	return !e.From.After(t) && (e.To.IsZero() || !e.To.Before(t))
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
