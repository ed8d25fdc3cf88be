package report

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
)

// FromSnapshot tells of all that s holds in memory, or of the event with this
// ID and the time around it. An ID of 0 or of an event that s does not have
// means all. It only reads s.
func FromSnapshot(s *pipeline.Snapshot, event int) Incident {
	in := Incident{Rig: s.Rig, Model: s.Model, Counts: s.Counts, Strip: s.Strip}
	n := len(s.Times)
	if n == 0 {
		return in
	}
	in.Begin, in.From, in.To = s.Times[0], s.Times[0], s.Times[n-1]
	if len(s.Strip) > 0 && s.Strip[0].From.Before(in.Begin) {
		in.Begin = s.Strip[0].From
	}
	around := s.Rig.Grid(lead(s.Rig, s.Model.Window))
	if i := slices.IndexFunc(s.Events, func(e pipeline.Event) bool { return e.ID == event }); i >= 0 && event > 0 {
		in.One = true
		in.From, in.To = stretch(s.Events[i], around, in.From, in.To)
	}
	in.health(s)
	for _, e := range s.Events {
		if touches(e, in.From, in.To) && (!in.One || e.ID == event || alarming(e)) {
			in.Episodes = append(in.Episodes, Episode{Event: e})
		}
	}
	if !in.One {
		in.Lost = lost(s.Events)
	}
	for _, k := range drawn(in.Episodes, in.To) {
		in.Episodes[k].Trace = cut(s, in.Episodes[k].Event, around)
	}
	return in
}

// lost are the events that the list no longer holds. It is in order of time,
// IDs are in that of finding, so the newest ID counts.
func lost(es []pipeline.Event) int {
	newest := 0
	for _, e := range es {
		newest = max(newest, e.ID)
	}
	return newest - len(es)
}

// stretch is the time around an event, within from and to as far as it lies
// there.
func stretch(e pipeline.Event, around time.Duration, from, to time.Time) (time.Time, time.Time) {
	end := e.To
	if end.IsZero() {
		end = to
	}
	a, b := e.From.Add(-around), end.Add(around)
	if a.Before(from) {
		a = from
	}
	if b.After(to) {
		b = to
	}
	if b.Before(a) { // the event is no longer in memory
		return from, to
	}
	return a, b
}

// health sums up the samples from From to To.
func (in *Incident) health(s *pipeline.Snapshot) {
	in.Health = make([]Health, len(s.Rig.Channels))
	from, to := between(s.Times, in.From, in.To)
	for i := from; i < to; i++ {
		if i > 0 && s.Times[i].Equal(s.Times[i-1]) { // stands for a jump in time
			continue
		}
		for c := range in.Health {
			in.Health[c].add(s.Times[i], s.Raw[c][i], statusAt(s, c, i), s.Rig.Period())
		}
	}
	for c := range in.Health {
		in.Health[c].end()
	}
}

func statusAt(s *pipeline.Snapshot, c, i int) inference.Status {
	switch {
	case i < s.Judged:
		return s.Status[c][i]
	case math.IsNaN(s.Raw[c][i]):
		return inference.Missing
	}
	return inference.Measured
}

// between are the indices of the samples from from to to.
func between(ts []time.Time, from, to time.Time) (a, b int) {
	a = sort.Search(len(ts), func(i int) bool { return !ts[i].Before(from) })
	return a, sort.Search(len(ts), func(i int) bool { return ts[i].After(to) })
}

// cut is the trace of what e is about, nil if there is none in memory.
func cut(s *pipeline.Snapshot, e pipeline.Event, around time.Duration) *Trace {
	c := subject(e, len(s.Rig.Channels))
	if c < 0 {
		return nil
	}
	end := e.To
	if end.IsZero() {
		end = s.Times[len(s.Times)-1]
	}
	t := &Trace{Channel: c}
	hop := s.Rig.Grid(max(s.Model.Hop, 1)) // a verdict is about the hop that it ends
	calm := end
	if !e.To.IsZero() {
		calm = end.Add(-hop)
	}
	from, to := between(s.Times, e.From.Add(-around), end.Add(around))
	for i := from; i < to; i++ {
		at := s.Times[i]
		x := sample{t: at, raw: s.Raw[c][i], value: math.NaN(), score: math.NaN(), status: statusAt(s, c, i)}
		if i < s.Judged {
			x.value, x.score = s.Value[c][i], s.Score[c][i]
			x.on = at.After(e.From.Add(-hop)) && !at.After(calm)
		}
		t.add(x)
	}
	if len(t.Buckets) == 0 {
		return nil
	}
	return t
}

// drawn are the alarms that are drawn, in order of time.
func drawn(es []Episode, now time.Time) []int {
	var out []int
	for i, e := range es {
		if alarming(e.Event) {
			out = append(out, i)
		}
	}
	if len(out) > mostTraces {
		slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(es[b].length(now), es[a].length(now)) })
		out = out[:mostTraces]
		slices.Sort(out)
	}
	return out
}

// length of an event so far.
func (e Episode) length(now time.Time) time.Duration {
	if e.To.IsZero() {
		return max(now.Sub(e.From), 0)
	}
	return e.To.Sub(e.From)
}
