package tui

import "rigscope/tui/chart"

// closeWhy is the verdict on the sensor in large and its reasons, those that
// weigh most first: the pane may have three lines.
type closeWhy struct{ *scene }

// Draw draws a heading with the verdict, reasons, and all sensors' evidence
// where there is room.
func (p closeWhy) Draw(g chart.Grid) {
	c := p.Model.focus
	m := p.marks[c]
	x := write(g, 0, 0, word{text: "WHY", ink: inkBright, bold: true},
		word{text: m.text(p.opt.Glyphs), ink: m.ink, bold: m.letter != 0, gap: 2})
	if p.now.readings[c].alarm {
		x = write(g, x, 0, say(inkFault, chart.Cut(p.spell(p.shortFault(c)), g.W-x-2)))
	} else {
		x = write(g, x, 0, say(inkText, m.word))
	}
	rule(g, x+1, 0)
	y := 1
	for _, line := range p.reasons(g.W) {
		write(g, 0, y, trimmed(fit(line, g.W), g.W)...)
		y++
	}
	if y+2 < g.H {
		why(p).meters(g.Sub(0, y+1, g.W, g.H-y-1))
	}
}

// reasons are those of the pane in the monitor in another order.
func (p closeWhy) reasons(width int) [][]word {
	c, w := p.Model.focus, why(p)
	r := p.now.readings[c]
	if !r.alarm {
		return w.lines(width)
	}
	out := [][]word{w.kinds(r, width)}
	if line := w.weight(r, width); line != nil {
		out = append(out, line)
	}
	out = append(out, w.vouch(c, width)...)
	if by := raisers(r.witness, r.rule); by != "" {
		out = append(out, w.fact(width, "by", say(inkText, by)))
	}
	out = append(out, w.deviation(c, width)...)
	return append(out, w.remedy(c, width)...)
}
