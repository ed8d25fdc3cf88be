package tui

import (
	"slices"
	"time"

	"rigscope/pipeline"
)

// How long the parts of the screen stand, so that they can be read and cost
// few bytes. Traces and scores move with every picture, and what changes the
// state of the rig is shown at once.
const (
	numbersStand = 250 * time.Millisecond
	tableStands  = time.Second // where there is nothing but numbers
	reasonsStand = 500 * time.Millisecond
	logStands    = time.Second
)

// cadence is what the slower parts are drawn from: the snapshot they have
// stood with, and since when.
type cadence struct {
	numbers, reasons, log held
	looked                time.Time // when anything was last drawn
	stale                 bool      // there is something new to draw
	urgent                bool      // it cannot wait: the rig is in another state
}

type held struct {
	*pipeline.Snapshot
	since time.Time
}

// keep goes on with what stood before, for as long as it should.
func (h *held) keep(before held, at time.Time, d time.Duration) {
	if before.Snapshot != nil && at.Sub(before.since) < d {
		*h = before
	} else {
		h.since = at
	}
}

// release lets every part show s.
func (c *cadence) release(s *pipeline.Snapshot) {
	c.numbers.Snapshot, c.reasons.Snapshot, c.log.Snapshot = s, s, s
}

// pace lets the slower parts stand as they were before this tick. A tick
// without a time holds nothing back.
func (m *Model) pace(before cadence, at time.Time) {
	c := &m.cadence
	if at.IsZero() || news(before.numbers.Snapshot, m.shown) {
		c.urgent = true
		c.numbers.since, c.reasons.since, c.log.since = at, at, at
		return
	}
	stand := numbersStand
	if m.plan().table {
		stand = tableStands
	}
	c.numbers.keep(before.numbers, at, stand)
	c.reasons.keep(before.reasons, at, reasonsStand)
	c.log.keep(before.log, at, logStands)
}

// news is true if b says something else than a of how the rig is.
func news(a, b *pipeline.Snapshot) bool {
	if a == nil || b == nil || a.Epoch != b.Epoch || (a.Last == nil) != (b.Last == nil) {
		return true
	}
	if a.Last == nil {
		return false
	}
	if a.Last.State != b.Last.State || a.Last.Alarm != b.Last.Alarm || len(a.Events) != len(b.Events) || a.Done != b.Done {
		return true
	}
	return !slices.EqualFunc(a.Events, b.Events, func(x, y pipeline.Event) bool { return x.To.IsZero() == y.To.IsZero() })
}

// changed says whether there is anything to draw that was not drawn yet, and
// takes it as drawn. Once a second there is, for what counts seconds.
func (m *Model) changed(at time.Time) bool {
	c := &m.cadence
	wait := time.Duration(0)
	if m.plan().table {
		wait = tableStands
	} else if !c.stale {
		wait = time.Second
	}
	if !c.urgent && at.Sub(c.looked) < wait {
		return false
	}
	c.stale, c.urgent, c.looked = false, false, at
	return true
}

// with is the scene as it was in another snapshot of the same epoch.
func (s *scene) with(h held) *scene {
	if h.Snapshot == nil || h.Snapshot == s.shown {
		return s
	}
	out := *s
	out.shown = h.Snapshot
	out.judge(h.Snapshot)
	return &out
}
