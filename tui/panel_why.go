package tui

import (
	"fmt"
	"math"
	"slices"

	"rigscope/inference"
	"rigscope/tui/chart"
)

// why gives the reasons for the state, as far as the verdict holds them.
type why struct{ *scene }

// Draw draws a heading and as many lines as fit.
func (p why) Draw(g chart.Grid) {
	x := write(g, 0, 0, word{text: "WHY", ink: inkBright, bold: true})
	rule(g, x+1, 0)
	body := g.Sub(0, 1, g.W, g.H-1)
	y := 0
	for _, line := range p.lines() {
		write(body, 0, y, trimmed(fit(line, g.W), g.W)...)
		y++
	}
	if y > 0 && y < body.H-3 {
		y++
	}
	p.meters(body.Sub(0, y, body.W, body.H-y))
}

// trimmed shortens the last word of a line that is still too long.
func trimmed(line []word, width int) []word {
	last := &line[len(line)-1]
	if over := length(line) - width; over > 0 {
		last.text = chart.Cut(last.text, chart.Width(last.text)-over)
	}
	return line
}

func (p why) lines() [][]word {
	c := p.Model.focus
	r := p.now.readings[c]
	switch {
	case r.alarm:
		return p.accusation(c)
	case len(p.faults) > 0:
		return [][]word{text(inkText, chart.Cut(p.names[c], 17)+" agrees"), text(inkDim, "in fault: "+chart.Cut(p.names[p.faults[0]], 14))}
	case p.now.state == inference.Process:
		return [][]word{text(inkText, "modalities disagree,"), text(inkText, "no sensor explains it")}
	case p.now.state == inference.OK:
		return [][]word{text(inkText, "nothing to explain")}
	case p.now.state == inference.Unknown && len(p.absent()) > 0:
		return [][]word{text(inkText, "too little valid data"), text(inkDim, "missing: "+p.gone())}
	}
	return [][]word{text(inkText, "no verdict yet")}
}

// gone is the missing channel's name, or how many there are.
func (p why) gone() string {
	if all := p.absent(); len(all) > 1 {
		return plural(len(all), "sensor")
	}
	return chart.Cut(p.absent()[0], 15)
}

func text(ink chart.Ink, s string) []word { return []word{{text: s, ink: ink}} }

// accusation is the evidence against one channel.
func (p why) accusation(c int) [][]word {
	r := p.now.readings[c]
	kind := r.kind
	if kind == "" {
		kind = "without a name"
	}
	out := [][]word{fact("kind", strong(inkFault, kind))}
	if p.offsetWords(c) != "" {
		line := fact("off by", say(inkText, p.spell(p.withUnit(c, p.signed(c, r.offset)))))
		if r.sigma > 0 && math.Abs(r.offset/r.sigma) < 1e4 {
			line = append(line, say(inkDim, fmt.Sprintf("%.0f %s", math.Abs(r.offset/r.sigma), p.spell("σ"))).after(2).ranked(1))
		}
		out = append(out, line)
	}
	if !math.IsNaN(r.p) {
		out = append(out, fact("p-value", say(inkText, chanceWords(r.p))))
	}
	return out
}

// fact is a label and what it says, in two columns.
func fact(label string, w word) []word {
	const column = 9
	return []word{{text: label, ink: inkDim}, w.after(column - len(label))}
}

// chanceWords is a p-value, four decimals without the nought.
func chanceWords(p float64) string {
	if p < .0001 {
		return "< .0001"
	}
	if p >= .01 {
		return chart.Prob(p)
	}
	return fmt.Sprintf("%.4f", p)[1:]
}

// meters shows who fits worst: modalities when the process moved, channels
// otherwise.
func (p why) meters(g chart.Grid) {
	names, scores, title := p.names, p.now.scores(), "highest scores"
	if p.now.state == inference.Process {
		names, scores, title = nil, p.now.modalities, "how badly each fits"
		for _, b := range p.blocks {
			names = append(names, b.name)
		}
	}
	if g.H < 2 || !slices.ContainsFunc(scores, func(x float64) bool { return x == x }) {
		return
	}
	g.Text(0, 0, title, chart.Cell{Ink: inkDim})
	for y, i := range highest(scores) {
		p.meter(g.Sub(0, y+1, g.W, 1), names[i], scores[i])
	}
}

// highest are the indices of v from the greatest down; equals in order, NaN
// left out.
func highest(v []float64) []int {
	var out []int
	for i, x := range v {
		if x == x {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		switch {
		case v[a] > v[b]:
			return -1
		case v[a] < v[b]:
			return 1
		}
		return 0
	})
	return out
}

func (p why) meter(g chart.Grid, name string, x float64) {
	nameW := min(10, g.W/2)
	ink := inkDim
	if x >= scoreWatch {
		ink = scoreInk(x)
	}
	g.Text(0, 0, chart.Cut(name, nameW), chart.Cell{Ink: inkText})
	chart.Meter(g.Sub(nameW+1, 0, g.W-nameW-5, 1), x, ink, inkFaint, p.opt.Glyphs)
	g.Text(g.W-3, 0, chart.Prob(x), chart.Cell{Ink: ink})
}
