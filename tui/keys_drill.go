package tui

import tea "github.com/charmbracelet/bubbletea"

// drillKeys are there where drills can be run.
func drillKeys() []binding {
	const both = monitor | drillList
	return []binding{
		{keys: []string{"i"}, show: "i", foot: "drill", order: 12, group: "DRILL", in: both, drill: true, when: canDrill,
			help: "put a fault into the data", do: openDrill},
		{keys: []string{"i", "x"}, show: "i x", foot: "stop drill", order: 0, group: "DRILL", in: both, drill: true, when: (*Model).drillRuns,
			help: "stop the drill", do: stopDrill},
		{keys: []string{"D"}, show: "D", foot: "drills", order: 13, group: "DRILL", in: monitor, drill: true, when: hasDrilled,
			help: "drills and their answers", do: show(drillList)},
		{keys: []string{"up", "down", "k", "j"}, show: "↑ ↓", foot: "choose", order: 1, in: drillList, drill: true, do: chooseDrill},
		{keys: []string{"enter"}, show: "⏎", foot: "go there", order: 1, in: drillList, drill: true, do: visitDrill},
	}
}

// What must be so for them to do something.

func canDrill(m *Model) bool { return drawn(m) && !m.drillRuns() }

func hasDrilled(m *Model) bool { _, ok := m.lastDrill(); return ok }

func chooseDrill(m *Model, key string) tea.Cmd {
	by := 1
	if key == "up" || key == "k" {
		by = -1
	}
	if m.newest != nil {
		m.drill.row = min(max(m.drill.row+by, 0), max(len(m.newest.Drills)-1, 0))
	}
	return nil
}

// visitDrill looks back to the beginning of the chosen drill. A replay is
// not wound there: it would show what was recorded.
func visitDrill(m *Model, _ string) tea.Cmd {
	d, ok := m.chosenDrill()
	if !ok {
		return nil
	}
	m.screen = monitor
	m.focus, m.chosen = d.Channels[0], true
	if d.Epoch != m.shown.Epoch || !m.lookAt(d.From) {
		m.notice = "that drill is no longer in memory"
	}
	return nil
}
