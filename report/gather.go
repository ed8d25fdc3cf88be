package report

import (
	"math"
	"slices"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sensor"
)

// Gather keeps what a report needs of a run of any length, in bounded memory:
// the newest frames for the lead-in of the next alarm, the traces of the
// longest alarms in buckets, and running sums. Tell Judged of every frame.
type Gather struct {
	rig      sensor.Rig
	lead     int // frames
	recent   []row
	next     int // place in recent of the oldest row, once it is full
	watched  []*watched
	health   []Health
	from, to time.Time
}

// row is one frame and what was made of it.
type row struct {
	t          time.Time
	raw, value []float64 // [C]
	status     []inference.Status
	score      []float64
}

// watched is a trace that grows, or has grown.
type watched struct {
	Trace
	state     inference.State
	began, on time.Time // the first and the newest verdict in alarm
	after     int       // frames since
	ringing   bool      // the newest verdict was in alarm
	over      bool      // nothing is added any more
}

// NewGather reports on a run of a model with this spec.
func NewGather(spec *inference.Spec) *Gather {
	return &Gather{rig: spec.Rig, lead: lead(spec.Rig, spec.Rig.Window), health: make([]Health, len(spec.Rig.Channels))}
}

// Judged takes frames and the verdict that is the first to cover them, nil
// if none does.
func (g *Gather) Judged(frames []sensor.Frame, v *inference.Verdict) {
	if len(frames) > 0 && !g.to.IsZero() && frames[0].T.Sub(g.to) > g.rig.Grid(g.rig.Window) {
		g.hush()
	}
	g.ring(v)
	for i, f := range frames {
		if g.from.IsZero() {
			g.from = f.T
		}
		g.to = f.T
		r := g.keep(f, v, i)
		for c := range g.health {
			g.health[c].add(f.T, r.raw[c], r.status[c], g.rig.Period())
		}
		for _, w := range g.watched {
			if !w.over {
				w.take(r, v, g.lead)
			}
		}
	}
}

// hush lets no alarm reach over a jump in time.
func (g *Gather) hush() {
	for _, w := range g.watched {
		w.ringing = false
	}
}

// ring begins a trace for each alarm that has none yet.
func (g *Gather) ring(v *inference.Verdict) {
	switch {
	case v == nil:
	case v.State == inference.Process && v.Process.On && v.Process.Channel >= 0:
		g.begin(v, v.Process.Channel)
	case v.State == inference.Fault:
		for c, ch := range v.Channels {
			if ch.Alarm {
				g.begin(v, c)
			}
		}
	}
}

func (g *Gather) begin(v *inference.Verdict, c int) {
	for _, w := range g.watched {
		if w.ringing && w.state == v.State && (w.Channel == c || v.State == inference.Process) {
			return
		}
	}
	w := &watched{Trace: Trace{Channel: c}, state: v.State, began: v.T, on: v.T, ringing: true}
	for i := range g.recent {
		w.add(g.recent[(g.next+i)%len(g.recent)].of(c))
	}
	g.watched = append(g.watched, w)
	g.forget()
}

// forget lets the shortest finished trace go where there are too many.
func (g *Gather) forget() {
	if len(g.watched) <= mostTraces {
		return
	}
	least := -1
	for i, w := range g.watched {
		if w.over && (least < 0 || w.on.Sub(w.began) < g.watched[least].on.Sub(g.watched[least].began)) {
			least = i
		}
	}
	if least >= 0 {
		g.watched = slices.Delete(g.watched, least, least+1)
	}
}

// keep copies a frame into the place of the oldest.
func (g *Gather) keep(f sensor.Frame, v *inference.Verdict, i int) *row {
	var r *row
	if n := len(f.V); len(g.recent) < g.lead {
		g.recent = append(g.recent, row{raw: make([]float64, n), value: make([]float64, n), status: make([]inference.Status, n), score: make([]float64, n)})
		r = &g.recent[len(g.recent)-1]
	} else {
		r = &g.recent[g.next]
		g.next = (g.next + 1) % g.lead
	}
	r.fill(f, v, i)
	return r
}

func (r *row) fill(f sensor.Frame, v *inference.Verdict, i int) {
	r.t = f.T
	copy(r.raw, f.V)
	for c, x := range f.V {
		s, score := inference.Sample{Value: x, Status: inference.Measured}, math.NaN()
		if math.IsNaN(x) {
			s.Status = inference.Missing
		}
		if v != nil {
			s, score = v.Channels[c].Trace[i], v.Channels[c].Score
		}
		r.value[c], r.status[c], r.score[c] = s.Value, s.Status, score
	}
}

func (r *row) of(c int) sample {
	return sample{t: r.t, raw: r.raw[c], value: r.value[c], status: r.status[c], score: r.score[c]}
}

// take adds a frame; the trace is over when the alarm has been for as long as
// the lead.
func (w *watched) take(r *row, v *inference.Verdict, lead int) {
	s := r.of(w.Channel)
	if v != nil && w.ringing {
		w.ringing = v.State == w.state && (w.state == inference.Process || v.Channels[w.Channel].Alarm)
	}
	s.on = v != nil && w.ringing
	w.add(s)
	w.after++
	if s.on {
		w.on, w.after = v.T, 0
	}
	w.over = w.after >= lead
}

// Incident is the report on the run, whose last snapshot is s. The gather
// must not be used any more.
func (g *Gather) Incident(s *pipeline.Snapshot) Incident {
	in := Incident{Rig: g.rig, From: g.from, To: g.to, Begin: g.from, Health: g.health}
	for c := range in.Health {
		in.Health[c].end()
	}
	if s == nil {
		return in
	}
	in.Model, in.Counts, in.Strip = s.Model, s.Counts, s.Strip
	for _, e := range s.Events {
		in.Episodes = append(in.Episodes, Episode{Event: e})
	}
	for _, k := range drawn(in.Episodes, in.To) {
		in.Episodes[k].Trace = g.traceOf(in.Episodes[k].Event)
	}
	in.Lost = lost(s.Events)
	return in
}

// traceOf is the trace that was kept around e, nil if none was.
func (g *Gather) traceOf(e pipeline.Event) *Trace {
	for _, w := range g.watched {
		if w.state == e.State && (e.Channel < 0 || w.Channel == e.Channel) && !e.From.Before(w.began) && !e.From.After(w.on) {
			return &w.Trace
		}
	}
	return nil
}
