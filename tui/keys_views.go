package tui

import tea "github.com/charmbracelet/bubbletea"

// viewKeys lead from one view to the next.
func viewKeys() []binding {
	const views = monitor | timelineView | modelView
	return []binding{
		{keys: []string{"v"}, show: "v", foot: "views", order: 12, group: "GO", in: views,
			help: "next view, the table", do: nextView},
		{keys: []string{"T"}, show: "T", group: "GO", in: views,
			help: "timeline of the log", do: openTimeline},
		{keys: []string{"O"}, show: "O", group: "GO", in: views,
			help: "model and theory", do: openModel},
		{keys: []string{"?"}, show: "?", foot: "help", order: 21, in: timelineView | modelView, do: show(helpText)},
		{keys: []string{"p"}, show: "p", foot: "stop, go", order: 8, in: timelineView | modelView, wind: true, do: stopGo},
		{keys: []string{"a", "A"}, show: "a A", foot: "acknowledge", brief: "ack", order: 9, in: timelineView | modelView, when: ringing, do: acknowledge},
	}
}

// nextView goes round: monitor, timeline, model, table.
func nextView(m *Model, key string) tea.Cmd {
	switch {
	case m.screen == monitor && !m.tabular:
		return openTimeline(m, key)
	case m.screen == timelineView:
		return openModel(m, key)
	}
	m.tabular = m.screen == modelView
	m.screen = monitor
	return nil
}
