package tui

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/inference"
	"rigscope/pipeline"
)

// An alarm on the shelf (ISA-18.2) does not ring and does not hold the
// headline, until its time is over or it is taken down. It is of one origin:
// a sensor that chatters is shelved once, not at every incident. The time is
// the data's, so that a replay shows the same at any speed.

// shelfTime is how long a shelf holds [data time].
const shelfTime = 10 * time.Minute

// origin is where an alarm comes from.
type origin struct {
	state   inference.State
	channel int // -1 for the process
}

func originOf(e pipeline.Event) origin { return origin{e.State, e.Channel} }

// shelf holds the alarms of one origin, from ≤ t < to.
type shelf struct {
	origin
	from, to time.Time
}

func (s shelf) holds(t time.Time) bool { return !t.Before(s.from) && t.Before(s.to) }

// shelved is how long the alarms of an origin stay on the shelf, 0 if they
// are not there.
func (m *Model) shelved(o origin) time.Duration {
	now, ok := m.position()
	if !ok {
		return 0
	}
	for _, s := range m.journal.shelves {
		if s.origin == o && s.holds(now) {
			return s.to.Sub(now)
		}
	}
	return 0
}

// rested says that an alarm ended on the shelf: nobody need see it.
func (m *Model) rested(e pipeline.Event) bool {
	for _, s := range m.journal.shelves {
		if s.origin == originOf(e) && !e.To.IsZero() && s.holds(e.To) {
			return true
		}
	}
	return false
}

// shelve puts the alarms of the chosen one's origin on the shelf, or takes
// them down.
func shelve(m *Model, _ string) tea.Cmd {
	e, ok := m.chosenEvent()
	now, known := m.position()
	if !ok || !known || !isAlarm(e) {
		return nil
	}
	if m.shelved(originOf(e)) > 0 {
		for i := range m.journal.shelves {
			if s := &m.journal.shelves[i]; s.origin == originOf(e) && s.holds(now) {
				s.to = now
			}
		}
		m.tell("taken from the shelf", e)
		return nil
	}
	m.journal.shelves = append(m.journal.shelves, shelf{originOf(e), now, now.Add(shelfTime)})
	m.ringLater(originOf(e))
	m.tell(fmt.Sprintf("shelved for %s", age(shelfTime)), e)
	return nil
}

// ringLater lets alarms that last ring anew when their shelf ends.
func (m *Model) ringLater(o origin) {
	for _, e := range m.newest.Events {
		if originOf(e) == o && e.To.IsZero() {
			delete(m.seen, e.ID)
		}
	}
}

// onAlarm says that an alarm is chosen.
func onAlarm(m *Model) bool {
	e, ok := m.chosenEvent()
	return ok && isAlarm(e)
}

// standing in ISA-18.2's words, and short ones for narrow screens. An alarm
// that is over and was seen is back to normal.
func (m *Model) lifeOf(e pipeline.Event) (word, short string) {
	left := m.shelved(originOf(e))
	switch over := !e.To.IsZero(); {
	case !isAlarm(e):
		return "", ""
	case left > 0 && (!over || m.rested(e) || !m.seen[e.ID]):
		return "shelved " + countdown(left), "shelved"
	case m.fresh(e) && over:
		return "returned", "returned"
	case m.fresh(e):
		return "unacknowledged", "unack"
	case over && !m.seen[e.ID]:
		return "was shelved", "normal"
	case over:
		return "normal", "normal"
	}
	return "acknowledged", "acked"
}

// countdown is 9:32.
func countdown(d time.Duration) string {
	s := int64((d + time.Second - 1) / time.Second)
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// rung are the channels of cs whose alarms are not on the shelf.
func (m *Model) rung(cs []int) []int {
	var out []int
	for _, c := range cs {
		if m.shelved(origin{inference.Fault, c}) == 0 {
			out = append(out, c)
		}
	}
	return out
}

// hushed says that there is an alarm, and that all there is of it is on the
// shelf.
func (s *scene) hushed() bool {
	switch s.now.state {
	case inference.Fault:
		return len(s.faults) == 0 && len(s.now.faults()) > 0
	case inference.Process:
		return s.shelved(origin{inference.Process, -1}) > 0
	}
	return false
}

// quiet says that channel c is accused and its alarm is on the shelf.
func (s *scene) quiet(c int) bool {
	return s.now.readings[c].alarm && s.shelved(origin{inference.Fault, c}) > 0
}
