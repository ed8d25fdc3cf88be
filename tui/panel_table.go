package tui

import (
	"rigscope/inference"
	"rigscope/tui/chart"
)

// tableHeads and table are the numbers alone, for small screens.
type tableHeads struct{ *scene }

// Draw fills one row.
func (p tableHeads) Draw(g chart.Grid) {
	c := p.cols
	write(g, c.name-1, 0, p.page()...)
	writeRight(g, c.rawEnd, 0, say(inkDim, "MEASURED"))
	writeRight(g, c.end+1, 0, say(inkDim, "CORRECTED"))
	writeRight(g, c.score, 0, say(inkDim, "SCORE"))
}

type table struct{ *scene }

// Draw draws a page of channels, one row each.
func (p table) Draw(g chart.Grid) {
	from, to := p.visible()
	for c := from; c < to; c++ {
		p.row(g.Sub(0, c-from, g.W, 1), c)
	}
}

func (p table) row(g chart.Grid, c int) {
	r := p.now.readings[c]
	pen := p.called(g, c)
	k := p.blockOf[c]
	if m, odd := p.fitting(k); odd && p.blocks[k].first == c && p.now.modalities[k] >= inference.AlarmScore {
		g.Text(p.cols.name-1, 0, "!", chart.Cell{Ink: m.ink, Bold: true})
	}
	if c == p.focus && p.chosen {
		g.Text(p.cols.name-1, 0, "▌", chart.Cell{Ink: inkKey})
	}
	g.Text(p.cols.name, 0, chart.Cut(p.names[c], p.cols.nameW), pen)
	number := chart.Number(r.raw, p.decimals[c])
	g.Text(p.cols.rawEnd-chart.NumberWidth, 0, number, chart.Cell{Ink: p.readInk(c), Bold: r.alarm})
	p.drillSign(g, p.cols.rawEnd-chart.NumberWidth, c, number)
	upTo := g.W - 5
	if p.cols.unit+5 > upTo { // no room for units
		upTo = p.cols.end
	}
	p.believed(g.Sub(0, 0, upTo, 1), c)
	g.Text(p.cols.score-3, 0, chart.Prob(r.score), chart.Cell{Ink: scoreTextInk(r.score), Bold: r.alarm})
}
