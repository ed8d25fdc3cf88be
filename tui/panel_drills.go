package tui

import (
	"fmt"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// drillAnswers is the list of this session's drills, the newest first, and
// what the model made of the chosen one.
type drillAnswers struct{ *scene }

// answerH is how many lines the chosen drill takes.
const answerH = 8

// Places of the columns of the list.
const (
	drillNo     = 1
	drillBegan  = 6
	drillTarget = 16
	drillFault  = 30
	drillFound  = 47
)

// Draw draws the list and below it the answer.
func (p drillAnswers) Draw(g chart.Grid) {
	n := len(p.newest.Drills)
	h := max(min(n, g.H-answerH-3), 1)
	for _, c := range []struct {
		x    int
		name string
	}{{drillNo, "NO"}, {drillBegan, "BEGAN"}, {drillTarget, "SENSOR"}, {drillFault, "FAULT PUT IN"}, {drillFound, "ANSWER"}} {
		g.Text(c.x, 1, c.name, chart.Cell{Ink: inkDim})
	}
	writeRight(g, g.W-1, 1, say(inkDim, "ERROR IN → OUT"))
	first := p.drill.row / h * h
	for y := 0; y < h && first+y < n; y++ {
		p.line(g.Sub(0, 2+y, g.W, 1), p.newest.Drills[n-1-first-y], first+y == p.drill.row)
	}
	if d, ok := p.chosenDrill(); ok {
		p.answer(g.Sub(0, h+3, g.W, g.H-h-3), d)
	}
}

func (m *Model) chosenDrill() (pipeline.Drill, bool) {
	if m.newest == nil || m.drill.row >= len(m.newest.Drills) {
		return pipeline.Drill{}, false
	}
	return m.newest.Drills[len(m.newest.Drills)-1-m.drill.row], true
}

// going says that the newest data is still about d.
func (m *Model) going(d pipeline.Drill) bool {
	now, on := m.drillNow()
	return on && now.ID == d.ID
}

func (p drillAnswers) line(g chart.Grid, d pipeline.Drill, chosen bool) {
	pen := chart.Cell{Ink: inkText, Bold: chosen}
	if chosen {
		g.Fill(chart.Cell{Ground: groundChosen})
		g.Text(0, 0, "▌", chart.Cell{Ink: inkKey})
		pen.Ink = inkBright
	}
	g.Text(drillNo, 0, fmt.Sprint(d.ID), pen)
	g.Text(drillBegan, 0, clock(d.From.Sub(p.start())), pen)
	g.Text(drillTarget, 0, chart.Cut(p.drillTarget(d.Channels), drillFault-drillTarget-1), pen)
	g.Text(drillFault, 0, chart.Cut(p.spell(p.drillFault(d)), drillFound-drillFault-1), pen)
	right := writeRight(g, g.W-1, 0, say(inkText, p.spell(p.shortError(d))))
	words := []word{{text: foundWords(d, p.going(d)), ink: foundInk(d), bold: chosen}}
	if right := p.rightWords(d); right != "" {
		words = append(words, say(inkDim, right).after(2).ranked(1))
	}
	write(g, drillFound, 0, fit(words, right-drillFound-1)...)
}

// foundInk: a drill that was missed is to be looked at.
func foundInk(d pipeline.Drill) chart.Ink {
	if sensor, kind := d.Right(); d.Answer.Found && sensor && kind {
		return inkText
	}
	return inkWatch
}

// answer says in sentences what the model made of a drill.
func (p drillAnswers) answer(g chart.Grid, d pipeline.Drill) {
	heading(g, fmt.Sprintf("THE ANSWER TO DRILL %d", d.ID))
	y := 1
	say := func(name, text string, ink chart.Ink) {
		g.Text(1, y, name, chart.Cell{Ink: inkDim})
		for _, l := range wrap(p.spell(text), g.W-13) {
			g.Text(12, y, l, chart.Cell{Ink: ink})
			y++
		}
	}
	say("put in", p.drillFault(d)+" on "+p.drillTarget(d.Channels)+", "+p.ran(d), inkText)
	say("found", p.foundSentence(d), foundInk(d))
	if d.Answer.Found && !d.Answer.Process {
		say("sensor", p.sensorSentence(d), p.rightInk(d, true))
		say("kind", p.kindSentence(d), p.rightInk(d, false))
	}
	in, out := p.errorWords(d)
	say("error", in+" was read, "+out+" was shown; root mean square of "+plural(d.Answer.Frames, "frame"), inkText)
	if n := d.Answer.Withheld; n > 0 {
		say("withheld", plural(n, "sample")+" of it: no honest estimate, no number", inkWatch)
	}
	say("harm", p.harmSentence(d), inkText)
}

func (p drillAnswers) rightInk(d pipeline.Drill, ofSensor bool) chart.Ink {
	sensor, kind := d.Right()
	if ofSensor && sensor || !ofSensor && kind {
		return inkText
	}
	return inkWatch
}

// ran is how long a drill has run and how it ended.
func (p drillAnswers) ran(d pipeline.Drill) string {
	long := age(d.To.Sub(d.From))
	switch {
	case d.Cut != "":
		return "for " + long + ", then " + d.Cut
	case !d.Over && p.drillRuns():
		return "for " + long + ", it runs"
	}
	return "for " + long
}

func (p drillAnswers) foundSentence(d pipeline.Drill) string {
	switch {
	case !d.Answer.Found && p.going(d):
		return "not yet: no alarm so far"
	case !d.Answer.Found:
		return "no: there was no alarm. A drill of a larger size tells where it begins to be seen"
	case d.Answer.Process:
		return "after " + age(d.Answer.After) + ", as a change of the process: no sensor was accused"
	case d.From.Add(d.Answer.After).After(d.To):
		return "after " + age(d.Answer.After) + ", when it was over already"
	}
	return "after " + age(d.Answer.After)
}

func (p drillAnswers) sensorSentence(d pipeline.Drill) string {
	sensor, _ := d.Right()
	if sensor {
		return "right: " + p.accusedWords(d.Answer.Accused)
	}
	return "wrong: accused were " + p.accusedWords(d.Answer.Accused)
}

func (p drillAnswers) kindSentence(d pipeline.Drill) string {
	_, kind := d.Right()
	switch {
	case kind:
		return "right: " + d.Answer.Kind
	case d.Answer.Kind == "":
		return "none was named"
	}
	return "wrong: it was called " + chart.Clean(d.Answer.Kind)
}

func (p drillAnswers) harmSentence(d pipeline.Drill) string {
	if c := d.Answer.Harmed; c >= 0 && c < len(p.names) {
		return fmt.Sprintf("%s was changed by %.2f σ, root mean square, though it was healthy", p.names[c], d.Answer.Harm)
	}
	return "no healthy sensor was changed by a bit"
}

// drillFoot is the footer of the dialog.
func (p footer) drillFoot(width int) []word {
	var out []word
	for i, k := range [][2]string{{"⏎", "start"}, {"← →", "change"}, {"↑ ↓", "field"}, {"esc", "cancel"}} {
		for _, w := range p.key(k[0], k[1]) {
			out = append(out, w.ranked(i))
		}
	}
	return append(fit(out, width-24), say(inkDim, "DRILL shows in every title").ranked(9))
}
