package tui

import (
	"math"
	"strings"

	"rigscope/inference"
	"rigscope/tui/chart"
)

// rows is one row per channel: measured, score, corrected, on one time axis
// and one scale.
type rows struct{ *scene }

// Draw draws a page of channels.
func (p rows) Draw(g chart.Grid) {
	from, to := p.visible()
	y := 0
	for c := from; c < to; c++ {
		b := p.blocks[p.blockOf[c]]
		if p.layout.headings && b.first == c {
			p.heading(g.Sub(0, y, g.W, 1), p.blockOf[c])
			y++
		}
		p.row(g.Sub(0, y, g.W, p.layout.perRow), c, c == from || b.first == c)
		y += p.layout.perRow
	}
}

// heading names a modality and shows how badly it fits the others.
func (p rows) heading(g chart.Grid, k int) {
	x := write(g, 0, 0, strong(inkKey, strings.ToUpper(p.blocks[k].name)))
	rule(g.Sub(0, 0, g.W-p.cols.margin, 1), x+1, 0)
	score := p.now.modalities[k]
	if math.IsNaN(score) {
		return
	}
	number := word{text: " " + chart.Prob(score) + " ", ink: scoreTextInk(score), bold: score >= inference.AlarmScore}
	at := writeRight(g, p.cols.score+1, 0, number)
	if m, odd := p.fitting(k); odd {
		g.Text(at+length([]word{number}), 0, m.text(p.opt.Glyphs)+" ", chart.Cell{Ink: m.ink, Bold: true})
	}
	short := min(8, p.cols.chart)
	strip := g.Sub(p.cols.strip+p.cols.chart-short, 0, short, 1)
	strip.Fill(chart.Cell{})
	w := p.rowWindow(p.cols.chart)
	p.modalityStrip(strip, k, chart.View{From: w.view.To - short*w.per, To: w.view.To}) // too short for a gap to sweep
}

// scoreTextInk keeps the number of a low score readable.
func scoreTextInk(x float64) chart.Ink {
	if x >= scoreWatch {
		return scoreInk(x)
	}
	return inkDim
}

func barInks(x float64) (top, body chart.Ink) {
	ink := scoreInk(x)
	return ink, shade(ink)
}

func (p rows) row(g chart.Grid, c int, first bool) {
	if p.marks[c].letter == 'F' {
		g.Sub(0, 0, p.cols.raw-1, g.H).Fill(chart.Cell{Ground: groundFault})
	}
	p.gutter(g, c, first)
	p.naming(g, c)
	p.onsetLine(g)
	for _, at := range []int{p.cols.raw, p.cols.strip, p.cols.value} {
		p.rowWindow(p.cols.chart).on(g.Sub(at, 0, p.cols.chart, g.H), func(g chart.Grid, v chart.View) { p.markLines(g, v) })
	}
	p.measured(g, c)
	p.score(g, c)
	p.corrected(g, c)
}

// gutter says which channel is chosen and, where there are no headings,
// where a modality begins; "!" after its code, or in it where the selection
// needs the place, means that it does not fit.
func (p rows) gutter(g chart.Grid, c int, first bool) {
	picked := c == p.focus && (p.chosen || p.now.readings[c].alarm)
	at := 0
	if p.cols.code >= 0 {
		at = 3
		if first {
			p.code(g, p.blockOf[c], picked)
		}
	}
	if !picked {
		return
	}
	for y := range g.H {
		g.Text(at, y, "▌", chart.Cell{Ink: p.marks[c].chosenInk()})
	}
}

func (p rows) code(g chart.Grid, k int, picked bool) {
	ink := inkKey
	m, odd := p.fitting(k)
	if odd {
		ink = m.ink
	}
	g.Text(p.cols.code, 0, p.blocks[k].code, chart.Cell{Ink: ink})
	if p.now.modalities[k] >= inference.AlarmScore {
		end := 3
		if picked {
			end = 2
		}
		g.Text(end, 0, "!", chart.Cell{Ink: ink, Bold: true})
	}
}

// chosenInk is the ink of the selection bar beside a channel.
func (m mark) chosenInk() chart.Ink {
	if m.letter == 'F' {
		return inkFault
	}
	return inkKey
}

func (p rows) naming(g chart.Grid, c int) {
	r := p.now.readings[c]
	pen := p.called(g, c)
	g.Text(p.cols.name, 0, chart.Cut(p.names[c], p.cols.nameW), pen)
	if g.H < 2 {
		return
	}
	text, ink := p.standing(c)
	if chart.Width(text) <= p.cols.nameW {
		g.Text(p.cols.name, 1, text, chart.Cell{Ink: ink})
	} else if r.alarm && r.kind != "" {
		g.Text(p.cols.name, 1, chart.Cut(r.kind, p.cols.nameW), chart.Cell{Ink: ink})
	}
	if g.H > 2 && !r.since.IsZero() {
		g.Text(p.cols.name, 2, "for "+age(p.now.t.Sub(r.since)), chart.Cell{Ink: ink})
	}
}

// called draws the mark of a channel and gives the pen of its name: a new
// alarm is reverse until it is acknowledged, and one that has passed unseen
// keeps a mark.
func (s *scene) called(g chart.Grid, c int) chart.Cell {
	switch m := s.marks[c]; {
	case s.isNew(c):
		m.ink = inkLabel
		g.Sub(s.cols.mark, 0, 2, 1).Fill(chart.Cell{Ground: groundAlarm})
		g.Sub(s.cols.name, 0, s.cols.nameW, 1).Fill(chart.Cell{Ground: groundAlarm})
		m.put(g, s.cols.mark, 0, s.opt.Glyphs)
		return chart.Cell{Ink: inkLabel, Bold: true}
	case s.passed(c):
		markOver().put(g, s.cols.mark, 0, s.opt.Glyphs)
		return chart.Cell{Ink: inkText}
	default:
		m.put(g, s.cols.mark, 0, s.opt.Glyphs)
		if m.letter == 'F' {
			return chart.Cell{Ink: inkBright, Bold: true}
		}
		return chart.Cell{Ink: inkText}
	}
}

// standing is how a channel stands, in a word or two.
func (p rows) standing(c int) (string, chart.Ink) {
	m := p.marks[c]
	if p.passed(c) {
		return "over, not seen", inkWatch
	}
	switch m.letter {
	case 0:
		return "agrees", inkFaint
	case 'F':
		return p.shortFault(c), inkFault
	case 'z':
		return "shelved " + countdown(p.shelved(origin{inference.Fault, c})), inkDim
	case 'U':
		return p.silence(), inkFaint
	case 'P':
		if v := p.now.sight; v.Channel == c && v.Feature != "" {
			return v.Feature + " " + times(v.Times) + " ×", m.ink
		}
		return "process moved", m.ink
	}
	return m.word, m.ink
}

// onsetLine marks where the worst fault began, at the same place in all
// three columns; what is drawn later covers it.
func (p rows) onsetLine(g chart.Grid) {
	if p.onset < 0 {
		return
	}
	x := p.rowWindow(p.cols.chart).cell(p.onset, p.cols.chart)
	if x < 0 {
		return
	}
	for y := range g.H {
		for _, at := range []int{p.cols.raw, p.cols.strip, p.cols.value} {
			g.Text(at+x, y, "┊", chart.Cell{Ink: inkFaint})
		}
	}
}

func (p rows) measured(g chart.Grid, c int) {
	w := p.rowWindow(p.cols.chart)
	p.draw(g.Sub(p.cols.raw, 0, p.cols.chart, g.H), p.rawTrace(c), w, p.scales.of[c])
	r := p.now.readings[c]
	pen := chart.Cell{Ink: p.readInk(c), Bold: r.alarm}
	number := chart.Number(r.raw, p.decimals[c])
	g.Text(p.cols.rawEnd-chart.NumberWidth, 0, number, pen)
	p.drillSign(g, p.cols.rawEnd-chart.NumberWidth, c, number)
	if g.H > 1 {
		writeRight(g, p.cols.rawEnd, 1, word{text: p.unit(c), ink: inkFaint})
	}
}

// draw draws a trace over the whole of g.
func (s *scene) draw(g chart.Grid, t chart.Trace, w window, scale chart.Scale) {
	w.on(g, func(g chart.Grid, v chart.View) { t.Draw(g, v, scale, s.opt.Glyphs) })
}

// worse: the roles are listed so that a graver one comes later.
func worse(a, b chart.Ink) bool { return a > b }

func (p rows) score(g chart.Grid, c int) {
	r := p.now.readings[c]
	w := p.rowWindow(p.cols.chart)
	strip := g.Sub(p.cols.strip, 0, p.cols.chart, g.H)
	w.on(strip, func(g chart.Grid, v chart.View) { p.scoreStrip(g, c, v) })
	pen := chart.Cell{Ink: scoreTextInk(r.score), Bold: r.alarm}
	g.Text(p.cols.score-3, 0, chart.Prob(r.score), pen)
}

func (p rows) corrected(g chart.Grid, c int) {
	if p.unmodelled() {
		p.believed(g, c)
		return
	}
	w := p.rowWindow(p.cols.chart)
	p.draw(g.Sub(p.cols.value, 0, p.cols.chart, g.H), p.valueTrace(c), w, p.scales.of[c])
	p.believed(g, c)
	r := p.now.readings[c]
	if g.H > 1 && r.status == inference.Corrected && r.sigma > 0 {
		writeRight(g, p.cols.end, 1, word{text: p.spell("±" + p.number(c, r.sigma)), ink: inkEstimate})
	}
}

// believed writes sign, number and unit of the corrected value. Withheld and
// missing have no number. Without a model nothing is believed, and what was
// measured must not look as if it were.
func (s *scene) believed(g chart.Grid, c int) {
	if s.unmodelled() {
		writeRight(g, s.cols.end, 0, word{text: "no model", ink: inkFaint})
		g.Text(s.cols.unit, 0, chart.Cut(s.unit(c), g.W-s.cols.unit), chart.Cell{Ink: inkFaint})
		return
	}
	r := s.now.readings[c]
	sign, ink := signOf(r.status)
	if r.status == inference.Measured && s.injected(c, s.now.t) {
		sign, ink = 'D', inkWatch
	}
	unit, number := inkFaint, ink
	if r.status == inference.Corrected {
		unit = inkEstimate
	} else if sign == '=' {
		number = inkDim
	}
	pen := chart.Cell{Ink: number, Bold: r.status == inference.Corrected}
	value := strings.TrimLeft(chart.Number(r.value, s.decimals[c]), " ")
	writeRight(g, s.cols.end, 0, word{text: value, ink: pen.Ink, bold: pen.Bold})
	at := min(s.cols.sign, s.cols.end-chart.Width(value)-1) // a long number pushes it left
	g.Text(at, 0, string(sign), pen)
	g.Text(s.cols.unit, 0, chart.Cut(s.unit(c), g.W-s.cols.unit), chart.Cell{Ink: unit})
}
