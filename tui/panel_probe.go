package tui

import (
	"fmt"

	"rigscope/tui/chart"
)

// probing shows where a bias of 1 σ on the chosen sensor lands, layer by
// layer.
type probing struct {
	*scene
	chosen bool
}

// Columns at the right of a step, in cells from there.
const (
	topEnd     = 1
	supportEnd = topEnd + 5
	evenEnd    = supportEnd + 5
	placesEnd  = evenEnd + 5
	stepEnd    = placesEnd + 9
	stripEnd   = stepEnd + 11
	stepName   = 18
)

// Draw draws a heading, the layers, and how concentrated the fault stays.
func (p probing) Draw(g chart.Grid) {
	kind := "convolutions"
	if p.inside.dense {
		kind = "dense layers"
	}
	if len(p.names) == 0 {
		return
	}
	paneHeading(g, p.chosen, "PROBE", p.spell(fmt.Sprintf("1 σ too much on %s: where it lands in the %s", p.names[min(p.Model.focus, len(p.names)-1)], kind)))
	if text := p.why(); text != "" {
		for y, line := range firstLines(p.spell(text), g.W-2, g.H-1) {
			g.Text(1, 1+y, line, chart.Cell{Ink: inkText})
		}
		return
	}
	steps := p.steps()
	p.heads(g.Sub(0, 1, g.W, 1))
	room := max(g.H-4, 1)
	tall := max(min(room/max(len(steps), 1), 3), 1)
	for i, s := range steps[:min(len(steps), room/tall)] {
		p.step(g.Sub(0, 2+i*tall, g.W, tall), s)
	}
	p.summary(g.Sub(1, g.H-2, g.W-2, 2))
}

func (p probing) steps() []ProbeStep {
	if p.inside.dense {
		return p.inside.probe.Dense
	}
	return p.inside.probe.Conv
}

// why there is nothing to see, or only old things.
func (p probing) why() string {
	in := &p.inside
	switch {
	case p.opt.Insight.Probe == nil:
		return "This run has no model to put a probe through."
	case in.probeErr != nil:
		return "The probe could not be put through the model: " + chart.Clean(in.probeErr.Error())
	case in.probed == probed{} || in.probed.channel != p.Model.focus:
		if _, _, ok := p.window(); !ok {
			return "The probe needs a whole window of data; there is not so much yet at this place."
		}
		return "computing…"
	case len(p.steps()) == 0:
		return "The model has no layers of this kind."
	}
	return ""
}

func (p probing) heads(g chart.Grid) {
	axis := "time, oldest left; the bias is on the middle half"
	if p.inside.dense {
		axis = "features, in their order"
	}
	g.Text(stepName, 0, cutTail(axis, g.W-stepName-stripEnd), chart.Cell{Ink: inkDim})
	for _, h := range []struct {
		end  int
		text string
	}{{topEnd, "top"}, {supportEnd, "supp"}, {evenEnd, "even"}, {placesEnd, "90 % in"}, {stepEnd, "gain ≤"}} {
		writeRight(g, g.W-h.end, 0, say(inkDim, p.spell(h.text)))
	}
}

func (p probing) step(g chart.Grid, s ProbeStep) {
	y := g.H - 1
	g.Text(1, y, chart.Cut(chart.Clean(s.Layer), stepName-2), chart.Cell{Ink: inkText})
	strip := g.Sub(stepName, 0, g.W-stepName-stripEnd, g.H)
	chart.Bars(strip, shareOfMost(s.Energy), 0, chart.View{From: 0, To: len(s.Energy)}, energyInk, p.opt.Glyphs)
	writeRight(g, g.W-stepEnd, y, say(inkMeasured, gainText(s.Gain)+p.spell("≤")+gainText(s.Ceiling)))
	writeRight(g, g.W-placesEnd, y, say(inkText, fmt.Sprintf("%d/%d", s.Places, s.Of)))
	for _, n := range []struct {
		end int
		x   float64
	}{{topEnd, s.Top}, {supportEnd, s.Support}, {evenEnd, s.Participation}} {
		writeRight(g, g.W-n.end, y, say(inkText, chart.Prob(n.x)))
	}
}

// shareOfMost divides by the largest. What is not finite is blank.
func shareOfMost(v []float64) []float64 {
	most := 0.0
	for _, x := range v {
		if isFinite(x) {
			most = max(most, x)
		}
	}
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = x - x // NaN for what is not finite
		if most > 0 && isFinite(x) {
			out[i] = x / most
		}
	}
	return out
}

// energyInk of a share of the largest energy.
func energyInk(x float64) (top, body chart.Ink) {
	switch {
	case x >= .5:
		return inkBright, inkMeasured
	case x >= .1:
		return inkText, inkDim
	}
	return inkFaint, inkFaint
}

// summary compares what convolutions and dense layers leave of it.
func (p probing) summary(g chart.Grid) {
	conv, dense := p.inside.probe.Conv, p.inside.probe.Dense
	var line string
	if n := len(conv) / 2; n > 0 {
		line = "90 % of it is in " + placesOf(conv[n-1]) + " latent places"
		if len(dense) > 0 {
			line += "; in " + placesOf(dense[len(dense)-1]) + " behind dense layers"
		}
	}
	g.Text(0, 0, cutTail(line, g.W), chart.Cell{Ink: inkText})
	about := fmt.Sprintf("%s to %s", clock(p.inside.probed.from.Sub(p.start())), clock(p.inside.probed.to.Sub(p.start())))
	if p.inside.probe.Filled {
		about += "; missing samples stand at the clean mean"
	}
	g.Text(0, 1, cutTail(about+"; even, supp: 1 is all over; top: share of a tenth", g.W), chart.Cell{Ink: inkDim})
}

func placesOf(s ProbeStep) string {
	return fmt.Sprintf("%d of %d", s.Places, s.Of)
}
