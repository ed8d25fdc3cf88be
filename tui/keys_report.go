package tui

import (
	"maps"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// Reported is what a report is asked for: what is on screen, frozen or not.
type Reported struct {
	Snapshot *pipeline.Snapshot
	Event    int          // ID of the chosen one; 0: all that is in memory
	Seen     map[int]bool // events that were acknowledged, by ID
}

func reportKeys() []binding {
	return []binding{
		{keys: []string{"R"}, show: "R", foot: "report", order: 12, group: "EVENTS", in: monitor | eventList, when: canReport,
			help: "report as HTML, text", do: writeReport},
	}
}

func canReport(m *Model) bool { return m.opt.Report != nil && drawn(m) }

// reportedMsg is how writing a report ended.
type reportedMsg struct {
	text string
	err  error
}

// writeReport has a report written off this goroutine: of the chosen event in
// the list, of everything elsewhere.
func writeReport(m *Model, _ string) tea.Cmd {
	r := Reported{Snapshot: m.shown, Seen: maps.Clone(m.seen)}
	if m.screen == eventList {
		if e, ok := m.chosenEvent(); ok {
			r.Event = e.ID
		}
	}
	m.notice = "writing the report"
	write := m.opt.Report
	return func() tea.Msg {
		text, err := write(r)
		return reportedMsg{text, err}
	}
}

// reported tells how it ended.
func (m *Model) reported(msg reportedMsg) {
	m.notice = chart.Clean(msg.text)
	if msg.err != nil {
		m.notice = chart.Clean(msg.err.Error())
	}
}
