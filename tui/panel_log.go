package tui

import (
	"math"
	"slices"
	"time"

	"rigscope/inference"
	"rigscope/tui/chart"
)

// logStrip is the whole log in two rows: scores, and what happened when. Of
// a log whose end is not known it shows what there is so far.
type logStrip struct{ *scene }

// Draw draws two rows.
func (p logStrip) Draw(g chart.Grid) {
	g.Text(p.cols.margin, 0, "log", chart.Cell{Ink: inkDim})
	at := p.cols.margin + 4
	strip := g.Sub(at, 0, g.W-at-p.cols.margin, 2)
	from, to := p.start(), p.finish()
	if !to.After(from) {
		return
	}
	place := func(t time.Time) float64 { return t.Sub(from).Seconds() / to.Sub(from).Seconds() }
	now := p.latest()
	l := chart.LogStrip{Done: place(now), Now: place(now), Seen: math.NaN(), Ink: scoreInk, Pen: inkFaint, Playhead: inkBright}
	if p.frozen {
		l.Seen = place(p.now.t)
	}
	l.Score = p.slices(int(math.Round(l.Done*float64(strip.W))), strip.W, place)
	l.Marks = p.happened(place)
	l.Draw(strip, p.opt.Glyphs)
}

// finish is the end of the log, or the newest data where that is not known.
func (m *Model) finish() time.Time {
	newest, _ := m.position()
	if m.tape.to.After(newest) {
		return m.tape.to
	}
	return newest
}

// end of the strip: that of the log, or the newest data where it is not
// known. While the picture moves, that is what the rest of the strip stands
// with.
func (p logStrip) finish() time.Time {
	if newest, _ := p.position(); p.tape.to.After(newest) {
		return p.tape.to
	}
	return p.latest()
}

// latest is the time of the newest data, or while the picture moves that of
// the rest of the strip, which stands for a while.
func (s *scene) latest() time.Time {
	if n := len(s.shown.Times); n > 0 && !s.frozen {
		return s.shown.Times[n-1]
	}
	t, _ := s.position()
	return t
}

// slices spreads the strip's scores over the first n of w cells, by time.
func (p logStrip) slices(n, w int, place func(time.Time) float64) []float64 {
	out := make([]float64, max(min(n, w), 0))
	for i := range out {
		out[i] = math.NaN()
	}
	cells := p.shown.Strip
	for i, c := range cells {
		a, b := place(c.From), 1.0
		if i+1 < len(cells) {
			b = place(cells[i+1].From)
		}
		first := max(int(a*float64(w)), 0)
		for x := first; x < len(out) && (x == first || float64(x)+.5 < b*float64(w)); x++ {
			if !(out[x] >= c.Score) {
				out[x] = c.Score
			}
		}
	}
	return out
}

// happened are the marks of the events; those of alarms come last, on top.
func (p logStrip) happened(place func(time.Time) float64) []chart.Mark {
	var notices, alarms []chart.Mark
	for _, e := range p.shown.Events {
		m := eventMark(e.State, e.Kind)
		mark := chart.Mark{At: place(e.From), Rune: m.glyph, Ink: m.ink}
		if e.Drill > 0 {
			continue // its drill has a mark
		}
		if isAlarm(e) {
			alarms = append(alarms, mark)
		} else {
			notices = append(notices, mark)
		}
	}
	for _, n := range p.journal.notes {
		m := markNotice()
		notices = append(notices, chart.Mark{At: place(n.T), Rune: m.glyph, Ink: m.ink})
	}
	return slices.Concat(notices, p.drillMarks(place), alarms)
}

// drillMarks are the beginnings of the drills.
func (p logStrip) drillMarks(place func(time.Time) float64) []chart.Mark {
	var out []chart.Mark
	for _, d := range p.shown.Drills {
		out = append(out, chart.Mark{At: place(d.From), Rune: 'D', Ink: inkWatch})
	}
	return out
}

// eventMark is how an event looks in lists and on the log.
func eventMark(s inference.State, kind string) mark {
	switch {
	case s == inference.Fault:
		return markFault()
	case s == inference.Process:
		return markProcess()
	case kind == badRow:
		m := markMissing()
		m.letter = 0
		return m
	case s == inference.Unknown:
		return markUnknown()
	}
	return markNotice()
}

// badRow is the kind of an event about a row that could not be read.
const badRow = "bad row"
