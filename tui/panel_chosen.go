package tui

import (
	"math"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// chosenPane is the chosen line of the event list in full: what the sensor
// did a minute before and after, what is known about it, and the note.
type chosenPane struct {
	*scene
	all []entry
}

// factsW is the width of what is known about an event.
const factsW = 31

// Draw draws a heading, charts and facts side by side, and the note.
func (p chosenPane) Draw(g chart.Grid) {
	heading(g, "THE CHOSEN EVENT")
	if p.Model.row >= len(p.all) {
		return
	}
	e := p.all[p.Model.row]
	if e.event == nil {
		p.text(g.Sub(1, 1, g.W-2, g.H-1), p.entryText(e))
		return
	}
	p.facts(g.Sub(g.W-factsW, 1, factsW, g.H-2), *e.event)
	p.charts(g.Sub(1, 1, g.W-factsW-3, g.H-2), e)
	note := g.Sub(0, g.H-1, g.W, 1)
	text := p.journal.remarks[e.event.ID].text
	if text == "" {
		write(note, 0, 0, say(inkDim, "Acknowledged means: seen by a person. It does not clear the fault."))
		return
	}
	write(note, 0, 0, say(inkKey, "⚑"), say(inkText, chart.Cut(text, g.W-4)))
}

func (p chosenPane) text(g chart.Grid, text string) {
	for y, l := range wrapped(p.spell(text), g.W) {
		g.Text(0, y, l, chart.Cell{Ink: inkText})
	}
}

// charts are measured, corrected and score of the channel, on one time axis.
func (p chosenPane) charts(g chart.Grid, e entry) {
	c := e.event.Channel
	switch {
	case c < 0 && e.event.Sight.Channel >= 0 && e.event.State == inference.Process && e.event.Sight.Feature != "":
		c = e.event.Sight.Channel
	case c < 0 || c >= len(p.names):
		g.Text(0, 0, p.spell("it is about no single sensor"), chart.Cell{Ink: inkDim})
		return
	}
	const labelW = 11
	w := g.W - labelW
	view, ok := p.viewOf(e, w)
	if !ok {
		g.Text(0, 0, "its samples are no longer in memory", chart.Cell{Ink: inkDim})
		return
	}
	raw, value := cut(p.shown.Raw[c], p.shown.First, view), cut(p.shown.Value[c], p.shown.First, view)
	scale := chart.Autoscale{MinSpan: 4 * p.noise[c]}.Fit(raw, value)
	h := max((g.H-2)/2, 1)
	for k, part := range []struct {
		name  string
		trace chart.Trace
	}{{"measured", p.rawTrace(c)}, {"corrected", p.valueTrace(c)}} {
		g.Text(0, k*h, part.name, chart.Cell{Ink: inkDim})
		at := g.Sub(labelW, k*h, w, h)
		p.markLines(at, view)
		part.trace.Draw(at, view, scale, p.opt.Glyphs)
	}
	g.Text(0, 2*h, "score", chart.Cell{Ink: inkDim})
	p.scoreStrip(g.Sub(labelW, 2*h, w, 1), c, view)
	p.axis(g.Sub(labelW, 2*h+1, w, 1), e, view)
}

// viewOf is the event and a minute around it, in whole cells; false if none
// of it is in memory.
func (p chosenPane) viewOf(e entry, w int) (chart.View, bool) {
	s := around(p.Model, e)
	if p.shown.Times[len(p.shown.Times)-1].Before(s.from) || s.to.Before(p.shown.Times[0]) {
		return chart.View{}, false
	}
	n := int(s.to.Sub(s.from).Seconds()*p.shown.Rig.Rate) + 1 // samples wanted
	per := max((n+w-1)/w, 1)
	last := sampleAt(p.shown, s.to)
	if last < 0 {
		last = len(p.shown.Times) - 1
	}
	v := chart.ViewEnding(p.shown.First+last, per, w)
	if n < w*per { // few samples are spread out rather than left in a corner
		v.From = v.To - n
	}
	return v, true
}

func (p chosenPane) axis(g chart.Grid, e entry, view chart.View) {
	end := min(view.To, p.last()+1) - 1 - p.shown.First
	g.Text(0, 0, clock(p.timeAt(view.From).Sub(p.start())), chart.Cell{Ink: inkFaint})
	writeRight(g, g.W, 0, word{text: clock(p.shown.Times[end].Sub(p.start())), ink: inkFaint})
	i := sampleAt(p.shown, e.t)
	if x := view.Cell(p.shown.First+max(i, 0), g.W); i >= 0 && x > 9 && x < g.W-15 {
		g.Text(x, 0, "┴ began", chart.Cell{Ink: inkDim})
	}
}

// timeAt is the time of an absolute index, also of one before the first.
func (s *scene) timeAt(i int) time.Time {
	if k := i - s.shown.First; k >= 0 && k < len(s.shown.Times) {
		return s.shown.Times[k]
	}
	return s.shown.Times[0].Add(-s.shown.Rig.Grid(s.shown.First - i))
}

// facts are what is known, a line each.
func (p chosenPane) facts(g chart.Grid, e pipeline.Event) {
	kind, size := p.kindAndSize(e)
	life, _ := p.lifeOf(e)
	peak := ""
	if isAlarm(e) && !math.IsNaN(e.Peak) {
		peak = chart.Prob(e.Peak) + ", an alarm from .95"
	}
	status := ""
	if p.statusOf(e) != "" {
		status = "NE 107 " + p.statusOf(e)
	}
	y := 0
	for _, f := range []struct{ label, text string }{
		{"kind", kind}, {"size", size}, {"peak", peak}, {"shown", p.shownInstead(e)}, {"raised", raisers(e.Witness, "")}, {"status", status}, {"state", life},
	} {
		if f.text == "" || y >= g.H {
			continue
		}
		g.Text(0, y, f.label, chart.Cell{Ink: inkDim})
		g.Text(8, y, chart.Cut(p.spell(f.text), g.W-9), chart.Cell{Ink: inkText})
		y++
	}
}

// shownInstead counts what was made of the event's samples in memory.
func (p chosenPane) shownInstead(e pipeline.Event) string {
	if !isFault(e) || e.Channel >= len(p.names) {
		return ""
	}
	i, n := sampleAt(p.shown, e.From), p.shown.Judged
	if k := sampleAt(p.shown, e.To); !e.To.IsZero() && k >= 0 {
		n = min(n, k+1)
	}
	if i < 0 {
		return ""
	}
	counts := map[inference.Status]int{}
	for ; i < n; i++ {
		counts[p.shown.Status[e.Channel][i]]++
	}
	switch {
	case counts[inference.Withheld] > 0:
		return "× " + plural(counts[inference.Withheld], "sample") + " withheld"
	case counts[inference.Corrected] > 0:
		return "≈ " + plural(counts[inference.Corrected], "estimate")
	}
	return "= as measured"
}
