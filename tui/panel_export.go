package tui

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"rigscope/tui/chart"
)

// exportForm is the dialog that asks how, what and where to write.
type exportForm struct {
	field   formField
	format  ExportFormat
	choices []excerpt
	choice  int
	path    string
	edited  bool   // the path is the user's own
	failed  string // why the last try failed
	busy    bool   // it is being written
}

// formField is a line of the form.
type formField int

const (
	formatField formField = iota
	rangeField
	fileField
	formFields
)

func newExport(m *Model, f ExportFormat, choices ...excerpt) *exportForm {
	form := &exportForm{format: f, choices: choices}
	form.rename(m)
	return form
}

// rename makes the path follow format and range, unless it was edited.
func (f *exportForm) rename(m *Model) {
	if s := f.choices[f.choice]; !f.edited {
		from := s.from
		if p := m.cut(s); p.gone > 0 && p.i < p.j {
			from = m.newest.Times[p.i]
		}
		f.path = FileName(m.newest.Rig.Name, from, s.why, string(f.format))
	}
}

func (f *exportForm) press(m *Model, k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyCtrlC:
		return tea.Quit
	case tea.KeyEsc:
		m.dialog = nil
	case tea.KeyUp, tea.KeyShiftTab:
		f.field = (f.field + formFields - 1) % formFields
	case tea.KeyDown, tea.KeyTab:
		f.field = (f.field + 1) % formFields
	case tea.KeyLeft:
		f.change(m, -1)
	case tea.KeyRight:
		f.change(m, 1)
	case tea.KeyEnter:
		return f.enter(m)
	case tea.KeyBackspace, tea.KeyCtrlU, tea.KeyRunes, tea.KeySpace:
		f.edit(k)
	}
	return nil
}

func exportFormats() []ExportFormat { return []ExportFormat{ExportCSV, ExportMCAP, ExportLines} }

// change turns the chosen field by one.
func (f *exportForm) change(m *Model, by int) {
	switch f.field {
	case formatField:
		all := exportFormats()
		for i, x := range all {
			if x == f.format {
				f.format = all[(i+by+len(all))%len(all)]
				break
			}
		}
		f.reend()
	case rangeField:
		f.choice = (f.choice + by + len(f.choices)) % len(f.choices)
	}
	f.rename(m)
}

// reend gives a path that the user wrote the ending of the format.
func (f *exportForm) reend() {
	for _, x := range exportFormats() {
		if end := "." + string(x); len(f.path) > len(end) && f.path[len(f.path)-len(end):] == end {
			f.path = f.path[:len(f.path)-len(end)] + "." + string(f.format)
			return
		}
	}
}

// longestPath is in bytes; file systems end at 4096.
const longestPath = 1000

func (f *exportForm) edit(k tea.KeyMsg) {
	if f.field != fileField {
		return
	}
	f.edited, f.failed = true, ""
	if k.Type == tea.KeyCtrlU { // as a shell clears its line
		f.path = ""
		return
	}
	if k.Type == tea.KeyBackspace {
		if r := []rune(f.path); len(r) > 0 {
			f.path = string(r[:len(r)-1])
		}
		return
	}
	if s := f.path + chart.Clean(string(k.Runes)); len(s) <= longestPath {
		f.path = s
	}
}

func (f *exportForm) enter(m *Model) tea.Cmd {
	s := f.choices[f.choice]
	switch p := m.cut(s); {
	case f.busy:
		return nil
	case f.path == "":
		f.failed = "type a file name first"
		return nil
	case p.i == p.j:
		f.failed = "nothing of this range is in memory"
		return nil
	}
	f.busy, f.failed = true, ""
	return m.write(m.request(s, f.format, f.path))
}

func (f *exportForm) keys(s *scene) []word {
	out := append(footer{s}.key("⏎", "write"), footer{s}.key("↑ ↓", "field")...)
	return append(append(out, footer{s}.key("← →", "change")...), footer{s}.key("esc", "cancel")...)
}

func (f *exportForm) draw(s *scene, g chart.Grid) {
	b := box(g, 72, 11, "EXPORT")
	f.line(s, b, 1, formatField, "format", "‹ "+f.formatWord()+" ›", f.formatHelp())
	c := f.choices[f.choice]
	span := clock(c.from.Sub(s.start())) + " – " + clock(c.to.Sub(s.start()))
	f.line(s, b, 2, rangeField, "range", "‹ "+c.name+" ›", span)
	p := s.cut(c)
	b.Text(11, 3, fmt.Sprintf("%s × %s", plural(p.j-p.i, "row"), plural(len(s.names), "sensor")), chart.Cell{Ink: inkDim})
	name := []rune(f.path)
	name = name[max(len(name)-max(b.W-13, 1), 0):]
	f.line(s, b, 4, fileField, "file", string(name), "")
	if f.field == fileField {
		b.Text(11+len(name), 4, "█", chart.Cell{Ink: inkKey})
	}
	f.remarks(b.Sub(0, 6, b.W, max(b.H-6, 0)), p)
}

func (f *exportForm) line(s *scene, b chart.Grid, y int, field formField, label, value, help string) {
	if f.field == field {
		b.Sub(0, y, b.W, 1).Fill(chart.Cell{Ground: groundChosen})
		b.Text(0, y, "▌", chart.Cell{Ink: inkKey})
	}
	b.Text(2, y, label, chart.Cell{Ink: inkDim})
	x := b.Text(11, y, s.spell(value), chart.Cell{Ink: inkBright, Bold: f.field == field})
	if room := b.W - x - 2; help != "" && chart.Width(help) <= room {
		b.Text(x+2, y, s.spell(help), chart.Cell{Ink: inkDim})
	}
}

// remarks says what is missing, what is going on and what went wrong.
func (f *exportForm) remarks(b chart.Grid, p piece) {
	y := 0
	if p.gone > 0 {
		b.Text(2, y, chart.Cut(age(p.gone)+" before it are no longer in memory and will be missing", b.W-2), chart.Cell{Ink: inkWatch})
		y++
	}
	switch {
	case f.busy:
		b.Text(2, y, "writing …", chart.Cell{Ink: inkText})
	case f.failed != "":
		for _, l := range wrapped(f.failed, max(b.W-2, 1)) {
			b.Text(2, y, l, chart.Cell{Ink: inkFault})
			y++
		}
	}
}

func (f *exportForm) formatWord() string {
	switch f.format {
	case ExportMCAP:
		return "MCAP"
	case ExportLines:
		return "JSON lines"
	}
	return "CSV"
}

func (f *exportForm) formatHelp() string {
	if f.format == ExportMCAP {
		return "with events and notes; rigscope replays it"
	}
	return "measured, corrected and the flag of each"
}

// wrapped breaks text at blanks into lines of at most w cells.
func wrapped(text string, w int) (out []string) {
	for r := []rune(text); len(r) > 0; {
		n := min(len(r), w)
		if n < len(r) {
			for k := n; k > w/2; k-- {
				if r[k] == ' ' {
					n = k
					break
				}
			}
		}
		out = append(out, string(r[:n]))
		for r = r[n:]; len(r) > 0 && r[0] == ' '; r = r[1:] {
		}
	}
	return out
}
