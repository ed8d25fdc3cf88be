package tui

import (
	"math"
	"slices"

	"rigscope/tui/chart"
)

// gains are the layers: what faults met there, what is proved, and the cap.
type gains struct {
	*scene
	chosen bool
}

// Columns at the right of a layer, in cells from there.
const (
	capEnd   = 3
	boundEnd = capEnd + 6
	seenEnd  = boundEnd + 12
	barEnd   = seenEnd + 6
	barFrom  = 15
)

// Draw draws a heading, a page of layers and a legend.
func (p gains) Draw(g chart.Grid) {
	t := p.inside.theory
	scale := gainScale(t.Layers)
	paneHeading(g, p.chosen, "LAYERS", "Euclidean norm, bars 0 … "+gainText(scale))
	for _, h := range []struct {
		end  int
		text string
	}{{capEnd, "cap"}, {boundEnd, "norm"}, {seenEnd, "seen"}} {
		writeRight(g, g.W-h.end, 1, say(inkDim, h.text))
	}
	lines := t.gainLines()
	page := max(g.H-4, 1)
	from := p.inside.from(len(lines), page)
	for y := 0; y < page && from+y < len(lines); y++ {
		p.line(g.Sub(0, 2+y, g.W, 1), lines[from+y], scale)
	}
	p.legend(g.Sub(0, g.H-2, g.W, 2), len(lines) > page)
}

func (p gains) legend(g chart.Grid, more bool) {
	g.Text(1, 0, p.spell("━ gain a fault met   ┃ proved   │ cap"), chart.Cell{Ink: inkDim})
	markWatch().put(g, 1, 1, p.opt.Glyphs)
	x := g.Text(4, 1, "at or over what training pulls it to", chart.Cell{Ink: inkDim})
	if more && x+9 < g.W {
		g.Text(x+1, 1, p.spell("↑↓ more"), chart.Cell{Ink: inkKey})
	}
}

// from is the first line shown of n, a page at a time at the most.
func (in *inside) from(n, page int) int { return max(min(in.top, n-page), 0) }

// gainLine is a layer, or the network that the layers below it make.
type gainLine struct {
	LayerGain
	sum   NetworkSum
	whole bool // a line about the network
}

// gainLines puts the networks of several layers over their layers.
func (t *Theory) gainLines() []gainLine {
	var out []gainLine
	for i, l := range t.Layers {
		sum, known := t.network(l.Network)
		if known && (i == 0 || t.Layers[i-1].Network != l.Network) {
			out = append(out, gainLine{sum: sum, whole: true})
		}
		out = append(out, gainLine{LayerGain: l})
	}
	return out
}

func (p gains) line(g chart.Grid, l gainLine, scale float64) {
	if l.whole {
		p.network(g, l.sum)
		return
	}
	name := l.Name
	if name == "" { // the network is this layer
		name = l.Network
	}
	g.Text(1, 0, chart.Cut(chart.Clean(name)+" "+chart.Clean(l.Op), barFrom-2), chart.Cell{Ink: inkText})
	p.bar(g.Sub(barFrom, 0, g.W-barFrom-barEnd, 1), l.LayerGain, scale)
	writeRight(g, g.W-seenEnd, 0, say(inkMeasured, gainText(l.Seen)))
	writeRight(g, g.W-boundEnd, 0, say(inkText, intervalText(l.Norm, l.Bound)))
	if l.Cap > 0 {
		writeRight(g, g.W-capEnd, 0, say(inkDim, gainText(l.Cap)))
	}
	if l.atCap() {
		markWatch().put(g, g.W-2, 0, p.opt.Glyphs)
	}
}

func (p gains) network(g chart.Grid, n NetworkSum) {
	text := p.spell("L ≤ " + gainText(n.Certified))
	if !math.IsNaN(n.Measured) {
		text = p.spell(gainText(n.Measured) + " ≤ L ≤ " + gainText(n.Certified))
	}
	right := writeRight(g, g.W-boundEnd, 0, say(inkText, text))
	g.Text(1, 0, chart.Cut(chart.Clean(n.Network), right-2), chart.Cell{Ink: inkBright, Bold: true})
}

// bar fills up to the gain seen on a track that ends at what is proved.
func (p gains) bar(g chart.Grid, l LayerGain, scale float64) {
	at := func(x float64) int { return int(math.Round(min(max(x/scale, 0), 1) * float64(g.W-1))) }
	known := !math.IsNaN(l.Bound) && g.W > 1
	if known {
		track := g.Sub(0, 0, at(l.Bound)+1, 1)
		share := math.NaN()
		if l.Bound > 0 {
			share = l.Seen / min(l.Bound, scale)
		}
		chart.Meter(track, share, inkMeasured, inkFaint, p.opt.Glyphs)
	}
	if l.Cap > 0 && l.Cap <= scale && g.W > 1 {
		g.Text(at(l.Cap), 0, "│", chart.Cell{Ink: inkWatch})
	}
	switch {
	case known && l.Bound > scale:
		g.Text(g.W-1, 0, "›", chart.Cell{Ink: inkBright})
	case known:
		g.Text(at(l.Bound), 0, "┃", chart.Cell{Ink: inkBright, Bold: true})
	}
}

// nearCap is the share of its cap from which a norm is watched.
const nearCap = .985

func (l LayerGain) atCap() bool { return l.Cap > 0 && l.Bound >= nearCap*l.Cap }

// gainScale is where the bars end: the largest bound, but for single layers
// that would make all others short.
func gainScale(layers []LayerGain) float64 {
	var all []float64
	for _, l := range layers {
		if isFinite(l.Bound) && l.Bound > 0 {
			all = append(all, l.Bound)
		}
	}
	if len(all) == 0 {
		return 1
	}
	slices.Sort(all)
	most := 3 * all[len(all)/2]
	i := len(all) - 1
	for all[i] > most {
		i--
	}
	return all[i]
}

// intervalText is what encloses a norm, one number where it is known to
// three digits.
func intervalText(lower, upper float64) string {
	a, b := gainText(lower), gainText(upper)
	if a == b || math.IsNaN(lower) {
		return b
	}
	return a + "…" + b
}
