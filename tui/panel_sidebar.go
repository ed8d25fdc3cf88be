package tui

import (
	"fmt"

	"rigscope/inference"
	"rigscope/tui/chart"
)

// sidebar is what a wide screen has room for: the rig by modality, the
// events, and the model behind it all.
type sidebar struct{ *scene }

// Draw divides the bar from the top.
func (p sidebar) Draw(g chart.Grid) {
	for y := range g.H {
		g.Text(0, y, "│", chart.Cell{Ink: inkFaint})
	}
	in := g.Sub(2, 0, g.W-3, g.H)
	y := p.rig(in)
	const model = 7
	recent{p.scene, 0}.Draw(in.Sub(0, y+1, in.W, in.H-y-model-2))
	p.model(in.Sub(0, in.H-model, in.W, model))
}

// rig says how each modality stands, and returns the rows it took.
func (p sidebar) rig(g chart.Grid) int {
	heading(g, "THE RIG")
	for k, b := range p.blocks {
		m, about, ink := p.modality(k)
		row := g.Sub(0, k+1, g.W, 1)
		m.put(row, 0, 0, p.opt.Glyphs)
		x := write(row, 3, 0, word{text: chart.Cut(b.name, 14), ink: inkText})
		right := writeRight(row, g.W, 0, say(scoreTextInk(p.now.modalities[k]), chart.Prob(p.now.modalities[k])))
		at := max(x+1, 18)
		row.Text(at, 0, chart.Cut(about, right-at), chart.Cell{Ink: ink})
	}
	y := len(p.blocks) + 2
	for i, line := range p.meaning() {
		g.Text(0, y+i, line, chart.Cell{Ink: inkDim})
	}
	return y + 3
}

// modality sums up its channels: the worst mark, and how many agree.
func (p sidebar) modality(k int) (m mark, about string, ink chart.Ink) {
	b := p.blocks[k]
	m, agree, worst := markOK(), 0, -1
	for c := b.first; c < b.first+b.n; c++ {
		if p.marks[c].letter == 0 {
			agree++
		} else if worst < 0 || p.marks[c].letter == 'F' && p.marks[worst].letter != 'F' {
			worst = c
		}
	}
	if odd, is := p.fitting(k); worst < 0 && is {
		return odd, "fits the others badly", inkWatch
	}
	if worst < 0 {
		return m, fmt.Sprintf("%d of %d agree", agree, b.n), inkDim
	}
	m = p.marks[worst]
	switch m.letter {
	case 'F':
		return m, p.names[worst] + " disagrees", inkFault
	case 'P':
		return m, "does not fit the others", inkProcess
	case 'U':
		return m, p.silence(), inkDim
	}
	return m, fmt.Sprintf("%d of %d, %s %s", agree, b.n, p.names[worst], m.word), inkDim
}

// meaning is why the state is what it is, in at most three lines.
func (p sidebar) meaning() []string {
	lines := p.reason()
	switch {
	case p.now.abstained:
		return []string{"Two sensors cannot be told apart by what the", "others say: nothing is corrected."}
	case p.now.frozen && len(lines) < 3:
		return append(lines, "A fault or a new regime: too long for noise.")
	}
	return lines
}

func (p sidebar) reason() []string {
	seen := p.sighted(p.now.sight, true)
	switch {
	case p.unmodelled():
		return []string{"Without a model nothing is judged."}
	case len(p.faults) > 1:
		return []string{"More than one sensor disagrees with what the", "others say it should read."}
	case len(p.faults) == 1:
		return []string{"The other sensors agree with each other, so", "the sensor is accused, not the process."}
	case p.now.state == inference.Process && seen != "":
		return []string{chart.Cut(p.spell(seen), 50), "The process does what it never did in clean data."}
	case p.now.state == inference.Process:
		return []string{"The modalities disagree together: the process", "moved, or runs as it never did in clean data."}
	case p.now.state == inference.OK:
		return []string{"Every sensor reads what the others say it", "should."}
	}
	return []string{"There is not enough valid data to judge."}
}

func (p sidebar) model(g chart.Grid) {
	heading(g, "MODEL")
	m := p.shown.Model
	if m.Window == 0 {
		g.Text(0, 1, "none: signals only", chart.Cell{Ink: inkDim})
		return
	}
	n := p.shown.Counts
	shift := p.now.shifted()
	if shift == "" {
		shift = "about as commissioned"
	}
	lines := []struct{ label, text string }{
		{"file", modelName(m.Name, m.Hash)},
		{"looks at", p.pace()},
		{"threshold", shift},
		{"false alarms", fmt.Sprintf("%.3g %% asked, %.3g %% found when trained", 100*m.FAR, 100*m.Achieved)},
		{"so far", fmt.Sprintf("%d frames, %d windows", n.Frames, n.Windows)},
		{"bad rows", fmt.Sprint(n.BadRows)},
	}
	for y, l := range lines {
		g.Text(0, y+1, l.label, chart.Cell{Ink: inkDim})
		g.Text(14, y+1, l.text, chart.Cell{Ink: inkText})
	}
}

// pace is how long a window is, and how often there is one.
func (p sidebar) pace() string {
	m := p.shown.Model
	text := fmt.Sprintf("%d frames, a verdict every %d", m.Window, m.Hop)
	if rate := p.shown.Rig.Rate; rate > 0 {
		text += fmt.Sprintf(" (%s s)", trimFloat(float64(m.Hop)/rate))
	}
	return text
}
