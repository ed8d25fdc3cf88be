package tui

import (
	"fmt"
	"time"

	"rigscope/tui/chart"
)

// title says which rig, how big, what feeds the screen, and the data's time.
type title struct{ *scene }

// Draw fills one row.
func (p title) Draw(g chart.Grid) {
	g.Fill(chart.Cell{Ground: groundBar})
	right := fit(p.right(), g.W/2)
	at := writeRight(g, g.W-1, 0, right...)
	left := fit(p.left(), at-1)
	left[0].gap = 1 // whichever word has become the first
	write(g, 0, 0, left...)
}

func (p title) left() []word {
	out := []word{strong(inkBright, "rigscope").ranked(5)}
	if p.screen&charts == 0 {
		return append(append(out, p.elsewhere()...), p.drillBrand()...)
	}
	if p.screen == closeUp && p.shown != nil {
		out = append(out, p.path()...)
	} else if p.shown != nil {
		out = append(out, say(inkText, chart.Cut(p.rig, 24)).after(2), say(inkDim, p.size()).after(2).ranked(4))
	}
	out = append(append(out, p.mode()...), p.drillBrand()...)
	if p.opt.Source != "" && p.w >= wideFrom {
		out = append(out, say(inkDim, chart.Cut(chart.Clean(p.opt.Source), 40)).after(2).ranked(6))
	}
	return out
}

// path is the way to the sensor that is close up.
func (p title) path() []word {
	c := p.Model.focus
	return []word{
		say(inkDim, chart.Cut(p.rig, 24)).after(2).ranked(4), say(inkDim, "▸").ranked(4),
		say(inkDim, chart.Cut(p.blocks[p.blockOf[c]].name, 20)).ranked(3), say(inkDim, "▸").ranked(3),
		strong(inkBright, chart.Cut(p.names[c], 24)),
	}
}

// elsewhere names a screen without charts.
func (p title) elsewhere() []word {
	switch p.screen {
	case eventList:
		return []word{strong(inkBright, "events").after(2), say(inkDim, p.summed()).after(2).ranked(2)}
	case looksScreen:
		return []word{strong(inkBright, "looks").after(2)}
	case drillList:
		return []word{strong(inkBright, "drills").after(2)}
	case modelView:
		return p.modelTitle()
	case timelineView:
		return []word{strong(inkBright, "timeline").after(2)}
	}
	return []word{strong(inkBright, "help").after(2), say(inkDim, p.opt.Version).after(2)}
}

func (p title) size() string {
	out := plural(len(p.names), "sensor")
	rate := trimFloat(p.shown.Rig.Rate) + " Hz"
	if p.w >= wideFrom {
		return out + " · " + modalities(len(p.blocks)) + " · " + rate
	}
	return out + "  " + rate
}

func modalities(n int) string {
	if n == 1 {
		return "1 modality"
	}
	return fmt.Sprintf("%d modalities", n)
}

// mode is LIVE, DEMO or REPLAY with the speed, and what holds it up.
func (p title) mode() []word {
	switch {
	case p.frozen:
		return []word{strong(inkWatch, "◇ FROZEN").after(3), say(inkWatch, "at "+clock(p.now.t.Sub(p.start())))}
	case p.ended():
		return []word{strong(inkWatch, "▮▮ "+string(p.opt.Mode)).after(3), say(inkText, "ended")}
	case p.tape.paused:
		return []word{strong(inkWatch, "▮▮ "+string(p.opt.Mode)).after(3), say(inkText, "stopped")}
	}
	out := []word{strong(inkOK, "► "+string(p.opt.Mode)).after(3)}
	if p.transport != nil {
		out = append(out, say(inkText, speedWord(p.tape.speed)))
	}
	return out
}

func (m *Model) ended() bool { return m.newest != nil && (m.newest.Done || m.newest.Err != nil) }

func (p title) right() []word {
	t, ok := p.position()
	if !ok {
		return nil
	}
	var out []word
	if p.w >= sideFrom && p.shown.Model.Name != "" {
		out = append(out, say(inkDim, "model "+modelName(p.shown.Model.Name, p.shown.Model.Hash)).ranked(3))
		if far := p.shown.Model.FAR; far > 0 {
			out = append(out, say(inkDim, fmt.Sprintf("· false alarms nominal %.3g %%", 100*far)).ranked(4))
		}
	}
	switch {
	case p.frozen:
		return append(out, say(inkDim, "data at"), say(inkText, clock(t.Sub(p.start()))))
	case p.w >= wideFrom:
		return append(out, say(inkDim, wallClock(t)).after(3))
	}
	return append(out, say(inkDim, clock(t.Sub(p.start()))))
}

// wallClock is the time the data carries, as a clock on the wall of Greenwich
// would have shown it.
func wallClock(t time.Time) string {
	if t.Year() <= 1970 { // a log that counts from zero
		return t.UTC().Format("15:04:05")
	}
	return t.UTC().Format("2 Jan 2006  15:04:05 UTC")
}

func modelName(name, hash string) string {
	if len(hash) >= 4 {
		return chart.Cut(chart.Clean(name), 30) + " " + chart.Clean(hash[:4])
	}
	return chart.Cut(chart.Clean(name), 30)
}
