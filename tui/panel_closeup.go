package tui

import (
	"math"

	"rigscope/tui/chart"
)

// closeUpView is one sensor in large: its signals on one time axis, cursors
// on them, and what they amount to.
type closeUpView struct{ *scene }

// Draw draws all but title, headline and keys.
func (p closeUpView) Draw(g chart.Grid) {
	l := planCloseUp(g.W, g.H)
	if p.now.blank() || p.Model.focus >= len(p.names) {
		l.transport.put(g, transport(p))
		return
	}
	l.plots.put(g, closePlots(p))
	l.cursors.put(g, cursors(p))
	l.sums.put(g, sums(p))
	l.spectrum.put(g, spectrumPanel(p))
	l.why.put(g, closeWhy(p))
	switch {
	case l.transport.h > 0:
		l.transport.put(g, transport(p))
	case p.prompt.open || p.notice != "":
		bottom := rect{0, g.H - 1, g.W, 1}
		g.Sub(0, g.H-1, g.W, 1).Fill(chart.Cell{})
		bottom.put(g, transport(p))
	}
}

// closePlots are the signals of the sensor, one above the other.
type closePlots struct{ *scene }

// Draw shares the height: a line or more for the score, two or more for the
// residual, the rest for measured and corrected.
func (p closePlots) Draw(g chart.Grid) {
	c, gl := p.Model.focus, p.opt.Glyphs
	w, scale := p.closeWindow(), p.scales.of[c]
	score, residual := 1+g.H/16, 2+g.H/12
	half := (g.H - 1 - score - residual) / 2
	if half < 2 {
		score, residual = 0, 0
		half = (g.H - 1) / 2
	}
	y := 0
	next := func(name string, h int, s chart.Scale) chart.Grid {
		plot := p.frame(g.Sub(0, y, g.W, h), name, s)
		y += h
		return plot
	}
	plot := next("measured", g.H-1-score-residual-half, scale)
	p.rawTrace(c).Draw(plot, w.view, scale, gl)
	plot = next(p.spell("corrected"), half, scale)
	p.band(plot, c, w.view, scale)
	p.valueTrace(c).Draw(plot, w.view, scale, gl)
	if residual > 0 {
		span := p.residualSpan(c)
		plot = next("residual", residual, chart.Scale{Lo: -span, Hi: span})
		p.residualTrace(c).Draw(plot, w.view, chart.Scale{Lo: -span, Hi: span}, gl)
		p.scoreStrip(next("score", score, chart.Scale{}), c, w.view)
	}
	p.lines(g.Sub(closeAxisW, 0, g.W-closeAxisW, y), w)
	p.axis(g.Sub(0, y, g.W, 1), w)
}

// residualSpan is half the height of the scale, or more where the residual
// needs it.
func (p closePlots) residualSpan(c int) float64 {
	span := p.scales.of[c].Hi/2 - p.scales.of[c].Lo/2
	if r := p.study.sum.Residual; p.study.of.c == c && r.Some() && !p.scales.locked {
		span = max(span, min(max(math.Abs(r.Lo), math.Abs(r.Hi)), math.MaxFloat64))
	}
	return span
}

// frame draws name and scale and gives the plot beside them.
func (p closePlots) frame(g chart.Grid, name string, s chart.Scale) chart.Grid {
	left := g.Sub(1, 0, closeAxisW-1, g.H)
	if s.Hi > s.Lo && g.H > 1 {
		valueAxis(left, s, p.opt.Glyphs)
	} else {
		left.Sub(left.W-1, 0, 1, g.H).Fill(chart.Cell{Rune: '│', Ink: inkFaint})
	}
	y := 0
	if g.H >= 3 {
		y = 1
	}
	left.Sub(0, y, left.W-1, 1).Fill(chart.Cell{})
	left.Text(0, y, name, chart.Cell{Ink: inkDim})
	return g.Sub(closeAxisW, 0, g.W-closeAxisW, g.H)
}

// lines marks the onset and the cursors through all plots, where there is
// room between the dots.
func (p closePlots) lines(g chart.Grid, w window) {
	draw := func(i int, ink chart.Ink) {
		x := w.view.Cell(i, g.W)
		for y := 0; y < g.H && x >= 0; y++ {
			if r := g.At(x, y).Rune; r == 0 || r == ' ' {
				g.Text(x, y, "┊", chart.Cell{Ink: ink})
			}
		}
	}
	for k, on := range p.study.placed {
		if on {
			draw(p.study.cursor[k], inkKey)
		}
	}
	if p.onset >= 0 {
		draw(p.onset, inkFaint)
	}
}

// axis is the rule below with times, the onset, and A and B.
func (p closePlots) axis(g chart.Grid, w window) {
	g.Text(closeAxisW-1, 0, "└", chart.Cell{Ink: inkFaint})
	if p.scales.locked {
		g.Text(1, 0, "y locked", chart.Cell{Ink: inkWatch})
	}
	at := g.Sub(closeAxisW, 0, g.W-closeAxisW, 1)
	rule(at, 0, 0)
	marks := []chart.Label{{X: at.W - 1, Text: " " + p.ago(p.end()), Ink: inkFaint}}
	for k, on := range p.study.placed {
		if x := w.view.Cell(p.study.cursor[k], at.W); on && x >= 0 {
			marks = append(marks, chart.Label{X: x, Text: string(rune('A' + k)), Ink: inkKey})
		}
	}
	if x := w.view.Cell(p.onset, at.W); p.onset >= 0 && x >= 0 {
		marks = append(marks, chart.Label{X: x, Text: "┴", Ink: inkFault}, chart.Label{X: x - 4, Text: "fault ", Ink: inkFault})
	}
	first := max(w.view.From, p.shown.Oldest())
	marks = append(marks, chart.Label{X: max(w.view.Cell(first, at.W), 0), Text: p.ago(first) + " ", Ink: inkFaint})
	if mid := (first + w.view.To) / 2; at.W >= 60 {
		marks = append(marks, chart.Label{X: w.view.Cell(mid, at.W), Text: " " + p.ago(mid) + " ", Ink: inkFaint})
	}
	chart.Labels(at, 0, marks...)
}

// ago is how long before the newest sample the sample i was, by the times of
// both.
func (p closePlots) ago(i int) string {
	i = min(max(i, p.shown.Oldest()), p.last())
	d := p.shown.Time(p.last()).Sub(p.shown.Time(i))
	return agoFine(d, p.shown.Rig.Rate)
}
