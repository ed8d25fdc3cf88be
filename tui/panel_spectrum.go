package tui

import (
	"fmt"
	"math"
	"strconv"

	"rigscope/tui/chart"
)

// spectrumPanel draws the spectra that study has reckoned.
type spectrumPanel struct{ *scene }

// Draw draws a heading, columns and an axis. Of two spectra the corrected one
// stands below, on the same scale.
func (p spectrumPanel) Draw(g chart.Grid) {
	which := p.which()
	x := write(g, 0, 0, word{text: "SPECTRUM", ink: inkBright, bold: true}, say(inkDim, p.study.shows.String()))
	rule(g, x+1, 0)
	first := p.study.spectrum[which[0]]
	if p.study.of.c != p.Model.focus || first.n == 0 {
		g.Text(0, 1, fmt.Sprintf("needs %d samples without a gap", leastSpectrum), chart.Cell{Ink: inkDim})
		return
	}
	if name := fit(p.peakName(first), g.W-x-1); x+1+length(name) <= g.W {
		writeRight(g, g.W, 0, name...)
	}
	top := 0.0
	for _, k := range which {
		top = max(top, tallest(p.study.spectrum[k].amp))
	}
	body := g.Sub(0, 1, g.W, g.H-2)
	for i, k := range which {
		h := body.H / len(which)
		y := i * h
		if i > 0 {
			h = body.H - y
		}
		p.columns(body.Sub(0, y, body.W, h), k, top)
	}
	p.axis(g.Sub(0, g.H-1, g.W, 1), first)
}

// which spectra are drawn: 0 is that of the measured signal.
func (p spectrumPanel) which() []int {
	switch p.study.shows {
	case ofCorrected:
		return []int{1}
	case ofBoth:
		return []int{0, 1}
	}
	return []int{0}
}

// columns are amplitudes as parts of top. They are drawn as scores are and
// not by ntcharts, which makes 40 kB of garbage a time.
func (p spectrumPanel) columns(g chart.Grid, k int, top float64) {
	amp := p.study.spectrum[k].amp
	if !(top > 0) || len(amp) == 0 {
		return
	}
	ink := inkMeasured
	if k == 1 {
		ink = inkEstimate
	}
	chart.BarsOver(g, func(from, to int) float64 {
		from, to = max(from, 0), min(to, len(amp))
		if from >= to {
			return math.NaN()
		}
		return tallest(amp[from:to]) / top
	}, chart.View{From: 0, To: len(amp)}, func(float64) (a, b chart.Ink) { return ink, ink }, p.opt.Glyphs)
}

// tallest of v; 0 without any.
func tallest(v []float64) float64 {
	out := 0.0
	for _, x := range v {
		if x > out && !math.IsInf(x, 0) {
			out = x
		}
	}
	return out
}

// peakName is "peak 0.125 Hz 0.35 bar".
func (p spectrumPanel) peakName(s spectrum) []word {
	if s.hz == 0 {
		return []word{{text: " no clear peak", ink: inkDim}}
	}
	return []word{{text: " peak", ink: inkDim}, strong(inkBright, figures(s.hz)+" Hz"), say(inkText, p.spell(p.withUnit(p.Model.focus, figures(s.peak)))).ranked(1)}
}

// figures is x to three of them.
func figures(x float64) string { return strconv.FormatFloat(x, 'g', 3, 64) }

// axis is the frequencies, and a tick under the peak.
func (p spectrumPanel) axis(g chart.Grid, s spectrum) {
	end := float64(len(s.amp)-1) * s.step
	marks := []chart.Label{{X: g.W - 1, Text: " " + figures(end) + " Hz", Ink: inkFaint}, {X: 0, Text: "0", Ink: inkFaint}}
	if s.hz > 0 {
		marks = append(marks, chart.Label{X: min(int(s.hz/end*float64(g.W)), g.W-1), Text: "┴", Ink: inkBright})
	}
	marks = append(marks, chart.Label{X: g.W / 2, Text: figures(end / 2), Ink: inkFaint})
	rule(g, 0, 0)
	chart.Labels(g, 0, marks...)
}
