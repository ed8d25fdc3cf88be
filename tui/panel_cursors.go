package tui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"rigscope/inference"
	"rigscope/tui/chart"
)

// cursors is the table of what is under A and B, and the difference.
type cursors struct{ *scene }

// Ends of the columns of both tables, after the label.
const cursorW, cursorFirst = 11, 10

// Draw draws a heading and three lines.
func (p cursors) Draw(g chart.Grid) {
	write(g, 0, 0, word{text: "CURSORS", ink: inkBright, bold: true})
	if p.study.placed == [2]bool{} {
		write(g, 0, 1, word{text: "c", ink: inkKey, bold: true}, say(inkDim, "places A,"), strong(inkKey, "C"), say(inkDim, "places B"))
		write(g, 0, 2, word{text: p.spell("← → moves the one in hand"), ink: inkDim})
		return
	}
	for k := range p.study.placed {
		name := " " + string(rune('A'+k))
		if p.study.hand == k+1 {
			name = p.spell(" ▸" + name[1:])
		}
		writeRight(g, p.column(k), 0, word{text: name, ink: inkKey, bold: p.study.hand == k+1})
	}
	writeRight(g, p.column(2), 0, word{text: " B − A", ink: inkDim})
	for y, label := range []string{"time", "measured", "corrected"} {
		g.Text(0, y+1, label, chart.Cell{Ink: inkDim})
	}
	a, b := p.under(0), p.under(1)
	a.write(p, g, 0)
	b.write(p, g, 1)
	if !p.study.placed[0] || !p.study.placed[1] {
		return
	}
	c := p.Model.focus
	for y, text := range []string{"", p.between(), p.signed(c, b.raw-a.raw), p.signed(c, b.value-a.value)} {
		writeRight(g, p.column(2), y, word{text: text, ink: inkText})
	}
}

func (p cursors) column(k int) int { return cursorFirst + (k+1)*cursorW }

// spot is what is under a cursor; the numbers are NaN where there are none.
type spot struct {
	placed     bool
	t          time.Time
	raw, value float64
	status     inference.Status
}

func (p cursors) under(k int) spot {
	s := spot{placed: p.study.placed[k], raw: math.NaN(), value: math.NaN()}
	if !s.placed {
		return s
	}
	now := momentAt(p.shown, p.study.cursor[k]-p.shown.First, len(p.blocks))
	r := now.readings[p.Model.focus]
	return spot{true, now.t, r.raw, r.value, r.status}
}

func (s spot) write(p cursors, g chart.Grid, k int) {
	if !s.placed || s.t.IsZero() {
		return
	}
	c := p.Model.focus
	writeRight(g, p.column(k), 1, word{text: clockFine(s.t.Sub(p.start()), p.shown.Rig.Rate), ink: inkText})
	writeRight(g, p.column(k), 2, word{text: p.number(c, s.raw), ink: inkMeasured})
	sign, ink := signOf(s.status)
	text := p.number(c, s.value)
	if s.status != inference.Measured {
		text = strings.TrimRight(string(sign)+" "+text, " ")
	}
	writeRight(g, p.column(k), 3, word{text: text, ink: ink})
}

// between is the time from A to B.
func (p cursors) between() string {
	a, b := p.shown.Time(p.study.cursor[0]), p.shown.Time(p.study.cursor[1])
	if a.IsZero() || b.IsZero() {
		return ""
	}
	d := b.Sub(a)
	sign := ""
	if d < 0 {
		sign, d = "−", -d
	}
	switch s := d.Seconds(); {
	case d == 0:
		return "0 s"
	case s < 1:
		return fmt.Sprintf("%s%.4g ms", sign, 1e3*s)
	case s < 600:
		return fmt.Sprintf("%s%.4g s", sign, s)
	}
	return sign + clock(d)
}

// clockFine is clock, with milliseconds where there is more than one sample
// in a second.
func clockFine(d time.Duration, rate float64) string {
	text := clock(d)
	if rate <= 1 {
		return text
	}
	text += fmt.Sprintf(".%03d", max(d, 0)/time.Millisecond%1000)
	if d < time.Hour {
		return strings.TrimPrefix(text, "00:")
	}
	return chart.Cut(text, cursorW)
}

// agoFine is chart.Ago, with milliseconds for less than ten seconds where
// there is more than one sample in a second.
func agoFine(d time.Duration, rate float64) string {
	if rate <= 1 || d <= 0 || d >= 10*time.Second {
		return chart.Ago(d)
	}
	return fmt.Sprintf("−%.4g s", d.Seconds())
}
