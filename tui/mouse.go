package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// The mouse is off until it is wanted, because a terminal that reports it
// cannot copy and paste, and is never needed. Bubble Tea turns it off when
// the screen ends.

func mouseKeys() []binding {
	return []binding{
		{keys: []string{"M"}, show: "M", group: "GO", in: everywhere,
			help: "mouse on, off", do: toggleMouse},
	}
}

func toggleMouse(m *Model, _ string) tea.Cmd {
	if m.mouse = !m.mouse; m.mouse {
		m.notice = "mouse on: rows, log, wheel"
		return tea.EnableMouseCellMotion
	}
	m.notice = "mouse off"
	return tea.DisableMouse
}

// hearMouse turns it on where the configuration wants it.
func (m *Model) hearMouse() tea.Cmd {
	if m.mouse = m.opt.Mouse; m.mouse {
		return tea.EnableMouseCellMotion
	}
	return nil
}

// pointed does what a click or a turn of the wheel means where it is.
func (m *Model) pointed(e tea.MouseMsg) tea.Cmd {
	if !m.mouse || m.prompt.open || m.drill.open || e.Action != tea.MouseActionPress || !drawn(m) {
		return nil
	}
	m.notice = ""
	defer m.rescale()
	switch {
	case m.screen == eventList:
		return m.pointedEvents(e)
	case m.screen != monitor:
	case e.Button == tea.MouseButtonWheelUp:
		return m.look(true, 1)
	case e.Button == tea.MouseButtonWheelDown:
		return m.look(false, 1)
	case e.Button == tea.MouseButtonLeft:
		return m.clicked(e.X, e.Y)
	}
	return nil
}

// pointedEvents chooses among the events.
func (m *Model) pointedEvents(e tea.MouseMsg) tea.Cmd {
	switch e.Button {
	case tea.MouseButtonWheelUp:
		return chooseEvent(m, "up")
	case tea.MouseButtonWheelDown:
		return chooseEvent(m, "down")
	case tea.MouseButtonLeft:
		page := max(m.h-3-2, 1) // as the list has it, below its heading
		if row := m.row/page*page + e.Y - 4; e.Y >= 4 && e.Y < 4+page && row < len(m.shown.Events) {
			m.row = row
		}
	}
	return nil
}

// clicked chooses the row under (x, y), or goes to the place of the log
// there.
func (m *Model) clicked(x, y int) tea.Cmd {
	s := m.scene()
	l := s.layout
	if c, ok := s.rowAt(x, y); ok {
		m.focus, m.chosen = c, true
		return nil
	}
	if l.log.has(x, y) {
		if t, ok := (logStrip{s}).timeAt(x - l.log.x); ok {
			return m.goTime(t)
		}
	}
	return nil
}

func (r rect) has(x, y int) bool { return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h }

// rowAt is the channel whose row is at (x, y).
func (s *scene) rowAt(x, y int) (int, bool) {
	l := s.layout
	if !l.rows.has(x, y) {
		return 0, false
	}
	from, to := s.visible()
	at := l.rows.y
	for c := from; c < to; c++ {
		if l.headings && s.blocks[s.blockOf[c]].first == c {
			at++
		}
		if y >= at && y < at+l.perRow {
			return c, true
		}
		at += l.perRow
	}
	return 0, false
}

// timeAt is the time that column x of the log's panel stands for.
func (p logStrip) timeAt(x int) (time.Time, bool) {
	from, to := p.start(), p.finish()
	at := p.cols.margin + 4
	w := p.layout.log.w - at - p.cols.margin
	if x < at || x >= at+w || w < 2 || !to.After(from) {
		return time.Time{}, false
	}
	part := float64(x-at) / float64(w-1)
	return from.Add(time.Duration(part * float64(to.Sub(from)))), true
}

// goTime winds a replay to t, and looks back to it where nothing is wound.
func (m *Model) goTime(t time.Time) tea.Cmd {
	if m.transport != nil && m.opt.Mode != Demo {
		return m.seek(t)
	}
	if !m.lookAt(t) {
		m.notice = "that time is not in memory"
	}
	return nil
}

// lookAt freezes the picture with t in view and what it led to behind it;
// false if t is not in memory.
func (m *Model) lookAt(t time.Time) bool {
	i, ok := m.shown.At(t)
	if !ok {
		return false
	}
	after := int(m.spanAt(m.zoom).Seconds() * m.shown.Rig.Rate / 4) // samples
	m.frozen, m.back = true, max(m.last()-i-after, 0)
	m.scales.reset()
	return true
}
