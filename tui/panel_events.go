package tui

import (
	"fmt"
	"math"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// events is the list of everything that happened, the newest first.
type events struct{ *scene }

// Places of its columns.
const (
	eventState  = 1
	eventBegan  = 12
	eventLasted = 22
	eventWhere  = 32
	eventWhat   = 45
)

// Places of those at the right, in cells from there, where it is wide.
const (
	eventStatus = 38 // NE 107
	eventBy     = 30
)

// Draw draws a heading and a page of events.
func (p events) Draw(g chart.Grid) {
	for _, h := range []struct {
		x    int
		name string
	}{{eventState, "STATE"}, {eventBegan, "BEGAN"}, {eventLasted, "LASTED"}, {eventWhere, "WHERE"}, {eventWhat, "WHAT"}} {
		g.Text(h.x, 1, h.name, chart.Cell{Ink: inkDim})
	}
	writeRight(g, g.W-1, 1, say(inkDim, "PEAK"))
	if g.W >= wideFrom {
		g.Text(g.W-eventStatus, 1, "NE 107", chart.Cell{Ink: inkDim})
		g.Text(g.W-eventBy, 1, "RAISED BY", chart.Cell{Ink: inkDim})
	}
	if p.shown == nil || len(p.shown.Events) == 0 {
		g.Text(eventState, 2, "nothing has happened so far", chart.Cell{Ink: inkText})
		return
	}
	page := max(g.H-2, 1)
	first := p.Model.row / page * page
	n := len(p.shown.Events)
	for y := 0; y < page && first+y < n; y++ {
		p.event(g.Sub(0, 2+y, g.W, 1), p.shown.Events[n-1-first-y], first+y == p.Model.row)
	}
}

func (p events) event(g chart.Grid, e pipeline.Event, chosen bool) {
	m := eventMark(e.State, e.Kind)
	ink := inkText
	if chosen {
		g.Fill(chart.Cell{Ground: groundChosen})
		g.Text(0, 0, "▌", chart.Cell{Ink: inkKey})
		ink = inkBright
	}
	pen := chart.Cell{Ink: ink, Bold: chosen}
	m.put(g, eventState, 0, p.opt.Glyphs)
	if e.Kind == badRow && p.opt.Mode == Live {
		m.word = "note"
	}
	g.Text(eventState+3, 0, m.word, chart.Cell{Ink: m.ink})
	if p.fresh(e) {
		g.Text(eventBegan-1, 0, "!", chart.Cell{Ink: inkWatch, Bold: true})
	}
	g.Text(eventBegan, 0, clock(e.From.Sub(p.start())), pen)
	writeRight(g, eventWhere-2, 0, say(inkDim, p.lasted(e)))
	g.Text(eventWhere, 0, chart.Cut(p.where(e), eventWhat-eventWhere-1), pen)
	room := g.W - eventWhat - 6
	if g.W >= wideFrom {
		room = g.W - eventWhat - eventStatus - 2
		g.Text(g.W-eventStatus, 0, p.statusOf(e), chart.Cell{Ink: m.ink})
		g.Text(g.W-eventBy, 0, chart.Cut(raisers(e.Witness, ""), eventBy-6), chart.Cell{Ink: inkDim})
	}
	g.Text(eventWhat, 0, chart.Cut(p.spell(p.what(e)), room), pen)
	if isAlarm(e) && !math.IsNaN(e.Peak) {
		writeRight(g, g.W-1, 0, say(scoreTextInk(e.Peak), chart.Prob(e.Peak)))
	}
}

func (s *scene) lasted(e pipeline.Event) string {
	switch {
	case e.Kind == badRow:
		return ""
	case e.To.IsZero():
		return "goes on"
	}
	return age(e.To.Sub(e.From))
}

func (s *scene) where(e pipeline.Event) string {
	switch {
	case e.Channel >= 0 && e.Channel < len(s.names):
		return s.names[e.Channel]
	case isAlarm(e):
		return "process"
	case e.Kind == badRow && s.opt.Mode == Live:
		return "the ports"
	case e.Kind == badRow:
		return "the log"
	}
	return "the rig"
}

// what is the event in a few words; those from a log are made safe. One of a
// drill begins with that.
func (s *scene) what(e pipeline.Event) string {
	switch text := s.happening(e); {
	case e.Drill > 0 && s.leftAlone(e):
		return fmt.Sprintf("beside %s %d: %s", drillWord, e.Drill, text)
	case e.Drill > 0:
		return fmt.Sprintf("%s %d: %s", drillWord, e.Drill, text)
	case e.Beside > 0:
		return fmt.Sprintf("%s, beside drill %d", text, e.Beside)
	default:
		return text
	}
}

func (s *scene) happening(e pipeline.Event) string {
	switch {
	case isFault(e) && e.Channel < len(s.names):
		return s.faultWords(e)
	case e.Text != "":
		return chart.Clean(e.Text)
	case isAlarm(e) && s.sighted(e.Sight, false) != "":
		return s.sighted(e.Sight, false)
	case isAlarm(e):
		return "moved, no sensor accused"
	case e.State == inference.Unknown:
		return "too little valid data"
	}
	return chart.Clean(e.Kind)
}

func (s *scene) faultWords(e pipeline.Event) string {
	kind := e.Kind
	if kind == "" {
		kind = "disagrees"
	}
	if shifts(e.Kind) && s.news(e.Channel, e.Offset) {
		return kind + " " + s.withUnit(e.Channel, s.signed(e.Channel, e.Offset))
	}
	return kind
}

// recent is the list in short: for the sidebar, and for screens without a
// focus pane.
type recent struct {
	*scene
	margin int // left of the list, in cells
}

// Draw draws a heading and as many events as fit, the newest first.
func (p recent) Draw(g chart.Grid) {
	heading(g, "EVENTS")
	n := len(p.shown.Events)
	if n == 0 {
		g.Text(p.margin, 1, "nothing has happened so far", chart.Cell{Ink: inkDim})
	}
	for y := 1; y < g.H && y <= n; y++ {
		p.event(g.Sub(0, y, g.W, 1), p.shown.Events[n-y])
	}
}

func (p recent) event(g chart.Grid, e pipeline.Event) {
	m := eventMark(e.State, e.Kind)
	m.put(g, p.margin, 0, p.opt.Glyphs)
	x := write(g, p.margin+3, 0, word{text: clock(e.From.Sub(p.start())), ink: inkDim})
	right := writeRight(g, g.W-p.margin, 0, say(inkDim, p.lasted(e)))
	line := p.what(e)
	if isAlarm(e) {
		line = p.where(e) + " " + line
	}
	open := e.To.IsZero() && isAlarm(e)
	ink := inkText
	if open {
		ink = inkBright
	}
	g.Text(x+2, 0, chart.Cut(line, right-x-3), chart.Cell{Ink: ink, Bold: open})
}

// heading is a word and a rule.
func heading(g chart.Grid, text string) {
	x := write(g, 0, 0, word{text: text, ink: inkBright, bold: true})
	rule(g, x+1, 0)
}
