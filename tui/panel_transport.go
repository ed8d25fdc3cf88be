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
	line := append(p.motion(), p.place()...)
	if p.notice != "" {
		line = append(line, say(inkWatch, p.notice).after(3).ranked(1))
	} else if p.throttle.slow() {
		line = append(line, p.throttle.sentence()...)
	} else {
		line = append(line, p.counts()...)
	}
	end := write(g, x+1, 0, fit(line, g.W-x-2-p.troubled())...)
	if right := fit(p.legend(), g.W-end-2); p.notice == "" && end+length(right) < g.W-1 {
		writeRight(g, g.W-1, 0, right...)
	}
}

// troubled is the room that what is wrong with the ports must have.
func (p transport) troubled() int {
	if p.opt.Link == nil || p.notice != "" {
		return 0
	}
	return length(below(1, p.link())) + 2
}

func (p transport) asking(g chart.Grid, x int) {
	at := write(g, x, 0, strong(inkKey, "go to"), say(inkBright, p.prompt.text))
	at = g.Text(at, 0, "█", chart.Cell{Ink: inkKey})
	hint := say(inkDim, "1:26:06, row 5166 or alarm 4").after(3)
	write(g, at, 0, fit([]word{hint.ranked(1)}, g.W-at)...)
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
	return []word{{text: "► PLAY", ink: inkOK, bold: true}, say(inkText, speedWord(p.tape.speed)).after(2)}
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
	if n := p.newest.Counts.BadRows; n > 0 {
		out = append(out, say(inkWatch, plural(n, "bad row")).after(3).ranked(1))
	}
	return out
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
