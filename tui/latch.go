package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
)

// An alarm stays on the screen until somebody has seen it, even when its
// cause has gone before (control D's latch, as ISA-18.2 has it). Who has
// seen what is the screen's own business: a verdict does not depend on it,
// so a run with and one without a reader end with the same digest.

// fresh is true for an alarm that nobody has acknowledged and that is not on
// the shelf.
func (m *Model) fresh(e pipeline.Event) bool {
	return isAlarm(e) && !m.seen[e.ID] && !m.rested(e) && m.shelved(originOf(e)) == 0
}

// see acknowledges an alarm. What the list of events has forgotten is
// forgotten here, too.
func (m *Model) see(es ...pipeline.Event) {
	seen := make(map[int]bool, len(es))
	for _, e := range m.newest.Events {
		seen[e.ID] = m.seen[e.ID]
	}
	for _, e := range es {
		seen[e.ID] = true
	}
	m.seen = seen
}

// waiting are the alarms nobody has acknowledged, those that last first and
// then the newest first.
func (m *Model) waiting() (lasting, over []pipeline.Event) {
	if m.newest == nil {
		return nil, nil
	}
	for i := len(m.newest.Events) - 1; i >= 0; i-- {
		switch e := m.newest.Events[i]; {
		case !m.fresh(e):
		case e.To.IsZero():
			lasting = append(lasting, e)
		default:
			over = append(over, e)
		}
	}
	return lasting, over
}

// acknowledge sees what a speaks of: the chosen line of the event list; on
// the monitor all alarms that last, or else the one that the headline holds.
// A sees them all.
func acknowledge(m *Model, key string) tea.Cmd {
	es := m.meant(key)
	m.see(es...)
	m.tell("acknowledged", es...)
	return nil
}

func (m *Model) meant(key string) []pipeline.Event {
	lasting, over := m.waiting()
	switch {
	case key == "A":
		return append(lasting, over...)
	case m.screen == eventList:
		if e, ok := m.chosenEvent(); ok && m.fresh(e) {
			return []pipeline.Event{e}
		}
	case len(lasting) > 0:
		return lasting
	case len(over) > 0:
		return over[:1]
	}
	return nil
}

// ringing says that there is something to acknowledge.
func ringing(m *Model) bool {
	lasting, over := m.waiting()
	return len(lasting)+len(over) > 0
}

// latched are the alarms of over that have passed unseen at this moment, or
// came and went after it while the picture stood still.
func (s *scene) latched(over []pipeline.Event) []pipeline.Event {
	var out []pipeline.Event
	for _, e := range over {
		if !covers(e, s.now.t, hopOf(s.shown)) {
			out = append(out, e)
		}
	}
	return out
}

// passed says that channel c was accused before this moment, is no more, and
// nobody has seen it.
func (s *scene) passed(c int) bool {
	return !s.now.readings[c].alarm && slices.ContainsFunc(s.past, func(e pipeline.Event) bool {
		return isFault(e) && e.Channel == c && !e.From.After(s.now.t)
	})
}

// isNew says that channel c is accused and nobody has seen it yet.
func (s *scene) isNew(c int) bool {
	return s.now.readings[c].alarm && slices.ContainsFunc(s.lasting, func(e pipeline.Event) bool { return isFault(e) && e.Channel == c })
}

// unseen says that nobody has seen the alarm that the headline tells of.
func (s *scene) unseen() bool {
	return slices.ContainsFunc(s.lasting, func(e pipeline.Event) bool { return e.State == s.now.state && covers(e, s.now.t, hopOf(s.shown)) })
}

// was is what an alarm that is over was, in a sentence.
func (s *scene) was(e pipeline.Event) string {
	switch seen := s.sighted(e.Sight, true); {
	case isFault(e) && e.Channel < len(s.names):
		return s.names[e.Channel] + " was faulty: " + s.faultWords(e)
	case seen != "":
		return "the process moved: " + seen
	}
	return "the process moved"
}
