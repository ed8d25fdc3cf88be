package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// margin of data that an event is exported with, before and after it.
const eventMargin = time.Minute

// excerpt is a piece of data time that may be exported.
type excerpt struct {
	name     string
	why      string // in the name of the file; may be empty
	from, to time.Time
}

// piece is what of an excerpt is in memory.
type piece struct {
	i, j int           // samples of the newest snapshot, i ≤ k < j
	gone time.Duration // of its beginning, no longer in memory
}

// visible is what the charts show.
func visible(m *Model) excerpt {
	w := m.rowWindow(m.columns().chart)
	if m.screen == closeUp {
		w = m.closeWindow()
	}
	edge := m.shown.Time(m.end())
	n := int(w.span.Seconds() * m.shown.Rig.Rate) // samples
	if !m.plan().table {
		n = max(n, m.end()+1-w.view.From) // whole cells may show more
	}
	return excerpt{name: "what is shown", from: edge.Add(-m.shown.Rig.Grid(max(n-1, 0))), to: edge}
}

// everything is what is in memory.
func everything(m *Model) excerpt {
	return excerpt{name: "all in memory", from: m.newest.Times[0], to: m.newest.Times[len(m.newest.Times)-1]}
}

// around is an event, a marker or a capture with a minute before and after.
func around(m *Model, e entry) excerpt {
	s := excerpt{name: "60 s around it", from: e.t.Add(-eventMargin), to: e.t.Add(eventMargin)}
	if e.event == nil {
		return s
	}
	s.name, s.why = "event ± 60 s", strings.TrimSpace(string(e.event.State)+" "+e.event.Kind)
	if c := e.event.Channel; c >= 0 && c < len(m.names) {
		s.why = m.names[c] + " " + s.why
	}
	if end := e.event.To; end.IsZero() {
		s.to, _ = m.position()
	} else {
		s.to = end.Add(eventMargin)
	}
	return s
}

// cut finds an excerpt in memory.
func (m *Model) cut(s excerpt) piece {
	n := m.newest
	first := n.Times[0]
	p := piece{i: max(sampleAt(n, s.from), 0), j: len(n.Times)}
	if s.from.After(n.Times[len(n.Times)-1]) {
		p.i = p.j
	}
	if k := sampleAt(n, s.to.Add(1)); k >= 0 {
		p.j = k
	} else if s.to.Before(first) {
		p.j = 0
	}
	p.j = max(p.i, p.j)
	begin := s.from
	if b := m.start(); b.After(begin) {
		begin = b
	}
	if begin.Before(first) {
		p.gone = first.Sub(begin)
	}
	return p
}

func exportable(m *Model) bool {
	_, chosen := m.chosenEntry()
	return m.opt.Keep.Export != nil && drawn(m) && (m.screen == monitor || chosen)
}

// openExport offers what is shown, or the chosen line of the event list.
func openExport(m *Model, _ string) tea.Cmd {
	if e, ok := m.chosenEntry(); ok && m.screen == eventList {
		m.dialog = newExport(m, ExportMCAP, around(m, e), everything(m))
	} else {
		m.dialog = newExport(m, ExportCSV, visible(m), everything(m))
	}
	return nil
}

// request is everything the writer must know.
func (m *Model) request(s excerpt, f ExportFormat, path string) ExportRequest {
	p := m.cut(s)
	r := ExportRequest{Snapshot: m.newest, From: p.i, To: p.j, Format: f, Path: path}
	sc := m.scene()
	for _, e := range m.newest.Events {
		if !e.From.After(s.to) && (e.To.IsZero() || !e.To.Before(s.from)) {
			r.Events = append(r.Events, Note{e.From, sc.told(e)})
		}
	}
	for _, n := range m.journal.all() {
		if !n.T.Before(s.from) && !n.T.After(s.to) {
			r.Notes = append(r.Notes, n)
		}
	}
	slices.SortStableFunc(r.Notes, func(a, b Note) int { return a.T.Compare(b.T) })
	return r
}

// told is an event in a sentence, for files.
func (s *scene) told(e pipeline.Event) string {
	m := eventMark(e.State, e.Kind)
	text := m.word + ": " + s.where(e) + " " + s.what(e)
	if isAlarm(e) {
		text += ", highest score " + chart.Prob(e.Peak)
	}
	if !e.To.IsZero() && e.To.After(e.From) {
		text += ", lasted " + age(e.To.Sub(e.From))
	}
	if word, _ := s.lifeOf(e); word != "" {
		text += ", " + word
	}
	return text
}

// all are the markers and the notes on events.
func (j *journal) all() []Note {
	out := slices.Clone(j.notes)
	for _, id := range slices.Sorted(maps.Keys(j.remarks)) {
		out = append(out, j.remarks[id].kept)
	}
	return out
}

// exportedMsg is how an export ended.
type exportedMsg struct {
	request ExportRequest
	done    ExportDone
	err     error
}

// write lets the writer work off this goroutine.
func (m *Model) write(r ExportRequest) tea.Cmd {
	m.journal.writing++
	export := m.opt.Keep.Export
	return func() tea.Msg {
		done, err := export(r)
		return exportedMsg{r, done, err}
	}
}

// exported says how it went: a failure in the dialog, where it can be mended.
func (m *Model) exported(msg exportedMsg) tea.Cmd {
	m.journal.writing--
	form, open := m.dialog.(*exportForm)
	switch {
	case msg.err != nil && open:
		form.failed, form.busy = chart.Clean(msg.err.Error()), false
	case msg.err != nil:
		m.notice = chart.Clean(msg.err.Error())
	default:
		if open {
			m.dialog = nil
		}
		if msg.request.Format == ExportMCAP {
			m.journal.exported(msg.request.Notes)
		}
		m.notice = wrote(msg)
	}
	return nil
}

// exported takes notes off the list of those that are kept nowhere.
func (j *journal) exported(notes []Note) {
	for _, n := range notes {
		j.loosen(n)
	}
}

// loosen forgets that a note is kept nowhere.
func (j *journal) loosen(n Note) {
	j.loose = slices.DeleteFunc(j.loose, func(l Note) bool { return l.T.Equal(n.T) && l.Text == n.Text })
}

// wrote is the one sentence on success.
func wrote(msg exportedMsg) string {
	d := msg.done
	text := fmt.Sprintf("wrote %s: %s × %s, %s", chart.Clean(d.Path), plural(d.Rows, "row"), plural(len(msg.request.Snapshot.Rig.Channels), "sensor"), sizeOf(d.Bytes))
	if d.Unjudged > 0 {
		text += fmt.Sprintf("; the last %d not judged yet", d.Unjudged)
	}
	if n := len(msg.request.Notes); n > 0 && msg.request.Format != ExportMCAP {
		text += fmt.Sprintf("; %s only in MCAP", areWord(n, "note"))
	}
	return text
}

func sizeOf(bytes int64) string {
	switch {
	case bytes < 1e3:
		return fmt.Sprintf("%d B", bytes)
	case bytes < 1e6:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// FileName is <rig>-<UTC time>-<why>.<ending>, safe on every file system.
func FileName(rig string, t time.Time, why, ending string) string {
	parts := []string{plainName(rig, "rig"), t.UTC().Format("20060102T150405Z")}
	if why = plainName(why, ""); why != "" {
		parts = append(parts, why)
	}
	return strings.Join(parts, "-") + "." + ending
}

// plainName keeps letters, digits, points and underscores of at most 40
// characters; runs of anything else become a dash.
func plainName(text, instead string) string {
	out := strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return !(unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '_')
	}), "-")
	r := []rune(strings.TrimLeft(out, ".-"))
	if r = r[:min(len(r), 40)]; len(r) == 0 {
		return instead
	}
	return string(r)
}
