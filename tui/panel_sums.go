package tui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// sums is the statistics of the samples in view.
type sums struct{ *scene }

// Ends of the columns.
const sumW, sumFirst = 8, 11

// Draw draws a heading, two lines of numbers, and where they come from.
func (p sums) Draw(g chart.Grid) {
	b, c := p.study.sum, p.Model.focus
	x := write(g, 0, 0, word{text: "SHOWN", ink: inkBright, bold: true})
	if p.study.of.c != c || b.Frames == 0 {
		return
	}
	write(g, x, 0, fit([]word{say(inkDim, p.length()), say(inkDim, p.unit(c)).ranked(1)}, sumFirst+3-x)...)
	for k, name := range []string{" mean", " std dev", " min", " max"} {
		writeRight(g, sumFirst+(k+1)*sumW, 0, word{text: name, ink: inkDim})
	}
	p.row(g, 1, "measured", &b.Raw, inkMeasured)
	ink := inkPassed
	if b.Corrected > 0 {
		ink = inkEstimate
	}
	p.row(g, 2, "corrected", &b.Value, ink)
	line := p.provenance(&b)
	line[0].gap = 0
	write(g, 0, 3, fit(line, g.W)...)
}

func (p sums) row(g chart.Grid, y int, name string, e *pipeline.Extent, ink chart.Ink) {
	g.Text(0, y, name, chart.Cell{Ink: inkDim})
	lo, hi := e.Lo, e.Hi
	if !e.Some() {
		lo, hi = math.NaN(), math.NaN()
	}
	c := p.Model.focus
	for k, x := range []float64{e.Average(), e.Spread(), lo, hi} {
		text := p.number(c, x)
		if k == 1 {
			text = strings.TrimLeft(chart.Number(x, min(p.decimals[c]+1, 5)), " ")
		}
		writeRight(g, sumFirst+(k+1)*sumW, y, word{text: text, ink: ink})
	}
}

// length of what is in view, as far as there is data.
func (p sums) length() string {
	d := time.Duration(float64(p.study.sum.Frames) / p.shown.Rig.Rate * float64(time.Second))
	if d < 10*time.Second {
		return fmt.Sprintf("%.3g s", d.Seconds())
	}
	return strings.TrimPrefix(chart.Ago(d), "−")
}

// provenance is "139 measured · 41 corrected · 2 missing".
func (p sums) provenance(b *pipeline.Bucket) []word {
	measured := b.Frames - b.Corrected - b.Withheld - b.Missing
	out := []word{say(inkText, fmt.Sprintf("%d measured", measured))}
	for _, part := range []struct {
		n    int32
		name string
		ink  chart.Ink
	}{{b.Corrected, "corrected", inkEstimate}, {b.Withheld, "withheld", inkWatch}, {b.Missing, "missing", inkMissing}} {
		if part.n > 0 {
			out = append(out, say(inkDim, "·"), say(part.ink, fmt.Sprintf("%d %s", part.n, part.name)))
		}
	}
	return out
}
