package tui

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
)

// entry is one line of the event list: what the pipeline saw, a marker of a
// person, or the file of a trigger. One of the three is there.
type entry struct {
	t       time.Time
	event   *pipeline.Event
	note    *Note
	capture *Capture
}

// entryKey tells entries apart for as long as the screen lives.
type entryKey struct {
	id   int // of an event
	t    time.Time
	text string // of the others
}

func (e entry) key() entryKey {
	switch {
	case e.event != nil:
		return entryKey{id: e.event.ID}
	case e.note != nil:
		return entryKey{t: e.t, text: e.note.Text}
	}
	return entryKey{t: e.t, text: e.capture.File}
}

func (e entry) alarm() bool { return e.event != nil && isAlarm(*e.event) }

// entries are all there is, the newest first.
func (m *Model) entries() []entry {
	if m.shown == nil {
		return nil
	}
	out := make([]entry, 0, len(m.shown.Events)+len(m.journal.notes)+len(m.journal.captures.Done))
	for i := range m.shown.Events {
		out = append(out, entry{t: m.shown.Events[i].From, event: &m.shown.Events[i]})
	}
	for i := range m.journal.notes {
		out = append(out, entry{t: m.journal.notes[i].T, note: &m.journal.notes[i]})
	}
	for i := range m.journal.captures.Done {
		out = append(out, entry{t: m.journal.captures.Done[i].T, capture: &m.journal.captures.Done[i]})
	}
	slices.SortStableFunc(out, func(a, b entry) int { return a.t.Compare(b.t) })
	slices.Reverse(out)
	return out
}

// pick chooses a line by its place.
func (m *Model) pick(all []entry, row int) {
	m.row = min(max(row, 0), max(len(all)-1, 0))
	m.journal.picked = entryKey{}
	if len(all) > 0 {
		m.journal.picked = all[m.row].key()
	}
}

// stay keeps the chosen line chosen when the list grows above it: a key must
// not hit another alarm than the one that was looked at.
func (m *Model) stay() {
	if m.screen != eventList {
		return
	}
	all := m.entries()
	if i := slices.IndexFunc(all, func(e entry) bool { return e.key() == m.journal.picked }); i >= 0 {
		m.row = i
		return
	}
	m.pick(all, m.row)
}

// chosen is the chosen line.
func (m *Model) chosenEntry() (entry, bool) {
	all := m.entries()
	if m.row >= len(all) {
		return entry{}, false
	}
	return all[m.row], true
}

// chosenEvent is the chosen line if it is an event.
func (m *Model) chosenEvent() (pipeline.Event, bool) {
	e, ok := m.chosenEntry()
	if !ok || e.event == nil {
		return pipeline.Event{}, false
	}
	return *e.event, true
}

// showEvents chooses the newest alarm that nobody has acknowledged, or else
// the newest line.
func showEvents(m *Model, _ string) tea.Cmd {
	m.screen = eventList
	all := m.entries()
	m.pick(all, slices.IndexFunc(all, func(e entry) bool { return e.alarm() && m.fresh(*e.event) }))
	return nil
}

func chooseEvent(m *Model, key string) tea.Cmd {
	by := 1
	if key == "up" || key == "k" {
		by = -1
	}
	m.pick(m.entries(), m.row+by)
	return nil
}

// chooseAlarm chooses the next alarm in time, which is further up, or the
// last.
func chooseAlarm(m *Model, key string) tea.Cmd {
	all, by := m.entries(), 1
	if key == "n" {
		by = -1
	}
	for i := m.row + by; i >= 0 && i < len(all); i += by {
		if all[i].alarm() {
			m.pick(all, i)
			return nil
		}
	}
	m.notice = "no earlier alarm"
	if key == "n" {
		m.notice = "no later alarm so far"
	}
	return nil
}

func openEvent(m *Model, _ string) tea.Cmd {
	e, ok := m.chosenEntry()
	switch {
	case !ok:
		return nil
	case e.event != nil:
		return m.visit(*e.event)
	}
	return m.goThere(e.t, "that time is no longer in memory")
}
