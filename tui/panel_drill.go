package tui

import (
	"slices"
	"strings"

	"rigscope/tui/chart"
)

// drillDialog orders a drill, over the dimmed monitor.
type drillDialog struct{ *scene }

// dialogW and dialogH are the most it needs, dialogX is where its values
// stand and dialogNote where it says what they mean [cells].
const (
	dialogW    = 62
	dialogH    = 15
	dialogX    = 12
	dialogNote = 28
)

// Draw dims g and puts the box in its middle.
func (p drillDialog) Draw(g chart.Grid) {
	dim(g)
	w, h := min(g.W, dialogW), min(g.H, dialogH)
	box := g.Sub((g.W-w)/2, (g.H-h)/2, w, h)
	frame(box, "FAULT DRILL")
	in := box.Sub(2, 1, box.W-4, box.H-2)
	lines := p.lines(in)
	for y, line := range lines {
		line(in.Sub(0, y, in.W, 1))
	}
	if free := in.H - len(lines) - 1; free > 1 {
		p.preview(in.Sub(0, len(lines)+1, in.W, min(free, 4)))
	}
}

// dim takes colour and weight out of what is there.
func dim(g chart.Grid) {
	for y := range g.H {
		for x := range g.W {
			c := g.At(x, y)
			g.Set(x, y, chart.Cell{Rune: c.Rune, Ink: inkFaint})
		}
	}
}

// frame empties a box and draws a line around it.
func frame(g chart.Grid, name string) {
	g.Fill(chart.Cell{})
	pen := chart.Cell{Ink: inkKey}
	g.Text(0, 0, "╭"+strings.Repeat("─", max(g.W-2, 0))+"╮", pen)
	for y := 1; y < g.H-1; y++ {
		g.Text(0, y, "│", pen)
		g.Text(g.W-1, y, "│", pen)
	}
	g.Text(0, g.H-1, "╰"+strings.Repeat("─", max(g.W-2, 0))+"╯", pen)
	g.Text(2, 0, " "+name+" ", chart.Cell{Ink: inkBright, Bold: true})
}

// lines are what the box says, as far as it is high enough: the fields
// first, then why not, then what this is about.
func (p drillDialog) lines(g chart.Grid) []func(chart.Grid) {
	text := func(ink chart.Ink, s string) func(chart.Grid) {
		return func(g chart.Grid) { g.Text(0, 0, chart.Cut(p.spell(s), g.W), chart.Cell{Ink: ink}) }
	}
	blank := func(chart.Grid) {}
	var out []func(chart.Grid)
	if g.H >= 9 && g.W >= 50 {
		out = append(out, text(inkDim, "What would the model do if a sensor lied? A recording"), text(inkDim, "keeps the true bytes: the fault is put in behind it."), blank)
	}
	for f := range fieldCount {
		out = append(out, func(g chart.Grid) { p.field(g, f) })
	}
	if p.drill.refusal == "" {
		return out
	}
	if g.H >= 12 {
		out = append(out, blank)
	}
	for _, l := range folded(p.spell(p.drill.refusal), g.W) {
		out = append(out, text(inkWatch, l))
	}
	return out[:min(len(out), g.H)]
}

// field draws one of the fields: its name, its value between arrows, what
// that means.
func (p drillDialog) field(g chart.Grid, f int) {
	name, value, note := p.said(f)
	chosen := f == p.drill.field
	pen := chart.Cell{Ink: inkText}
	if chosen {
		g.Fill(chart.Cell{Ground: groundChosen})
		g.Text(0, 0, "▌", chart.Cell{Ink: inkKey})
		pen = chart.Cell{Ink: inkBright, Bold: true}
	}
	g.Text(2, 0, name, chart.Cell{Ink: inkDim})
	x := g.Text(dialogX, 0, "‹ ", chart.Cell{Ink: inkKey})
	x = g.Text(x, 0, chart.Cut(p.spell(value), max(g.W-x-2, 4)), pen)
	x = g.Text(x, 0, " ›", chart.Cell{Ink: inkKey})
	if note = p.spell(note); max(x+1, dialogNote)+chart.Width(note) <= g.W {
		x = max(x+1, dialogNote)
	}
	if room := g.W - x - 1; room >= 6 {
		g.Text(x+1, 0, chart.Cut(note, room), chart.Cell{Ink: inkDim})
	}
}

func (p drillDialog) said(f int) (name, value, note string) {
	o, k := p.drillOrder(), p.kindInHand()
	c := o.Channels[0]
	switch f {
	case fieldSensor:
		note = p.blocks[p.blockOf[c]].name
		if len(o.Channels) == 1 && p.units[c] != "" {
			note += ", " + p.units[c]
		} else if len(o.Channels) > 1 {
			note = plural(len(o.Channels), "sensor") + " at once"
		}
		return "sensor", p.drillTarget(o.Channels), note
	case fieldKind:
		return "kind", k.Name, hint(k.Name)
	case fieldSize:
		note = p.sizeMeans(k, c, o.Size)
		if k.Unit == InSigma && len(o.Channels) > 1 {
			note = "of each"
		}
		return "size", sizeText(k.Unit, o.Size), note
	}
	return "lasts", age(o.Lasts), "from the next frame on"
}

// preview draws the newest samples of the sensor as the drill would have
// them, from their middle on.
func (p drillDialog) preview(g chart.Grid) {
	o := p.drillOrder()
	c := o.Channels[0]
	raw := p.shown.Raw[c]
	n := min(2*(g.W-dialogX), len(raw))
	if n < 8 {
		return
	}
	raw = raw[len(raw)-n:]
	y := p.opt.Drills.Preview(o, p.sigma(c), slices.Clone(raw), n/2)
	g.Text(2, g.H/2, "preview", chart.Cell{Ink: inkDim})
	plot := g.Sub(dialogX, 0, g.W-dialogX, g.H)
	scale := chart.Autoscale{MinSpan: 4 * p.noise[c]}.Fit(y, raw)
	chart.Trace{V: y, Worse: worse, Ink: func(i int) chart.Ink {
		if i >= n/2 {
			return inkWatch
		}
		return inkMeasured
	}}.Draw(plot, chart.View{From: 0, To: n}, scale, p.opt.Glyphs)
}
