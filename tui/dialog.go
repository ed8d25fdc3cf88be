package tui

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/tui/chart"
)

// dialog is a box over the screen that takes all keys; what is behind it
// goes on.
type dialog interface {
	press(m *Model, k tea.KeyMsg) tea.Cmd
	draw(s *scene, g chart.Grid)
	keys(s *scene) []word // for the footer
}

// box draws the frame of a dialog in the middle of g and gives its inside.
// Where there is less room than wanted it takes what there is.
func box(g chart.Grid, w, h int, title string) chart.Grid {
	w, h = min(w, g.W), min(h, g.H)
	b := g.Sub((g.W-w)/2, (g.H-h)/2, w, h)
	b.Fill(chart.Cell{})
	pen := chart.Cell{Ink: inkDim}
	for x := range w {
		b.Text(x, 0, "─", pen)
		b.Text(x, h-1, "─", pen)
	}
	for y := range h {
		b.Text(0, y, "│", pen)
		b.Text(w-1, y, "│", pen)
	}
	b.Text(0, 0, "╭", pen)
	b.Text(w-1, 0, "╮", pen)
	b.Text(0, h-1, "╰", pen)
	b.Text(w-1, h-1, "╯", pen)
	b.Text(2, 0, " "+title+" ", chart.Cell{Ink: inkBright, Bold: true})
	return b.Sub(2, 1, w-4, h-2)
}

// leaving asks before what is kept nowhere is lost.
type leaving struct{}

// quit ends the screen; q asks first while a recording runs, an export is
// being written or notes are kept nowhere.
func quit(m *Model, key string) tea.Cmd {
	if key != "ctrl+c" && (m.linked.Recording || len(m.journal.loose) > 0 || m.journal.writing > 0) {
		m.dialog = leaving{}
		return nil
	}
	return tea.Quit
}

func (leaving) press(m *Model, k tea.KeyMsg) tea.Cmd {
	switch k.String() {
	case "q", "y", "enter", "ctrl+c":
		return tea.Quit
	case "e":
		if m.opt.Keep.Export != nil && drawn(m) {
			m.dialog = newExport(m, ExportMCAP, everything(m))
		}
	case "esc", "n":
		m.dialog = nil
	}
	return nil
}

func (leaving) draw(s *scene, g chart.Grid) {
	lines := leaving{}.reasons(s)
	b := box(g, 58, len(lines)+4, "QUIT")
	for y, l := range lines {
		b.Text(1, y+1, chart.Cut(l, b.W-2), chart.Cell{Ink: inkText})
	}
}

func (leaving) reasons(s *scene) (out []string) {
	if s.linked.Recording {
		out = append(out, "The recording ends with this screen; it is kept.")
	}
	if s.journal.writing > 0 {
		out = append(out, "An export is being written; it is waited for.")
	}
	if n := len(s.journal.loose); n > 0 {
		out = append(out, fmt.Sprintf("%s saved nowhere: e exports, q drops %s.", areWord(n, "note"), itThem(n)))
	}
	return out
}

func (leaving) keys(s *scene) []word {
	out := footer{s}.key("q", "quit")
	if s.opt.Keep.Export != nil {
		out = append(out, footer{s}.key("e", "export")...)
	}
	return append(out, footer{s}.key("esc", "stay")...)
}

func areWord(n int, word string) string {
	if n == 1 {
		return "1 " + word + " is"
	}
	return plural(n, word) + " are"
}

func itThem(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}
