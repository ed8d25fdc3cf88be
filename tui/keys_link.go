package tui

import tea "github.com/charmbracelet/bubbletea"

// linkKeys are about the line to the terminal.
func linkKeys() []binding {
	return []binding{
		{keys: []string{"s"}, show: "s", group: "LOOK", in: monitor, when: drawn,
			help: "sweep or scroll", do: sweepOrScroll},
		{keys: []string{"ctrl+l"}, show: "^L", group: "LOOK", in: everywhere,
			help: "draw all anew", do: repaint},
	}
}

func sweepOrScroll(m *Model, _ string) tea.Cmd {
	m.sweep = !m.sweep
	switch {
	case m.back > 0:
		m.notice = "looking back, the charts stand still"
	case m.throttle.sweep && !m.sweep:
		m.notice = "the screen is too slow to scroll"
	case m.sweep:
		m.notice = "the charts sweep: the gap runs ahead of now"
	default:
		m.notice = "the charts scroll: now is at the right"
	}
	return nil
}

func repaint(*Model, string) tea.Cmd { return tea.ClearScreen }
