package tui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// closeUpKeys are those of one sensor in large, and of looking far back.
func closeUpKeys() []binding {
	return []binding{
		{keys: []string{"enter"}, show: "⏎", foot: "open", order: 9, group: "LOOK", in: monitor, when: drawn,
			help: "open the sensor", do: openSensor},
		{keys: []string{"c", "C"}, show: "c C", foot: "cursors", order: 2, group: "LOOK", in: closeUp, when: drawn,
			help: "place cursor A, B", do: takeCursor},
		{keys: []string{"left", "right", "h", "l"}, show: "← →", foot: "move it", order: 1, in: closeUp, when: inHand, do: moveCursor},
		{keys: []string{"H", "L"}, show: "H L", in: closeUp, when: inHand, do: moveCursorFar},
		{keys: []string{"f"}, show: "f", foot: "spectrum", order: 6, group: "LOOK", in: closeUp, when: drawn,
			help: "spectrum: which one", do: nextSpectrum},
		{keys: []string{"y"}, show: "y", foot: "lock y", order: 12, group: "LOOK", in: charts, when: loose,
			help: "lock the y scales", do: lockScales},
		{keys: []string{"y"}, show: "y", foot: "free y", order: 12, in: charts, when: locked, do: lockScales},
		{keys: []string{"home"}, show: "Home", group: "LOOK", in: charts, when: drawn,
			help: "to the oldest kept", do: toOldest},
	}
}

func emptyHanded(m *Model) bool { return drawn(m) && !inHand(m) }
func inHand(m *Model) bool      { return m.screen == closeUp && drawn(m) && m.study.hand > 0 }
func locked(m *Model) bool      { return drawn(m) && m.scales.locked }
func loose(m *Model) bool       { return drawn(m) && !m.scales.locked }

func openSensor(m *Model, _ string) tea.Cmd {
	m.screen, m.study.open, m.chosen = closeUp, true, true
	return nil
}

// home is the screen that lists, help and events were opened from.
func (m *Model) home() screen {
	if m.study.open {
		return closeUp
	}
	return monitor
}

func lockScales(m *Model, _ string) tea.Cmd {
	m.scales.lock(!m.scales.locked)
	return nil
}

func nextSpectrum(m *Model, _ string) tea.Cmd {
	m.study.shows = (m.study.shows + 1) % 3
	return nil
}

// takeCursor places A or B, takes it in hand, or removes the one in hand.
func takeCursor(m *Model, key string) tea.Cmd {
	k := 0
	if key == "C" {
		k = 1
	}
	s := &m.study
	switch {
	case !s.placed[k]:
		s.cursor[k], s.placed[k], s.hand = m.firstPlace(k), true, k+1
	case s.hand != k+1:
		s.hand = k + 1
	default:
		s.placed[k], s.hand = false, 0
	}
	return nil
}

// firstPlace of cursor k is the onset of a fault in view for A, two thirds of
// the way from A to the end for B, and else a third or two into what is in
// view.
func (m *Model) firstPlace(k int) int {
	v := m.closeWindow().view
	from, to := max(v.From, m.shown.Oldest()), min(v.To, m.shown.End())
	if s := m.scene(); k == 0 && s.onset >= from && s.onset < to {
		return s.onset
	}
	if a := m.study.cursor[0]; k == 1 && m.study.placed[0] && a >= from && a < to {
		from = a
	}
	return from + (k+1)*(to-from)/3
}

func moveCursor(m *Model, key string) tea.Cmd    { return m.shift(key == "left" || key == "h", 1) }
func moveCursorFar(m *Model, key string) tea.Cmd { return m.shift(key == "H", 10) }

// shift moves the cursor in hand by whole cells, and the view with it where
// it would leave it.
func (m *Model) shift(back bool, cells int) tea.Cmd {
	w := m.closeWindow()
	by := cells * w.per
	if back {
		by = -by
	}
	at := &m.study.cursor[m.study.hand-1]
	*at = min(max(*at+by, m.shown.Oldest()), m.last())
	switch {
	case *at < w.view.From:
		m.back += w.view.From - *at
	case *at >= w.view.To:
		m.back = max(m.back-(*at-w.view.To+1), 0)
	default:
		return nil
	}
	m.frozen = true
	m.scales.reset()
	return nil
}

// toOldest looks back as far as anything is kept.
func toOldest(m *Model, _ string) tea.Cmd {
	v := m.rowWindow(m.columns().chart).view
	if m.screen == closeUp {
		v = m.closeWindow().view
	}
	first := m.shown.Oldest()
	m.frozen, m.back = true, max(m.last()-first-(v.To-v.From)+1, 0)
	m.scales.reset()
	return nil
}

// closeWindow is what the plots of the close-up show.
func (m *Model) closeWindow() window {
	return m.rowWindow(max(planCloseUp(m.w, m.h-3).plots.w-closeAxisW, 1))
}
