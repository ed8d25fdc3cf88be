package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// timeline is the state of the screen that shows the whole log.
type timeline struct {
	zoom   int       // the log is 2^zoom screens long
	cursor time.Time // zero: with the newest data
	rows   lineRows
}

// lineRows is what a row of the timeline is about.
type lineRows int

const (
	rowsThatFit lineRows = iota // sensors, or modalities where those are too many
	rowsOfSensors
	rowsOfModalities
)

func openTimeline(m *Model, _ string) tea.Cmd {
	m.screen, m.line.cursor = timelineView, time.Time{}
	if m.frozen && m.shown != nil && len(m.shown.Times) > 0 {
		m.line.cursor = m.shown.Times[max(m.instant(m.shown), 0)]
	}
	return nil
}

// section is the part of the log that the timeline shows, on cells columns.
type section struct {
	from, to time.Time
	cells    int
}

// cell is how long a column is.
func (v section) cell() time.Duration {
	return max(v.to.Sub(v.from)/time.Duration(max(v.cells, 1)), 1)
}

// at is the beginning of column x.
func (v section) at(x int) time.Time {
	return v.from.Add(time.Duration(float64(v.to.Sub(v.from)) * float64(x) / float64(max(v.cells, 1))))
}

// column that holds t; it may lie outside.
func (v section) column(t time.Time) int {
	x := int(float64(t.Sub(v.from)) / float64(max(v.to.Sub(v.from), 1)) * float64(v.cells))
	for !v.at(x + 1).After(t) { // rounding
		x++
	}
	for v.at(x).After(t) {
		x--
	}
	return x
}

// place of t as a part of the columns, as chart.Mark has it.
func (v section) place(t time.Time) float64 {
	return float64(v.column(t)) / float64(max(v.cells-1, 1))
}

// shortest is the least time that the timeline shows.
const shortest = 10 * time.Second

// pointed is where the cursor is.
func (m *Model) underCursor() time.Time {
	if m.line.cursor.IsZero() {
		t, _ := m.position()
		return t
	}
	return m.line.cursor
}

// section turns pages: the cursor moves, the picture stays until it leaves.
func (m *Model) section(cells int) section {
	from, to := m.start(), m.finish()
	if !to.After(from) {
		to = from.Add(shortest)
	}
	page := m.span()
	n := max(min(m.underCursor().Sub(from), to.Sub(from)-1)/page, 0)
	v := section{from.Add(n * page), from.Add((n + 1) * page), cells}
	if v.to.After(to) {
		v.from, v.to = to.Add(-page), to
	}
	return v
}

// span is how much of the log is on screen.
func (m *Model) span() time.Duration {
	all := m.finish().Sub(m.start())
	if all < shortest {
		return max(all, time.Second)
	}
	return max(all>>m.line.zoom, shortest)
}

func moveAlong(m *Model, key string) tea.Cmd {
	by := map[string]int{"left": -1, "h": -1, "right": 1, "l": 1, "H": -10, "L": 10}[key]
	v := m.section(m.lineCells())
	m.point(v.at(v.column(m.underCursor()) + by))
	return nil
}

// point moves the cursor within what can be gone to.
func (m *Model) point(t time.Time) {
	newest, _ := m.position()
	last := m.finish()
	if !m.winds() {
		last = newest
	}
	if t.Before(m.start()) {
		t = m.start()
	}
	if t.After(last) {
		t = last
	}
	m.line.cursor = t
	if t.Equal(newest) {
		m.line.cursor = time.Time{}
	}
}

// winds is true where the data can be wound; a demo only plays.
func (m *Model) winds() bool { return m.transport != nil && m.opt.Mode != Demo }

func zoomLine(m *Model, key string) tea.Cmd {
	by := 1
	if key == "-" {
		by = -1
	}
	zoom := max(m.line.zoom+by, 0)
	if by < 0 || m.finish().Sub(m.start())>>m.line.zoom > shortest {
		m.line.zoom = min(zoom, 40)
	}
	return nil
}

// lineAlarm moves the cursor to the next incident.
func lineAlarm(m *Model, key string) tea.Cmd {
	e, ok := alarmFrom(m.shown, m.underCursor(), key == "n")
	if !ok {
		m.notice = "no earlier incident"
		if key == "n" {
			m.notice = "no later incident so far"
		}
		return nil
	}
	m.point(e.From)
	if isFault(e) && e.Channel < len(m.names) {
		m.focus, m.chosen = e.Channel, true
	}
	return nil
}

func lineEnds(m *Model, key string) tea.Cmd {
	m.line.cursor = time.Time{}
	if key == "g" {
		m.point(m.start())
	}
	return nil
}

func lineSensor(m *Model, key string) tea.Cmd {
	by := 1
	if key == "up" || key == "k" {
		by = -1
	}
	m.focus, m.chosen = min(max(m.focus+by, 0), len(m.names)-1), true
	return nil
}

func lineDetail(m *Model, _ string) tea.Cmd {
	if m.bySensor() {
		m.line.rows = rowsOfModalities
	} else {
		m.line.rows = rowsOfSensors
	}
	return nil
}

// bySensor is true if a row is a sensor.
func (m *Model) bySensor() bool {
	if m.line.rows == rowsThatFit {
		return len(m.names) <= max(m.h-4-lineOverhead-1, 0)
	}
	return m.line.rows == rowsOfSensors
}

// goThere leads to the moment under the cursor: a replay is wound, a live
// picture looks back.
func goThere(m *Model, _ string) tea.Cmd {
	t, newest := m.underCursor(), m.line.cursor.IsZero()
	m.screen = monitor
	switch {
	case newest:
		m.thaw()
		return nil
	case m.winds():
		return m.seek(t)
	}
	if !m.lookAt(t) {
		m.notice = "that moment is no longer in memory"
	}
	return nil
}
