package tui

import (
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// journal is what the user has added to the run. None of it moves a verdict.
// It lives as long as the screen; with a recording it is kept there, too.
type journal struct {
	notes    []Note         // markers, oldest first
	remarks  map[int]remark // on events, by ID
	shelves  []shelf
	loose    []Note // those that are neither in a recording nor in an export
	writing  int    // exports under way
	captures Captures
	visited  time.Time // of the marker gone to last
	picked   entryKey  // chosen line of the event list
}

// remark is a note on an event: what was typed, and how it is kept, with what
// the event was called at that time.
type remark struct {
	text string
	kept Note
}

// longestNote is in characters.
const longestNote = 200

// notesMsg are the markers found in the log.
type notesMsg struct {
	notes []Note
	err   error
}

// readNotes asks for the markers of the log, off this goroutine.
func (m *Model) readNotes() tea.Cmd {
	read := m.opt.Keep.Notes
	if read == nil {
		return nil
	}
	return func() tea.Msg {
		notes, err := read()
		return notesMsg{notes, err}
	}
}

func (m *Model) gotNotes(msg notesMsg) {
	for _, n := range msg.notes {
		m.journal.add(n)
	}
	if msg.err != nil {
		m.notice = "markers of this log: " + chart.Clean(msg.err.Error())
	}
}

// add keeps the notes in order of time.
func (j *journal) add(n Note) {
	i, _ := slices.BinarySearchFunc(j.notes, n.T, func(a Note, t time.Time) int {
		if a.T.After(t) {
			return 1
		}
		return -1 // equals stand in the order in which they were made
	})
	j.notes = slices.Insert(j.notes, i, n)
}

// addMark asks for the text of a marker at the right edge of the picture.
func addMark(m *Model, _ string) tea.Cmd {
	at := m.shown.Time(m.end())
	m.ask(question{label: "⚑ note at " + clock(at.Sub(m.start())), verb: "keep", done: func(m *Model, text string) tea.Cmd {
		m.journal.add(Note{at, text})
		m.keep(Note{at, text})
		return nil
	}})
	return nil
}

// keep tells the recording of a note, or counts it as kept nowhere.
func (m *Model) keep(n Note) {
	if m.opt.Keep.Mark == nil {
		m.journal.loose = append(m.journal.loose, n)
		m.notice = "noted for this session; e exports it"
		return
	}
	m.opt.Keep.Mark(n.T, n.Text)
	m.notice = "noted, in the recording, too"
}

// addRemark asks for a note on the chosen event. Markers have theirs, and what
// is recorded stays as it is.
func addRemark(m *Model, _ string) tea.Cmd {
	e, ok := m.chosenEvent()
	if !ok {
		return nil
	}
	s := m.scene()
	about := s.where(e) + " " + s.what(e)
	m.ask(question{label: "⚑ note on " + chart.Cut(about, 24), verb: "keep", text: m.journal.remarks[e.ID].text, done: func(m *Model, text string) tea.Cmd {
		if m.journal.remarks == nil {
			m.journal.remarks = map[int]remark{}
		}
		m.journal.loosen(m.journal.remarks[e.ID].kept)
		r := remark{text, Note{e.From, about + ": " + text}}
		m.journal.remarks[e.ID] = r
		m.keep(r.kept)
		return nil
	}})
	return nil
}

// tell keeps with the recording what was done about alarms.
func (m *Model) tell(what string, es ...pipeline.Event) {
	t, ok := m.position()
	if !ok || m.opt.Keep.Tell == nil {
		return
	}
	s := m.scene()
	for _, e := range es {
		m.opt.Keep.Tell(t, what+": "+s.where(e)+" "+s.what(e)+" of "+clock(e.From.Sub(s.start())))
	}
}

// nextMark goes to the marker after this moment, and from the last to the
// first.
func nextMark(m *Model, _ string) tea.Cmd {
	edge := m.shown.Time(m.end())
	if v := m.journal.visited; !v.IsZero() && !v.After(edge) && edge.Sub(v) <= spans()[m.zoom] {
		edge = v // it is still in view: go on from there
	}
	k := slices.IndexFunc(m.journal.notes, func(n Note) bool { return n.T.After(edge) })
	k = max(k, 0)
	return m.visitNote(k)
}

func (m *Model) visitNote(k int) tea.Cmd {
	n := m.journal.notes[k]
	m.journal.visited = n.T
	cmd := m.goThere(n.T, "that marker is no longer in memory")
	if m.notice == "" {
		m.notice = "⚑ " + ordinal(k+1, len(m.journal.notes)) + " " + chart.Cut(chart.Clean(n.Text), 60)
	}
	return cmd
}

func ordinal(k, n int) string { return trimFloat(float64(k)) + " of " + trimFloat(float64(n)) }

func marked(m *Model) bool { return drawn(m) && len(m.journal.notes) > 0 }

// said is a text as it may be kept: on one line, without what steers a
// terminal.
func said(text string) string {
	r := []rune(strings.TrimSpace(chart.Clean(text)))
	return strings.TrimSpace(string(r[:min(len(r), longestNote)]))
}
