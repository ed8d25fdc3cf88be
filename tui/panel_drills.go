package tui

import (
	"fmt"
	"slices"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// drillAnswers is the list of this session's drills, the newest first, and
// what the model made of the chosen one.
type drillAnswers struct{ *scene }

// answerH is how many lines the chosen drill takes.
const answerH = 8

// drillColumns are where the columns of the list begin.
type drillColumns struct{ no, began, target, fault, found, named int }

func drillColumnsOf(w int) drillColumns {
	if w < wideFrom {
		return drillColumns{1, 5, 14, 26, 41, 51}
	}
	return drillColumns{1, 6, 17, 36, 56, 68}
}

// Draw draws the list and below it the answer.
func (p drillAnswers) Draw(g chart.Grid) {
	n := len(p.newest.Drills)
	h := max(min(n, g.H-answerH-3), 1)
	at := drillColumnsOf(g.W)
	for _, c := range []struct {
		x    int
		name string
	}{{at.no, "NO"}, {at.began, "BEGAN"}, {at.target, "SENSOR"}, {at.fault, "FAULT PUT IN"}, {at.found, "FOUND"}, {at.named, "NAMED"}} {
		g.Text(c.x, 1, c.name, chart.Cell{Ink: inkDim})
	}
	writeRight(g, g.W-1, 1, say(inkDim, "READ → SHOWN"))
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
	at, ink := drillColumnsOf(g.W), foundInk(d)
	g.Text(at.no, 0, fmt.Sprint(d.ID), pen)
	g.Text(at.began, 0, clock(d.From.Sub(p.start())), pen)
	g.Text(at.target, 0, chart.Cut(p.drillTarget(d.Channels), at.fault-at.target-1), pen)
	g.Text(at.fault, 0, chart.Cut(p.spell(p.drillFault(d)), at.found-at.fault-1), pen)
	right := writeRight(g, g.W-1, 0, say(inkText, p.spell(p.shortError(d))))
	found := "no"
	if d.Answer.Found {
		found = age(d.Answer.After)
	} else if p.going(d) {
		found = "not yet"
	}
	g.Text(at.found, 0, found, chart.Cell{Ink: ink, Bold: chosen})
	named := p.rightWords(d)
	if chart.Width(named) > right-at.named-1 {
		named = briefly(d)
	}
	g.Text(at.named, 0, named, chart.Cell{Ink: ink})
}

// briefly is the naming in a word or two.
func briefly(d pipeline.Drill) string {
	sensor, kind := d.Right()
	switch {
	case d.Answer.Process:
		return "process"
	case !sensor:
		return "wrong sensor"
	case !kind:
		return "wrong kind"
	}
	return "right"
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
		for _, l := range folded(p.spell(text), g.W-13) {
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
	mine, others := p.ofDrill(d)
	if len(mine) == 0 {
		return "wrong: accused was " + p.accusedWords(others)
	}
	return "right: " + p.accusedWords(mine) + ", but accused was also " + p.accusedWords(others) + ", which the drill left alone"
}

// ofDrill parts the accused into those of the drill and the others.
func (p drillAnswers) ofDrill(d pipeline.Drill) (mine, others []int) {
	for _, c := range d.Answer.Accused {
		if slices.Contains(d.Channels, c) {
			mine = append(mine, c)
		} else {
			others = append(others, c)
		}
	}
	return mine, others
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
		return fmt.Sprintf("%s was changed by %.2f σ, root mean square, though the drill left it alone", p.names[c], d.Answer.Harm)
	}
	return "no other sensor was changed by a bit"
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
