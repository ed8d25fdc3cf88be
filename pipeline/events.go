package pipeline

import (
	"maps"
	"math"
	"slices"
	"time"

	"rigscope/inference"
)

// keepEvents bounds the list, keepNotices the share that bad rows may take;
// both are counted in full elsewhere.
const keepEvents, keepNotices = 1000, 200

// events is the list of incidents. Those still running have no end yet.
type events struct {
	slack   time.Duration // two passes of a replay over an incident begin it within this
	list    []Event
	next    int
	notices int
	votes   map[int]map[string]int // how often each kind was named, by event
}

// verdict opens, carries on and closes incidents.
func (e *events) verdict(v *inference.Verdict) {
	drill := 0
	if v.Drill != nil {
		drill = v.Drill.ID
	}
	for i := range e.list {
		if ev := &e.list[i]; ev.Kind != badRow && ev.To.IsZero() && !(lasts(ev, v) && ev.takes(drill)) {
			ev.end(v.T)
		}
	}
	switch v.State {
	case inference.Fault:
		for c, ch := range v.Channels {
			if ch.Alarm {
				e.carry(Event{From: v.T, State: v.State, Channel: c, Kind: ch.Kind, Offset: ch.Offset, Peak: ch.Score, Witness: v.Witness, Clearest: finding(v, c), Drill: drill})
			}
		}
	case inference.Process, inference.Unknown:
		e.carry(Event{From: v.T, State: v.State, Channel: -1, Peak: v.Score, Witness: v.Witness, Sight: seen(v), Clearest: finding(v, -1), Drill: drill})
	}
}

// interrupt ends what runs at t, since the stream does not go on from there.
func (e *events) interrupt(t time.Time) {
	for i := range e.list {
		ev := &e.list[i]
		if ev.To.IsZero() {
			ev.end(t)
		}
		ev.again = true
	}
}

// end closes an incident; one that was watched further before stays longer.
func (ev *Event) end(t time.Time) {
	if ev.To = t; ev.ended.After(t) {
		ev.To = ev.ended
	}
	ev.ended = ev.To
}

// takes says that an incident may go on in a verdict of that drill: one of a
// drill in no other, so that what outlasts it rings anew, and one of the rig
// in all as long as it runs.
func (ev *Event) takes(drill int) bool {
	return ev.Drill == drill || ev.Drill == 0 && ev.To.IsZero()
}

func lasts(ev *Event, v *inference.Verdict) bool {
	if ev.State != v.State {
		return false
	}
	return ev.Channel < 0 || v.Channels[ev.Channel].Alarm
}

// carry goes on with an incident that runs, or that a replay passes through
// again, and else opens one. The kind most often named stands.
func (e *events) carry(n Event) {
	for i := range e.list {
		ev := &e.list[i]
		if ev.State != n.State || ev.Channel != n.Channel || ev.Kind == badRow || !ev.near(n.From, e.slack) || !ev.takes(n.Drill) {
			continue
		}
		if ev.Drill == 0 {
			ev.Beside = max(ev.Beside, n.Drill)
		}
		ev.To = time.Time{}
		ev.Peak = max(ev.Peak, n.Peak)
		if math.Abs(n.Offset) > math.Abs(ev.Offset) {
			ev.Offset = n.Offset
		}
		ev.Kind = e.vote(ev.ID, n.Kind)
		ev.Witness = joined(ev.Witness, n.Witness)
		if n.Clearest.clearer(ev.Clearest) {
			ev.Clearest = n.Clearest
		}
		if n.Sight.Times > ev.Sight.Times {
			ev.Sight = n.Sight
		}
		return
	}
	e.vote(e.add(n), n.Kind)
}

// seen is what the process witness sees while it is on; zero otherwise.
func seen(v *inference.Verdict) inference.Sight {
	if v.Process.On && v.Process.Channel >= 0 {
		return v.Process
	}
	return inference.Sight{}
}

// joined is a and what b adds to it, in memory of its own if that is
// anything: a may be in a snapshot.
func joined(a, b []inference.Witnessing) []inference.Witnessing {
	for _, w := range b {
		if !slices.Contains(a, w) {
			a = append(slices.Clip(a), w)
		}
	}
	return a
}

// vote counts a name for the kind of an incident and gives the leading one.
func (e *events) vote(id int, kind string) string {
	if e.votes == nil {
		e.votes = map[int]map[string]int{}
	}
	if e.votes[id] == nil {
		e.votes[id] = map[string]int{}
	}
	if kind != "" {
		e.votes[id][kind]++
	}
	best, most := "", 0
	for _, k := range slices.Sorted(maps.Keys(e.votes[id])) {
		if n := e.votes[id][k]; n > most {
			best, most = k, n
		}
	}
	return best
}

// near says whether t falls into an incident that runs or, but for slack,
// into one that a replay goes through once more.
func (ev *Event) near(t time.Time, slack time.Duration) bool {
	if ev.To.IsZero() {
		return !t.Before(ev.From)
	}
	return ev.again && !t.Before(ev.From.Add(-slack)) && !t.After(ev.To.Add(slack))
}

// badRow is the Kind of a notice about bad input.
const badRow = "bad row"

func (e *events) notice(text string, t time.Time) {
	if e.notices++; e.notices <= keepNotices {
		e.add(Event{From: t, To: t, State: inference.OK, Channel: -1, Kind: badRow, Text: text})
	}
}

// add lists an event by its beginning and gives its ID.
func (e *events) add(n Event) int {
	e.next++
	n.ID = e.next
	i, _ := slices.BinarySearchFunc(e.list, n.From, func(ev Event, t time.Time) int { return ev.From.Compare(t) })
	for i < len(e.list) && e.list[i].From.Equal(n.From) {
		i++
	}
	e.list = slices.Insert(e.list, i, n)
	if len(e.list) > keepEvents {
		delete(e.votes, e.list[0].ID)
		e.list = slices.Delete(e.list, 0, 1)
	}
	return n.ID
}
