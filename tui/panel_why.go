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
	if p.now.frozen {
		x = write(g, x, 0, p.lasting(g.W-x))
	}
	rule(g, x+1, 0)
	body := g.Sub(0, 1, g.W, g.H-1)
	y := 0
	for _, line := range p.lines(g.W) {
		write(body, 0, y, trimmed(fit(line, g.W), g.W)...)
		y++
	}
	if y > 0 && y < body.H-5 {
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

func (p why) lines(width int) [][]word {
	c := p.Model.focus
	r := p.now.readings[c]
	switch {
	case p.unmodelled():
		return [][]word{text(inkText, "no model, no verdicts")}
	case r.alarm:
		return p.accusation(c, width)
	case len(p.faults) > 0:
		return [][]word{text(inkText, chart.Cut(p.names[c], 17)+" agrees"), text(inkDim, "in fault: "+chart.Cut(p.names[p.faults[0]], 14))}
	case p.now.state == inference.Process:
		return p.moved(width)
	case p.now.state == inference.OK:
		return [][]word{text(inkText, "nothing to explain")}
	case p.now.state == inference.Unknown && len(p.absent()) > 0:
		return [][]word{text(inkText, "too little valid data"), text(inkDim, "missing: "+p.gone())}
	}
	return [][]word{text(inkText, p.silence())}
}

// moved is why the process is said to have changed.
func (p why) moved(width int) [][]word {
	out := [][]word{text(inkText, "modalities disagree,"), text(inkText, "no sensor explains it")}
	if seen := p.sighted(p.now.sight, true); seen != "" {
		out = nil
		for _, line := range folded(p.spell(seen), width) {
			out = append(out, text(inkText, line))
		}
		out = append(out, text(inkDim, "no sensor is accused"))
	}
	if by := raisers(p.now.witness, ""); by != "" {
		out = append(out, p.fact(width, "by", say(inkText, by)))
	}
	return out
}

// gone is the missing channel's name, or how many there are.
func (p why) gone() string {
	if all := p.absent(); len(all) > 1 {
		return plural(len(all), "sensor")
	}
	return chart.Cut(p.absent()[0], 15)
}

func text(ink chart.Ink, s string) []word { return []word{{text: s, ink: ink}} }

// accusation is the evidence against one channel: what it looks like, how
// far it is off, who says so, what is to be done, who vouches.
func (p why) accusation(c, width int) [][]word {
	r := p.now.readings[c]
	out := append([][]word{p.kinds(r, width)}, p.deviation(c, width)...)
	if by := raisers(r.witness, r.rule); by != "" {
		out = append(out, p.fact(width, "by", say(inkText, by)))
	}
	if line := p.weight(r, width); line != nil {
		out = append(out, line)
	}
	out = append(out, p.remedy(c, width)...)
	return append(out, p.vouch(c, width)...)
}

// deviation is how far channel c is off, or why nothing is corrected.
func (p why) deviation(c, width int) (out [][]word) {
	r := p.now.readings[c]
	if p.now.abstained {
		words := "two cannot be told apart: none corrected"
		if width >= 28 {
			words = "two sensors cannot be told apart: nothing corrected"
		}
		for _, line := range folded(words, width) {
			out = append(out, text(inkWatch, line))
		}
	} else if p.offsetWords(c) != "" {
		line := p.fact(width, "off", say(inkText, p.spell(p.withUnit(c, p.signed(c, r.offset)))))
		if r.sigma > 0 && math.Abs(r.offset/r.sigma) < 1e4 {
			line = append(line, say(inkDim, fmt.Sprintf("%.0f %s", math.Abs(r.offset/r.sigma), p.spell("σ"))).after(2).ranked(1))
		}
		out = append(out, line)
	}
	return out
}

// lasting is what it means that the threshold is frozen, in at most room
// cells.
func (p why) lasting(room int) word {
	if room < 32 {
		return say(inkDim, "not noise")
	}
	return say(inkDim, "not noise: fault or new regime")
}

// kinds is what the fault was called most often, how much this window looks
// like it, and the likeliest other kind.
func (p why) kinds(r reading, width int) []word {
	kind := r.kind
	if kind == "" {
		kind = "without a name"
	}
	line := p.fact(width, "kind", strong(inkFault, kind))
	if sure := r.sure(); sure == sure {
		line = append(line, say(inkText, chart.Prob(sure)))
	} else if r.looks[0].kind != "" {
		line = append(line, say(inkDim, "now").after(2).ranked(2))
	}
	for _, g := range r.looks {
		if g.kind != "" && g.kind != r.kind && g.p >= .005 {
			return append(line, say(inkDim, g.kind).after(2).ranked(1), say(inkDim, chart.Prob(g.p)).ranked(1))
		}
	}
	return line
}

// weight is the evidence in spans and its p-value.
func (p why) weight(r reading, width int) []word {
	var line []word
	if at := inSpans(r.evidence); at != "" {
		line = p.fact(width, "evid", say(inkText, p.spell(at)), say(inkDim, "spans"))
	}
	if math.IsNaN(r.p) {
		return line
	}
	chance := "p " + chanceWords(r.p)
	if line == nil {
		return p.fact(width, "evid", say(inkText, chance))
	}
	return append(line, say(inkText, chance).after(2).ranked(1))
}

// remedy is the NE 107 status and what to do; the cause, too, if both need
// no more than two lines.
func (p why) remedy(c, width int) [][]word {
	r := p.now.readings[c]
	d := p.diagnosis(c, r.kind, r.offset)
	room := width - p.column(width) - 2
	lines := folded(d.Words, room)
	if len(lines) > 2 {
		lines = folded(remedyOf(d), room)
	}
	line := p.fact(width, "NE107", strong(inkFault, string(d.Status)))
	out := [][]word{append(line, say(inkText, lines[0]))}
	for _, more := range lines[1:] {
		out = append(out, []word{{text: more, ink: inkText, gap: p.column(width) + 2}})
	}
	return out
}

// broadWhy is the width from which there is room for more words.
const broadWhy = 38

// vouch names the modalities that contradict it, each with its own score.
func (p why) vouch(c, width int) [][]word {
	var names []string
	for _, k := range p.vouching(c) {
		switch {
		case width < 28:
			names = append(names, p.blocks[k].code)
		case width < broadWhy:
			names = append(names, p.blocks[k].code+" "+chart.Prob(p.now.modalities[k]))
		default:
			names = append(names, p.blocks[k].name+" "+chart.Prob(p.now.modalities[k]))
		}
	}
	if names == nil {
		return [][]word{p.fact(width, "vouch", say(inkWatch, "no modality does"))}
	}
	room := width - p.column(width)
	lines := pairs(names, room)
	out := [][]word{p.fact(width, "vouch", say(inkText, lines[0]))}
	for _, more := range lines[1:] {
		out = append(out, []word{{text: more, ink: inkText, gap: p.column(width)}})
	}
	return out
}

// pairs puts names into at most two lines; those that have no room are
// counted.
func pairs(names []string, width int) []string {
	lines, left := []string{""}, len(names)
	for _, n := range names {
		last := &lines[len(lines)-1]
		switch more := chart.Width(*last) + 2 + chart.Width(n); {
		case *last == "":
			*last = chart.Cut(n, width)
		case more <= width-3 || more <= width && left == 1:
			*last += "  " + n
		case len(lines) == 1:
			lines = append(lines, chart.Cut(n, width))
		default:
			*last = chart.Cut(*last, width-3) + fmt.Sprintf(" +%d", left)
			return lines
		}
		left--
	}
	return lines
}

// column is where facts begin, in a pane of that width.
func (p why) column(width int) int {
	if width < 28 {
		return 6
	}
	return 9
}

// fact is a label and what it says, in two columns. Labels are long where
// there is room.
func (p why) fact(width int, label string, words ...word) []word {
	if long := map[string]string{"off": "off by", "by": "raised by", "evid": "evidence", "NE107": "NE 107", "vouch": "vouching"}[label]; width >= 28 && long != "" {
		label = long
	}
	words[0].gap = max(p.column(width)-len(label), 1)
	return append([]word{{text: label, ink: inkDim}}, words...)
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
// otherwise. Evidence is told in spans; where only scores are known, as when
// looking back, those are.
func (p why) meters(g chart.Grid) {
	if g.H < 2 {
		return
	}
	names, v, title, number := p.names, p.evidence(), "", inSpans
	switch {
	case p.now.state == inference.Process:
		names, v, title, number = nil, p.now.modalities, "how badly each fits", chart.Prob
		for _, b := range p.blocks {
			names = append(names, b.name)
		}
	case len(v) > 0:
		title = p.spell("in spans, alarm at " + inSpans(1+p.now.shift))
	default:
		v, title, number = p.now.scores(), "highest scores", chart.Prob
	}
	order := highest(v)
	if len(order) == 0 {
		return
	}
	g.Text(0, 0, title, chart.Cell{Ink: inkDim})
	for y, i := range order {
		p.meter(g.Sub(0, y+1, g.W, 1), names[i], v[i], p.spell(number(v[i])))
	}
}

// evidence is that against each channel [C], nil where it is not known; NaN
// for one that has no say.
func (p why) evidence() []float64 {
	out, known := make([]float64, len(p.now.readings)), false
	for c, r := range p.now.readings {
		out[c] = r.evidence
		if r.evidence <= silence {
			out[c] = math.NaN()
		}
		known = known || r.evidence == r.evidence
	}
	if !known {
		return nil
	}
	return out
}

// silence is the evidence against a channel that was not looked at.
const silence = -10

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

// meter is full from 1 on: the threshold of a span, the most of a score.
func (p why) meter(g chart.Grid, name string, x float64, number string) {
	nameW := min(10, g.W/2)
	ink := inkDim
	if x >= scoreWatch {
		ink = scoreInk(x)
	}
	g.Text(0, 0, chart.Cut(name, nameW), chart.Cell{Ink: inkText})
	chart.Meter(g.Sub(nameW+1, 0, g.W-nameW-6, 1), x, ink, inkFaint, p.opt.Glyphs)
	writeRight(g, g.W, 0, word{text: number, ink: ink})
}
