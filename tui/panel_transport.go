package tui

import (
	"fmt"

	"rigscope/tui/chart"
)

// transport says how the data moves and where in it we are.
type transport struct{ *scene }

// Draw fills one row.
func (p transport) Draw(g chart.Grid) {
	x := max(p.cols.margin-1, -1)
	if p.prompt.open {
		p.asking(g, x)
		return
	}
	if p.notice != "" {
		p.answering(g, x+1)
		return
	}
	line := append(p.motion(), p.place()...)
	if p.scales.locked {
		line = append(line, say(inkWatch, "y locked").after(3).ranked(2))
	}
	if m := p.Model; m.shown != nil && (m.zoom >= wholeLog() || p.now.i < 0 && !p.now.blank()) {
		line = append(line, say(inkText, p.reach()).after(3).ranked(2))
	}
	if p.throttle.slow() {
		line = append(line, p.throttle.sentence()...)
	} else if drill := p.drillProgress(); drill != nil {
		line = append(line, drill...)
	} else {
		line = append(line, p.counts()...)
	}
	end := write(g, x+1, 0, fit(line, g.W-x-2-p.troubled())...)
	if right := fit(p.legend(), g.W-end-2); end+length(right) < g.W-1 {
		writeRight(g, g.W-1, 0, right...)
	}
}

// answering is the answer to the last key; what else stands here makes room.
func (p transport) answering(g chart.Grid, x int) {
	line := append(ranked(p.motion(), 1), ranked(p.place(), 2)...)
	line = fit(append(line, say(inkWatch, p.notice).after(3)), g.W-x-1)
	if length(line) > g.W-x-1 {
		line = []word{{text: chart.Cut(p.notice, g.W-x-1), ink: inkWatch}}
	} else if len(line) == 1 {
		line[0].gap = 0
	}
	write(g, x, 0, line...)
}

// troubled is the room that what is wrong with the ports must have.
func (p transport) troubled() int {
	if p.opt.Link == nil || p.notice != "" {
		return 0
	}
	return length(below(1, p.link())) + 2
}

// reach says how far the view goes, or that what it shows is so old that
// only means are kept.
func (p transport) reach() string {
	if p.now.i < 0 {
		return "means: details are no longer kept"
	}
	return "the whole log"
}

func (p transport) asking(g chart.Grid, x int) {
	if p.prompt.done != nil {
		p.noting(g, x)
		return
	}
	at := write(g, x, 0, strong(inkKey, "go to"), say(inkBright, p.prompt.text))
	at = g.Text(at, 0, "█", chart.Cell{Ink: inkKey})
	hint := say(inkDim, "1:26:06, row 5166, alarm 4 or loop").after(3)
	write(g, at, 0, fit([]word{hint.ranked(1)}, g.W-at)...)
}

// noting is the prompt of a note: of a long one the end is in view.
func (p transport) noting(g chart.Grid, x int) {
	at := write(g, x, 0, strong(inkKey, p.spell(p.prompt.label)).ranked(1)) + 1
	text := []rune(chart.Clean(p.prompt.text))
	text = text[max(len(text)-max(g.W-at-2, 1), 0):]
	at = g.Text(at, 0, string(text), chart.Cell{Ink: inkBright})
	g.Text(at, 0, "█", chart.Cell{Ink: inkKey})
}

func (p transport) motion() []word {
	switch {
	case p.ended():
		return []word{{text: "▮▮ END", ink: inkWatch, bold: true}}
	case p.transport == nil:
		return []word{{text: "► " + string(p.opt.Mode), ink: inkOK, bold: true}}
	case p.tape.paused:
		return []word{{text: "▮▮ STOP", ink: inkWatch, bold: true}, say(inkText, speedWord(p.tape.speed)).after(2)}
	}
	out := []word{{text: "► PLAY", ink: inkOK, bold: true}, say(inkText, speedWord(p.tape.speed)).after(2)}
	if p.tape.loops {
		out = append(out, say(inkText, "loop"))
	}
	return out
}

func (p transport) place() []word {
	t, ok := p.position()
	if !ok {
		return nil
	}
	out := []word{strong(inkBright, clock(t.Sub(p.start()))).after(2)}
	if !p.tape.to.IsZero() {
		out = append(out, say(inkDim, "/ "+clock(p.tape.to.Sub(p.start()))).ranked(3))
	}
	return out
}

func (p transport) counts() []word {
	if p.shown == nil {
		return nil
	}
	all, seen := alarms(p.shown), 0
	for _, e := range all {
		if !e.From.After(p.now.t) {
			seen++
		}
	}
	text := "no alarm so far"
	switch {
	case p.unmodelled():
		text = "not judged"
	case len(all) > 0:
		text = fmt.Sprintf("alarm %d of %d", seen, len(all))
	}
	out := []word{say(inkText, text).after(3).ranked(2)}
	out = append(out, p.captured()...)
	if n := p.newest.Counts.BadRows; n > 0 {
		out = append(out, say(inkWatch, plural(n, "bad row")).after(3).ranked(1))
	}
	return out
}

// captured is how the triggers do; nothing without one.
func (p transport) captured() []word {
	c := p.journal.captures
	failed := 0
	for _, d := range c.Done {
		if d.Err != nil {
			failed++
		}
	}
	switch {
	case c.Armed == 0:
		return nil
	case failed > 0:
		return []word{say(inkWatch, fmt.Sprintf("⚑ %d not captured", failed)).after(3).ranked(1)}
	case c.Running > 0:
		return []word{say(inkKey, "⚑ capturing").after(3).ranked(1)}
	case len(c.Done) > 0:
		return []word{say(inkKey, fmt.Sprintf("⚑ %d captured", len(c.Done))).after(3).ranked(1)}
	}
	return []word{say(inkDim, "⚑ armed").after(3).ranked(3)}
}

func (p transport) legend() []word {
	if p.opt.Link != nil {
		return p.link()
	}
	return []word{
		say(inkDim, "▲ fault"), say(inkDim, "■ process").after(2),
		say(inkDim, "○ bad row").after(2).ranked(2), say(inkDim, "┃ now").after(2).ranked(3),
	}
}
