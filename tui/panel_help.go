package tui

import (
	"rigscope/tui/chart"
)

// help is the key map and the legend, made from the bindings and the marks.
type help struct{ *scene }

// Draw draws keys in two columns where there is room, and the legend below.
func (p help) Draw(g chart.Grid) {
	all := p.entries()
	const keyX, textX = 9, 18
	perColumn := len(all)
	if g.W >= 78 {
		perColumn = (len(all) + 1) / 2
	}
	group := ""
	for i, b := range all {
		x, y := i/perColumn*(g.W/2), i%perColumn
		if b.group != group || y == 0 {
			g.Text(x+1, y, b.group, chart.Cell{Ink: inkDim})
			group = b.group
		}
		g.Text(x+keyX, y, p.spell(b.show), chart.Cell{Ink: inkKey, Bold: true})
		g.Text(x+textX, y, p.spell(b.help), chart.Cell{Ink: inkText})
	}
	p.legend(g.Sub(1, perColumn+1, g.W-2, g.H-perColumn-1))
}

// entries are the bindings that have something to say for themselves.
func (p help) entries() []binding {
	var out []binding
	for _, b := range p.keys {
		if b.help != "" {
			out = append(out, b)
		}
	}
	return out
}

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
