package tui

import (
	"math"
	"slices"

	"rigscope/tui/chart"
)

// focus is one channel in large: measured over corrected with ±σ, residual,
// score, and beside it why.
type focus struct{ *scene }

// axisW is the room left of the plot for the numbers of its scale.
const axisW = 7

// Draw draws the pane: a heading, the plot, its time axis.
func (p focus) Draw(g chart.Grid) {
	c := p.Model.focus
	if c >= len(p.names) {
		return
	}
	whyW, m := whyWidth(g.W), p.cols.margin
	plot := g.Sub(m, 0, plotWidth(g.W, m)+axisW, g.H)
	p.heading(plot, c)
	p.plot(plot.Sub(0, 1, plot.W, plot.H-1), c)
	why{p.with(p.cadence.reasons)}.Draw(g.Sub(g.W-whyW, 0, whyW-m, g.H))
}

// broadFrom is the width of a pane from which the reasons get more of it.
const broadFrom = 140

// whyWidth and plotWidth share a pane w cells wide.
func whyWidth(w int) int {
	switch {
	case w >= broadFrom:
		return 40
	case w >= wideFrom:
		return 36
	}
	return 24
}

func plotWidth(w, margin int) int { return w - margin - axisW - 2 - whyWidth(w) }

func (p focus) heading(g chart.Grid, c int) {
	over := say(inkDim, "over")
	if p.stacked(g.H - 2) {
		over = say(inkDim, "above")
	}
	line := []word{
		{text: "━━", ink: p.marks[c].tint(), bold: true},
		strong(inkBright, chart.Cut(p.names[c], 20)), say(inkDim, p.unit(c)).ranked(2),
		say(inkMeasured, "measured").after(2).ranked(1), over.ranked(1), say(inkEstimate, p.spell("corrected ±σ")).ranked(1),
	}
	x := write(g, 0, 0, fit(line, g.W-2)...)
	rule(g, x+1, 0)
}

// tint is the ink of the little rule before the name: a calm rig has no
// colour to spare.
func (m mark) tint() chart.Ink {
	if m.letter == 0 {
		return inkFaint
	}
	return m.ink
}

// stacked: without colour an overlay could not be read, so measured and
// corrected stand one above the other where there is room.
func (p focus) stacked(h int) bool { return h >= 6 && (p.opt.Profile == NoColor) }

// plot divides the pane: values, residual and score from nine rows on, axis.
func (p focus) plot(g chart.Grid, c int) {
	w := p.focusWindow(g.W - axisW)
	h := g.H - 1
	if h >= 8 {
		lines := 1 + h/16
		h -= 2 * lines
		p.residual(g.Sub(0, h, g.W, lines), c, w)
		p.scores(g.Sub(0, h+lines, g.W, lines), c, w)
	}
	if p.stacked(h) {
		p.values(g.Sub(0, 0, g.W, h/2), c, w, true, false)
		p.values(g.Sub(0, h/2, g.W, h-h/2), c, w, false, true)
	} else {
		p.values(g.Sub(0, 0, g.W, h), c, w, true, true)
	}
	p.axis(g.Sub(0, g.H-1, g.W, 1), w)
}

func (p focus) values(g chart.Grid, c int, w window, measured, corrected bool) {
	scale := p.scales.of[c]
	valueAxis(g.Sub(0, 0, axisW, g.H), scale, p.opt.Glyphs)
	plot := g.Sub(axisW, 0, g.W-axisW, g.H)
	w.on(plot, func(g chart.Grid, v chart.View) { p.markLines(g, v) })
	if corrected {
		w.on(plot, func(g chart.Grid, v chart.View) { p.band(g, c, v, scale) })
	}
	if measured {
		w.on(plot, func(g chart.Grid, v chart.View) { p.drillRule(g, c, v) })
		p.draw(plot, p.rawTrace(c), w, scale)
	}
	switch {
	case corrected && measured:
		p.draw(plot, chart.Trace{Over: p.estimates(c).over}, w, scale)
	case corrected:
		p.draw(plot, p.valueTrace(c), w, scale)
	}
}

func (p focus) residual(g chart.Grid, c int, w window) {
	p.sideLabel(g, "resid")
	span := p.scales.of[c].Hi/2 - p.scales.of[c].Lo/2
	p.draw(g.Sub(axisW, 0, g.W-axisW, g.H), p.residualTrace(c), w, chart.Scale{Lo: -span, Hi: span})
}

func (p focus) scores(g chart.Grid, c int, w window) {
	p.sideLabel(g, "score")
	w.on(g.Sub(axisW, 0, g.W-axisW, g.H), func(g chart.Grid, v chart.View) { p.scoreStrip(g, c, v) })
}

func (p focus) sideLabel(g chart.Grid, text string) {
	g.Text(0, 0, text, chart.Cell{Ink: inkDim})
	g.Sub(axisW-1, 0, 1, g.H).Fill(chart.Cell{Rune: '│', Ink: inkFaint})
}

// axis is the rule below with its times, and the onset of the fault.
func (p focus) axis(g chart.Grid, w window) {
	g.Text(axisW-1, 0, "└", chart.Cell{Ink: inkFaint})
	at := g.Sub(axisW, 0, g.W-axisW, 1)
	rule(at, 0, 0)
	w.on(at, func(g chart.Grid, v chart.View) { p.flags(g, v) })
	marks := w.labels(at.W, p.end(), -1, "")
	for i := range marks {
		marks[i].Text = " " + marks[i].Text
	}
	x := w.cell(p.onset, at.W)
	seen := p.onset >= 0 && x >= 0
	if seen {
		marks = slices.DeleteFunc(marks, func(l chart.Label) bool {
			half := chart.Width(l.Text)/2 + 1
			return l.X > 0 && l.X < at.W-1 && l.X+half > x-len(onsetWord) && l.X-half <= x
		})
	}
	chart.Labels(at, 0, marks...)
	if seen {
		p.onsetLabel(at.Sub(0, 0, at.W-chart.Width(marks[0].Text), 1), x)
	}
}

const onsetWord = "fault "

// onsetLabel puts a tick under the very column of the onset, and the word
// before it where there is room.
func (p focus) onsetLabel(g chart.Grid, x int) {
	g.Text(x, 0, "┴", chart.Cell{Ink: inkFault})
	if x >= len(onsetWord) && x < g.W {
		g.Text(x-len(onsetWord), 0, onsetWord, chart.Cell{Ink: inkFault})
	}
}

// valueAxis writes the scale: top, middle and bottom, and ticks beside them.
func valueAxis(g chart.Grid, s chart.Scale, gl chart.Glyphs) {
	if s.Hi <= s.Lo { // nothing to measure
		g.Sub(axisW-1, 0, 1, g.H).Fill(chart.Cell{Rune: '│', Ink: inkFaint})
		return
	}
	decimals := min(max(1-int(math.Floor(math.Log10(s.Hi/2-s.Lo/2)+math.Log10(2))), 0), 6)
	chart.ValueAxis(g, s, decimals, inkDim, gl)
}
