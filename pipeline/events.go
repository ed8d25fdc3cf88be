package pipeline

import (
	"slices"
	"time"

	"rigscope/inference"
)

// keepEvents bounds the list, keepNotices the share that bad rows may take;
// both are counted in full elsewhere.
const keepEvents, keepNotices = 1000, 200

// events is the list of incidents. Those still running have no end yet.
type events struct {
	list    []Event
	next    int
	notices int
}

// verdict opens, carries on and closes incidents.
func (e *events) verdict(v *inference.Verdict) {
	for i := range e.list {
		if ev := &e.list[i]; ev.Kind != badRow && ev.To.IsZero() && !lasts(ev, v) {
			ev.To = v.T
		}
	}
	switch v.State {
	case inference.Fault:
		for c, ch := range v.Channels {
			if ch.Alarm {
				e.carry(Event{From: v.T, State: v.State, Channel: c, Kind: ch.Kind, Offset: ch.Offset, Peak: ch.Score})
			}
		}
	case inference.Process, inference.Unknown:
		e.carry(Event{From: v.T, State: v.State, Channel: -1, Peak: v.Score})
	}
}

func lasts(ev *Event, v *inference.Verdict) bool {
	if ev.State != v.State || v.T.Before(ev.From) {
		return false
	}
	return ev.Channel < 0 || v.Channels[ev.Channel].Alarm
}

// carry goes on with an incident that runs, or that a replay is passing
// through a second time, and else opens one. The kind first named stays
// unless it was unnamed.
func (e *events) carry(n Event) {
	for i := range e.list {
		ev := &e.list[i]
		if ev.State != n.State || ev.Channel != n.Channel || ev.Kind == badRow || n.From.Before(ev.From) {
			continue
		}
		if running := ev.To.IsZero(); running || n.From.Before(ev.To) {
			if running {
				ev.Offset = n.Offset
			}
			if ev.Kind == "" {
				ev.Kind = n.Kind
			}
			ev.Peak = max(ev.Peak, n.Peak)
			return
		}
	}
	e.add(n)
}

// badRow is the Kind of a notice about bad input.
const badRow = "bad row"

func (e *events) notice(text string, t time.Time) {
	if e.notices++; e.notices <= keepNotices {
		e.add(Event{From: t, To: t, State: inference.OK, Channel: -1, Kind: badRow, Text: text})
	}
}

func (e *events) add(n Event) {
	e.next++
	n.ID = e.next
	i, _ := slices.BinarySearchFunc(e.list, n.From, func(ev Event, t time.Time) int { return ev.From.Compare(t) })
	for i < len(e.list) && e.list[i].From.Equal(n.From) {
		i++
	}
	e.list = slices.Insert(e.list, i, n)
	if len(e.list) > keepEvents {
		e.list = slices.Delete(e.list, 0, 1)
	}
}
