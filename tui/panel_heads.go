package tui

import (
	"fmt"

	"rigscope/inference"
	"rigscope/tui/chart"
)

// heads names the three columns. Where not all channels fit it says which
// are shown, and whether one of the others is in alarm.
type heads struct{ *scene }

// Draw fills one row.
func (p heads) Draw(g chart.Grid) {
	c := p.cols
	write(g, p.nameColumn()-1, 0, p.page()...)
	wire := "what the wire says"
	if d, on := drillAt(p.shown, p.now.t); on && p.now.t.Before(d.To) {
		wire = "D: by the drill"
	}
	names := []struct {
		x           int
		name, about string
	}{
		{c.raw, "MEASURED", wire},
		{c.strip, "SCORE", "how surprising"},
		{c.value, "CORRECTED", "what we believe"},
	}
	for _, n := range names {
		x := write(g, n.x-1, 0, strong(inkBright, n.name))
		if c.margin > 0 {
			write(g, x, 0, say(inkDim, n.about))
		}
	}
}

// nameColumn is where the heading of the names stands.
func (p heads) nameColumn() int {
	if p.cols.code < 0 {
		return 1
	}
	return p.cols.mark - 3
}

func (s *scene) page() []word {
	from, to := s.visible()
	if to-from == len(s.names) {
		return []word{say(inkDim, "SENSOR")}
	}
	out := []word{say(inkDim, fmt.Sprintf("%d–%d of %d", from+1, to, len(s.names)))}
	hidden := 0
	for _, c := range s.faults {
		if c < from || c >= to {
			hidden++
		}
	}
	if hidden > 0 {
		out = append(out, strong(inkFault, fmt.Sprint(hidden)+markFault().text(s.opt.Glyphs)))
	}
	return out
}

// timeMarks is the row of times under the charts.
type timeMarks struct{ *scene }

// Draw fills one row.
func (p timeMarks) Draw(g chart.Grid) {
	c := p.cols
	w := p.rowWindow(c.chart)
	word := ""
	if p.onset >= 0 {
		word = chart.Ago(w.ago(p.onset))
	}
	for _, x := range []int{c.raw, c.strip, c.value} {
		w.on(g.Sub(x, 0, c.chart, 1), func(g chart.Grid, v chart.View) { p.flags(g, v) })
		chart.Labels(g.Sub(x, 0, c.chart, 1), 0, w.labels(c.chart, p.end(), p.onset, word)...)
	}
}

// signOf is the mark before a corrected number.
func signOf(s inference.Status) (rune, chart.Ink) {
	switch s {
	case inference.Measured:
		return '=', inkPassed
	case inference.Corrected:
		return '≈', inkEstimate
	case inference.Withheld:
		return '×', inkWatch
	case inference.Missing:
		return '○', inkMissing
	}
	return ' ', inkNone
}
