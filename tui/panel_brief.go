package tui

import (
	"rigscope/inference"
	"rigscope/tui/chart"
)

// brief is WHY in a line or two, for screens without a pane for it. A calm
// rig leaves them blank.
type brief struct{ *scene }

// Draw fills up to two rows.
func (p brief) Draw(g chart.Grid) {
	for y, line := range p.lines() {
		if y < g.H {
			write(g, 0, y, fit(line, g.W)...)
		}
	}
}

func (p brief) lines() [][]word {
	switch {
	case len(p.faults) > 0:
		return p.accusation(p.faults[0])
	case p.now.state == inference.Process:
		return p.moved()
	}
	return nil
}

// accusation is what it looks like, who says so and how surely; and then
// what to do and who vouches.
func (p brief) accusation(c int) [][]word {
	r, w := p.now.readings[c], why(p)
	first := w.kinds(r, 80)
	first[0].gap, first[1].gap = 1, 1
	if line := w.weight(r, 80); line != nil {
		line[0].gap, line[1].gap = 3, 1
		first = append(first, ranked(line, 2)...)
	}
	if by := raisers(r.witness, r.rule); by != "" {
		first = append(first, say(inkDim, "by").after(3).ranked(1), say(inkText, by).ranked(1))
	}
	d := p.diagnosis(c, r.kind, r.offset)
	second := []word{say(inkDim, "NE 107"), strong(inkFault, string(d.Status)), say(inkText, remedyOf(d)).ranked(1)}
	if names := p.codes(p.vouching(c)); names != "" {
		second = append(second, say(inkDim, "vouching").after(3).ranked(2), say(inkText, names).ranked(2))
	}
	return [][]word{first, second}
}

// moved says how badly each modality fits.
func (p brief) moved() [][]word {
	line := []word{say(inkDim, "how badly each fits")}
	for k, b := range p.blocks {
		x := p.now.modalities[k]
		line = append(line, say(inkText, b.code).after(2).ranked(k+1), say(scoreTextInk(x), chart.Prob(x)).ranked(k+1))
	}
	by := raisers(p.now.witness, "")
	if by == "" {
		return [][]word{line}
	}
	return [][]word{line, {say(inkDim, "raised by"), say(inkText, by)}}
}

func (p brief) codes(ks []int) string {
	out := ""
	for _, k := range ks {
		out += " " + p.blocks[k].code
	}
	return out[min(1, len(out)):]
}
