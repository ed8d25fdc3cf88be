package tui

import (
	"math"
	"strconv"

	"rigscope/tui/chart"
)

// within is the model screen: what the model may do with a lie. Small, it
// shows a pane at a time; large, all of them, as here:
//
//	┌──────────────────────────────────────────────────────────────┐
//	│ LAYERS  0 … 4.8            CERTIFIED who moves whom          │
//	│ enc.vibration     L ≤ 7.9            1   2   3   4   5       │
//	│  0 Conv /2  ━━╸──┃  1.99   1 Accel 1 ·  .02  20  12 .09      │
//	│  1 Conv /2  ━━━──┃  2.60   2 Accel 2 182  ·  36  11 .36      │
//	│ …                          Accel 1 moves Flow by at most 20 σ│
//	│ PROBE 1 σ on Accel 1                                         │
//	│ enc.vibration.0   ▁▁▁▁▃█████▃▁▁▁▁▁   .54 ≤ 1.99   9/640      │
//	└──────────────────────────────────────────────────────────────┘
type within struct{ *scene }

// Draw draws the panes, or why there are none.
func (p within) Draw(g chart.Grid) {
	if text := p.theorySays(); text != "" {
		for y, line := range firstLines(p.spell(text), g.W-4, g.H-1) {
			g.Text(2, 1+y, line, chart.Cell{Ink: inkText})
		}
		return
	}
	plan := planModel(g.W, g.H)
	if plan.tabs.h > 0 {
		plan.tabs.put(g, paneTabs(p))
	}
	p.panes(g, plan)
}

func (p within) panes(g chart.Grid, plan modelPlan) {
	at := p.inside.pane
	if !plan.all {
		plan = plan.only(at)
	}
	matrix := at == measuredPane || at != certifiedPane && p.inside.theory.Measured != nil
	plan.layers.put(g, gains{p.scene, at == layerPane})
	switch {
	case plan.second.h > 0:
		plan.first.put(g, influence{p.scene, false, at == certifiedPane})
		plan.second.put(g, influence{p.scene, true, at == measuredPane})
	default:
		plan.first.put(g, influence{p.scene, matrix, at == certifiedPane || at == measuredPane})
	}
	plan.probe.put(g, probing{p.scene, at == probePane})
}

// modelPlan says where the panes are; those without height are not shown.
type modelPlan struct {
	all                                bool
	tabs, layers, first, second, probe rect
}

// Sizes of the model screen's parts.
const (
	allW, allH = 112, 32 // from here on all panes are shown at once
	bothW      = 190     // from here on both matrices
	layersW    = 50
	probeH     = 11
	tallFrom   = 42 // from here on the probe is taller
	tallProbeH = 15
)

func planModel(w, h int) modelPlan {
	if w < allW || h < allH {
		body := rect{0, 1, w, h - 1}
		return modelPlan{tabs: rect{0, 0, w, 1}, layers: body, first: body, probe: body}
	}
	low := probeH
	if h >= tallFrom {
		low = tallProbeH
	}
	top := h - low - 1
	p := modelPlan{all: true, layers: rect{0, 0, layersW, top}, probe: rect{0, top + 1, w, low}}
	free := w - layersW - 2
	p.first = rect{layersW + 2, 0, free, top}
	if w >= bothW {
		p.first.w = free/2 - 1
		p.second = rect{layersW + 2 + free - free/2, 0, free / 2, top}
	}
	return p
}

// only leaves that pane.
func (p modelPlan) only(which pane) modelPlan {
	none := rect{}
	switch which {
	case layerPane:
		p.first, p.probe = none, none
	case probePane:
		p.layers, p.first = none, none
	default:
		p.layers, p.probe = none, none
	}
	return p
}

// paneTabs names the panes where there is only room for one.
type paneTabs struct{ *scene }

// Draw fills one row.
func (p paneTabs) Draw(g chart.Grid) {
	x := 0
	for i, name := range []string{"LAYERS", "CERTIFIED", "MEASURED", "PROBE"} {
		pen := chart.Cell{Ink: inkDim}
		name = " " + name + " "
		if pane(i) == p.inside.pane {
			pen, name = chart.Cell{Ink: inkBright, Bold: true}, "["+name[1:len(name)-1]+"]"
		}
		x = g.Text(x, 0, name, pen) + 1
	}
}

// paneHeading is a word in bold, what the pane shows, and a rule; the pane
// that has the arrow keys is marked.
func paneHeading(g chart.Grid, chosen bool, name, about string) {
	x := 0
	if chosen {
		g.Text(0, 0, "▌", chart.Cell{Ink: inkKey})
	}
	x = write(g, x, 0, strong(inkBright, name))
	x = write(g, x, 0, say(inkDim, chart.Cut(about, max(g.W-x-2, 0))))
	rule(g, x+1, 0)
}

// gainText is x in at most five cells: "–" where nobody knows.
func gainText(x float64) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case math.IsInf(x, 0):
		return "inf"
	case math.Abs(x) >= 9999.5:
		return ">1e4"
	case math.Abs(x) >= 99.95:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case math.Abs(x) >= 9.995:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 2, 64)
}

// firstLines are the first lines, at most most, of text in width cells.
func firstLines(text string, width, most int) []string {
	lines := folded(text, width)
	return lines[:max(min(len(lines), most), 0)]
}
