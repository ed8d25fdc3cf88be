package tui

import (
	"fmt"

	"rigscope/tui/chart"
)

// help is the key map and the legend, made from the bindings and the marks.
type help struct{ *scene }

// Draw draws the keys, and the legend below them where there is room; else
// the legend has a page of its own.
func (p help) Draw(g chart.Grid) {
	if p.helping.legend {
		p.legend(g.Sub(1, 0, g.W-2, g.H))
		return
	}
	g = g.Sub(0, p.query(g), g.W, g.H)
	used := p.list(g)
	if p.helping.query == "" && g.H-used > legendLines {
		p.legend(g.Sub(1, used+1, g.W-2, g.H-used-1))
	}
}

// query draws what is looked for and gives the lines it took.
func (p help) query(g chart.Grid) int {
	h := p.helping
	if !h.typing && h.query == "" {
		return 0
	}
	line := []word{strong(inkKey, "/"), say(inkBright, chart.Clean(h.query))}
	if h.typing {
		line = append(line, word{text: "_", ink: inkDim})
	}
	line = append(line, say(inkDim, foundText(len(p.wanted()))).after(3))
	write(g, 0, 0, line...)
	return 2
}

func foundText(n int) string {
	switch n {
	case 0:
		return "no key does that"
	case 1:
		return "one key"
	}
	return fmt.Sprintf("%d keys", n)
}

// list draws the keys in as many columns as fit, those that have scrolled by
// left out, and gives the lines it took.
func (p help) list(g chart.Grid) int {
	all := p.wanted()
	columns := helpColumns(g.W)
	perColumn := (len(all) + columns - 1) / columns
	top := max(min(p.helping.top, perColumn-g.H), 0)
	group := ""
	for i, b := range all {
		x, y := i/perColumn*(g.W/columns), i%perColumn-top
		first := b.group != group || y == 0
		group = b.group
		if y >= 0 && y < g.H {
			p.entry(g.Sub(x, y, g.W/columns, 1), b, first)
		}
	}
	if perColumn-top > g.H {
		writeRight(g, g.W, g.H-1, say(inkWatch, fmt.Sprintf(p.spell("▼ %d more"), perColumn-top-g.H)))
	}
	return min(perColumn, g.H)
}

func helpColumns(w int) int {
	switch {
	case w < 78:
		return 1
	case w < 132:
		return 2
	}
	return w / 44
}

func (p help) entry(g chart.Grid, b binding, heading bool) {
	const keyX, textX = 9, 18
	if heading {
		g.Text(1, 0, b.group, chart.Cell{Ink: inkDim})
	}
	g.Text(keyX, 0, p.spell(p.opt.Keys.spelled(b.show)), chart.Cell{Ink: inkKey, Bold: true})
	g.Text(textX, 0, chart.Cut(p.spell(b.help), g.W-textX-1), chart.Cell{Ink: inkText})
}

// legendLines is what the legend needs.
const legendLines = 9

func (p help) legend(g chart.Grid) {
	heading(g, "LEGEND")
	x := 0
	for _, m := range []struct {
		mark
		text string
	}{
		{markOK(), "ok"}, {markWatch(), "watch"}, {markFault(), "fault"}, {markOver(), "over"},
		{markProcess(), "process"}, {markUnknown(), "cannot tell"}, {markMissing(), "missing"},
	} {
		m.put(g, x, 1, p.opt.Glyphs)
		x = g.Text(x+3, 1, m.text, chart.Cell{Ink: inkText}) + 2
	}
	for y, l := range []struct {
		sign, text string
		ink        chart.Ink
	}{
		{"= measured", "as it came down the wire, unchanged", inkText},
		{"≈ corrected", "the model's estimate, ± one sigma; never a reading", inkEstimate},
		{"× withheld", "faulty and no honest estimate: no number is shown", inkWatch},
		{"▁▃▆█ score", "0 as always … 1 never seen; an alarm from .95", inkText},
		{"VIB!", "this modality does not fit the others", inkProcess},
		{"NE 107", "F failure, C check, S out of specification, M maintenance", inkText},
		{"spans", "of evidence: 0 the clean median, 1 the alarm as commissioned", inkText},
	} {
		g.Text(0, y+2, l.sign, chart.Cell{Ink: l.ink})
		g.Text(13, y+2, p.spell(l.text), chart.Cell{Ink: inkDim})
	}
}
