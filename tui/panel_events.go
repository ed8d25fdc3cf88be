package tui

import (
	"fmt"
	"math"
	"strings"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// events is the list of everything that happened, the newest first, and
// below it the chosen line in full.
type events struct{ *scene }

// eventColumns are the places of the list's columns; 0 leaves one out.
type eventColumns struct {
	word, time, where, kind, note, life, status, by, text int
	lasted, size, peak                                    int // the column after the last
}

func eventColumnsOf(w int) eventColumns {
	switch {
	case w >= sideFrom:
		c := eventColumnsOf(wideFrom)
		c.text = 122
		return c
	case w >= wideFrom:
		return eventColumns{word: 4, time: 13, lasted: 31, where: 33, kind: 47, size: 69, peak: 75, note: 77, life: 79, status: 95, by: 99}
	case w >= focusW:
		return eventColumns{time: 4, lasted: 21, where: 23, kind: 36, size: 57, peak: 62, note: 63, life: 65}
	}
	return eventColumns{time: 4, where: 13, kind: 25, life: w - 9}
}

// Draw draws the list, and the chosen line in full where there is room.
func (p events) Draw(g chart.Grid) {
	all, list := p.entries(), g.H
	if pane := paneHeight(g); pane > 0 {
		list -= pane
		chosenPane{p.scene, all}.Draw(g.Sub(0, list, g.W, pane))
	}
	c := eventColumnsOf(g.W)
	p.heads(g, c)
	if len(all) == 0 {
		g.Text(1, 2, "nothing has happened so far", chart.Cell{Ink: inkText})
	}
	page := max(list-2, 1)
	first := p.Model.row / page * page
	for y := 0; y < page && first+y < len(all); y++ {
		p.line(g.Sub(0, 2+y, g.W, 1), c, all[first+y], first+y == p.Model.row)
	}
}

// summed is how much there is, for the title.
func (s *scene) summed() string {
	lasting, over := s.waiting()
	return fmt.Sprintf("%s · %d not acknowledged", plural(len(s.entries()), "line"), len(lasting)+len(over))
}

// paneHeight is what the chosen line gets; 0 where the list needs it all.
func paneHeight(g chart.Grid) int {
	if g.W < focusW || g.H < 18 {
		return 0
	}
	return min(max(g.H*2/5, 9), 18)
}

func (p events) heads(g chart.Grid, c eventColumns) {
	for _, h := range []struct {
		x    int
		name string
	}{{c.word, "WHAT"}, {c.time, "TIME"}, {c.where, "SENSOR"}, {c.kind, "KIND"}, {c.life, "STATE"}, {c.status, "NE"}, {c.by, "RAISED BY"}, {c.text, "NOTE"}} {
		if h.x > 0 {
			g.Text(h.x, 1, h.name, chart.Cell{Ink: inkDim})
		}
	}
	for _, h := range []struct {
		end  int
		name string
	}{{c.lasted, "DURATION"}, {c.size, "SIZE"}, {c.peak, "PEAK"}} {
		if h.end > 0 {
			writeRight(g, h.end, 1, word{text: h.name, ink: inkDim})
		}
	}
}

// line draws one entry.
func (p events) line(g chart.Grid, c eventColumns, e entry, chosen bool) {
	pen := chart.Cell{Ink: inkText}
	if chosen {
		g.Fill(chart.Cell{Ground: groundChosen})
		g.Text(0, 0, "▌", chart.Cell{Ink: inkKey})
		pen = chart.Cell{Ink: inkBright, Bold: true}
	}
	m := p.markOfEntry(e)
	m.put(g, 1, 0, p.opt.Glyphs)
	if c.word > 0 {
		g.Text(c.word, 0, m.word, chart.Cell{Ink: m.ink})
	}
	g.Text(c.time, 0, clock(e.t.Sub(p.start())), pen)
	if e.event != nil {
		p.incident(g, c, *e.event, pen)
		return
	}
	g.Text(c.where, 0, chart.Cut(p.spell(p.entryText(e)), g.W-c.where-1), pen)
}

func (p events) incident(g chart.Grid, c eventColumns, e pipeline.Event, pen chart.Cell) {
	g.Text(c.where, 0, chart.Cut(p.where(e), c.kind-c.where-1), pen)
	p.happening(g, c, e, pen)
	if c.lasted > 0 {
		writeRight(g, c.lasted, 0, say(inkDim, p.lasted(e)))
	}
	if c.peak > 0 && isAlarm(e) && !math.IsNaN(e.Peak) {
		writeRight(g, c.peak, 0, say(scoreTextInk(e.Peak), chart.Prob(e.Peak)))
	}
	if c.note > 0 && p.journal.remarks[e.ID].text != "" {
		g.Text(c.note, 0, "⚑", chart.Cell{Ink: inkKey})
	}
	if c.status > 0 && isAlarm(e) {
		g.Text(c.status, 0, p.statusOf(e), chart.Cell{Ink: eventMark(e.State, e.Kind).ink})
		g.Text(c.by, 0, chart.Cut(raisers(e.Witness, ""), 21), chart.Cell{Ink: inkDim})
	}
	if c.text > 0 {
		g.Text(c.text, 0, chart.Cut(p.journal.remarks[e.ID].text, g.W-c.text-1), chart.Cell{Ink: inkText})
	}
	p.life(g, c, e)
}

// happening is kind and size, or what else happened over both columns.
func (p events) happening(g chart.Grid, c eventColumns, e pipeline.Event, pen chart.Cell) {
	kind, size := p.kindAndSize(e)
	end := c.size
	switch {
	case !isAlarm(e):
		end = g.W - 1
	case c.size == 0:
		end = c.life - 1
	case size != "":
		end = writeRight(g, c.size, 0, word{text: p.spell(size), ink: pen.Ink, bold: pen.Bold}) - 1
	}
	if c.size == 0 {
		kind = p.what(e)
	}
	g.Text(c.kind, 0, chart.Cut(p.spell(kind), end-c.kind), pen)
}

// kindAndSize of a sensor's fault; there is no size where it says nothing.
func (s *scene) kindAndSize(e pipeline.Event) (kind, size string) {
	switch {
	case isAlarm(e) && !isFault(e) && e.Text == "" && s.sighted(e.Sight, false) == "":
		return s.inDrill(e, "moved, none accused"), ""
	case !isFault(e) || e.Channel >= len(s.names):
		return s.what(e), ""
	}
	if kind = e.Kind; kind == "" {
		kind = "disagrees"
	}
	kind = s.inDrill(e, kind)
	if shifts(e.Kind) && s.news(e.Channel, e.Offset) {
		size = s.withUnit(e.Channel, s.signed(e.Channel, e.Offset))
	}
	return kind, size
}

// life is the state of an alarm in ISA-18.2's words.
func (p events) life(g chart.Grid, c eventColumns, e pipeline.Event) {
	text, short := p.lifeOf(e)
	if g.W < focusW {
		text = short
	}
	pen := chart.Cell{Ink: inkDim}
	if p.fresh(e) {
		pen = chart.Cell{Ink: inkWatch, Bold: true}
	}
	g.Text(c.life, 0, text, pen)
}

// markOfEntry is how a line is marked.
func (s *scene) markOfEntry(e entry) mark {
	if e.event == nil {
		m := markNotice()
		if e.capture != nil {
			m.word = "capture"
		}
		return m
	}
	m := eventMark(e.event.State, e.event.Kind)
	if e.event.Kind == badRow {
		m.word = badRow
		if s.opt.Mode == Live {
			m.word = "note"
		}
	}
	return m
}

// entryText is what a marker or a capture says.
func (s *scene) entryText(e entry) string {
	if e.note != nil {
		return chart.Clean(e.note.Text)
	}
	c := e.capture
	if c.Err != nil {
		return chart.Clean(c.Why) + ": " + chart.Clean(c.Err.Error())
	}
	return chart.Clean(c.Why) + ": " + plural(c.Rows, "row") + " in " + chart.Clean(c.File)
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

// what is the event in a few words; those from a log are made safe.
func (s *scene) what(e pipeline.Event) string { return s.inDrill(e, s.happening(e)) }

// inDrill is text about an event; one of a drill begins with that.
func (s *scene) inDrill(e pipeline.Event, text string) string {
	switch {
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
	kind, size := s.kindAndSize(e)
	return strings.TrimSpace(kind + " " + size)
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
	all := p.entries()
	if len(all) == 0 {
		g.Text(p.margin, 1, "nothing has happened so far", chart.Cell{Ink: inkDim})
	}
	for y := 1; y < g.H && y <= len(all); y++ {
		p.entry(g.Sub(0, y, g.W, 1), all[y-1])
	}
}

func (p recent) entry(g chart.Grid, e entry) {
	p.markOfEntry(e).put(g, p.margin, 0, p.opt.Glyphs)
	x := write(g, p.margin+3, 0, word{text: clock(e.t.Sub(p.start())), ink: inkDim})
	if e.event == nil {
		g.Text(x+2, 0, chart.Cut(p.spell(p.entryText(e)), g.W-p.margin-x-2), chart.Cell{Ink: inkText})
		return
	}
	p.event(g, x, *e.event)
}

func (p recent) event(g chart.Grid, x int, e pipeline.Event) {
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
