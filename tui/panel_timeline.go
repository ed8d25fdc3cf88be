package tui

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// whole is the whole log on one screen, as far as zoom leaves it whole:
//
//	┌──────────────────────────────────────────────────────────────┐
//	│ THE LOG 00:00:00 to 02:36:44                 a cell is 2 min │
//	│ ●  Accel 1   ▁▁▁▁▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁······················ .12 │
//	│ ▲F Pressure  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃██▁······················ .99 │
//	│ log          ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃██▁······················     │
//	│              ─┬─────────┬──↑──────┬──▲─┃───────┬──────────┬─      │
//	│           00:00:00   00:30:00  01:00:00     01:30:00              │
//	│ incidents                            ▲F━ Pressure bias            │
//	│ cursor 00:40:10   worst Flow .31                                  │
//	└──────────────────────────────────────────────────────────────┘
type whole struct{ *scene }

// lineOverhead is every row that is neither a sensor nor a lane: heading, log
// strip, marks, ticks, two rows about the cursor.
const lineOverhead = 6

// Cells left and right of the rows' strips.
const (
	lineName  = 4
	lineRight = 5
)

// lineLeft is where the strips begin.
func (m *Model) lineLeft() int { return lineName + min(max(m.longest, 10), max(m.w/6, 10)) + 1 }

// lineCells is how long they are.
func (m *Model) lineCells() int { return max(m.w-m.lineLeft()-lineRight, 1) }

// Draw draws it from the top.
func (p whole) Draw(g chart.Grid) {
	if p.shown == nil || len(p.shown.Times) == 0 {
		g.Text(1, 1, "there is no data yet", chart.Cell{Ink: inkText})
		return
	}
	v := p.section(p.lineCells())
	p.heading(g, v)
	plan := p.planLine(g.H)
	y := p.rows(g.Sub(0, 1, g.W, plan.rows), v, plan) + 1
	y = p.axis(g.Sub(0, y, g.W, plan.axis), v) + y
	p.lanes(g.Sub(0, y, g.W, plan.lanes), v)
	p.about(g.Sub(0, g.H-2, g.W, 2), v)
}

// linePlan is how many lines each part gets.
type linePlan struct {
	sensors            bool
	headings           bool // modalities have rows beside the sensors
	tall               int  // lines of a row
	rows, axis, lanes  int
	from, shown, count int // rows shown, and how many there are
}

// planLine spends lines in this order: a row each, modalities among the
// sensors, clocks under the ticks, lanes, two lines a row.
func (p whole) planLine(h int) linePlan {
	l := linePlan{sensors: p.bySensor(), tall: 1, axis: 3}
	if l.count = len(p.blocks); l.sensors {
		l.count = len(p.names)
	}
	free := max(h-lineOverhead, 1)
	l.lanes = min(free/2, 2)
	if l.count > free-l.lanes {
		l.lanes = min(1, free-1)
	}
	free -= l.lanes
	l.shown = min(l.count, free)
	free -= l.shown
	if l.sensors && l.shown == l.count && free >= len(p.blocks)+3 {
		l.headings, free = true, free-len(p.blocks)
	}
	if free >= 4 {
		l.axis, free = 4, free-1
	}
	more := min(free, 3)
	l.lanes, free = l.lanes+more, free-more
	if free >= l.shown {
		l.tall, free = 2, free-l.shown
	}
	l.lanes += free
	l.rows = l.shown * l.tall
	if l.headings {
		l.rows += len(p.blocks)
	}
	if l.sensors {
		l.from = pageOf(p.Model.focus, l.shown, l.count)
	}
	return l
}

func (p whole) heading(g chart.Grid, v section) {
	clockOf := func(t time.Time) string { return clock(t.Sub(p.start())) }
	paneHeading(g, false, "THE LOG", clockOf(v.from)+" to "+clockOf(v.to))
	text := " a cell is " + age(v.cell()) + " "
	if p.line.zoom > 0 {
		text = " enlarged; the whole is " + clockOf(p.finish()) + "," + text
	}
	if g.W > 60 {
		writeRight(g, g.W, 0, word{text: text, ink: inkDim})
	}
}

// rows draws a strip for each sensor or modality and returns the lines used.
func (p whole) rows(g chart.Grid, v section, l linePlan) int {
	scores, y := p.scores(v), 0
	for k := l.from; k < l.from+l.shown; k++ {
		if l.headings && p.blocks[p.blockOf[k]].first == k {
			p.modality(g.Sub(0, y, g.W, 1), p.blockOf[k], scores)
			y++
		}
		row := g.Sub(0, y, g.W, l.tall)
		if l.sensors {
			p.sensor(row, k, scores)
		} else {
			p.modality(row, k, scores)
		}
		y += l.tall
	}
	if hidden := l.count - l.shown; hidden > 0 {
		g.Text(0, g.H-1, "▼", chart.Cell{Ink: inkKey})
	}
	return y
}

func (p whole) sensor(g chart.Grid, c int, s lineScores) {
	pen := chart.Cell{Ink: inkText}
	if c == p.Model.focus {
		pen = chart.Cell{Ink: inkBright, Bold: true}
		g.Text(0, 0, "▌", chart.Cell{Ink: inkKey})
	}
	p.marks[c].put(g, 1, 0, p.opt.Glyphs)
	g.Text(lineName, 0, chart.Cut(p.names[c], p.lineLeft()-lineName-1), pen)
	p.strip(g, s.of(func(cell *pipeline.StripCell) []float64 { return cell.Channel }, p.shown.Score, c))
}

func (p whole) modality(g chart.Grid, k int, s lineScores) {
	m, _, _ := sidebar(p).modality(k)
	if !p.bySensor() {
		m.put(g, 1, 0, p.opt.Glyphs)
	}
	name := strings.ToUpper(p.blocks[k].name)
	g.Text(1+3*btoi(!p.bySensor()), 0, chart.Cut(name, p.lineLeft()-lineName-1), chart.Cell{Ink: inkDim, Bold: true})
	p.strip(g, s.of(func(cell *pipeline.StripCell) []float64 { return cell.Modality }, p.shown.Modality, k))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// strip draws scores, what is still to come, the cursor, and the peak.
func (p whole) strip(g chart.Grid, v []float64) {
	at := p.lineLeft()
	strip := g.Sub(at, 0, p.lineCells(), g.H)
	ink := func(x float64) (top, body chart.Ink) { return scoreInk(x), shade(scoreInk(x)) }
	chart.Bars(strip, v, 0, chart.View{From: 0, To: len(v)}, ink, p.opt.Glyphs)
	p.future(strip.Sub(0, strip.H-1, strip.W, 1))
	if x := p.cursorCell(); x >= 0 {
		for y := range strip.H {
			c := strip.At(x, y)
			c.Ground = groundChosen
			strip.Set(x, y, c)
		}
	}
	peak := math.NaN()
	for _, x := range v {
		if !(peak >= x) && x == x {
			peak = x
		}
	}
	writeRight(g, g.W-1, g.H-1, say(scoreTextInk(peak), chart.Prob(peak)))
}

// future marks what no data has come for yet.
func (p whole) future(g chart.Grid) {
	v := p.section(g.W)
	now, _ := p.position()
	for x := max(v.column(now)+1, 0); x < g.W; x++ {
		g.Text(x, 0, "·", chart.Cell{Ink: inkFaint})
	}
}

// cursorCell is the cursor's column, -1 while it is with the data.
func (p whole) cursorCell() int {
	if p.line.cursor.IsZero() {
		return -1
	}
	v := p.section(p.lineCells())
	return min(max(v.column(p.underCursor()), 0), v.cells-1)
}

// axis draws the log strip, the marks with ticks, and the clock; it returns
// the lines used.
func (p whole) axis(g chart.Grid, v section) int {
	at := p.lineLeft()
	strip := g.Sub(at, 0, v.cells, g.H)
	g.Text(1, 0, "log", chart.Cell{Ink: inkDim})
	now, _ := p.position()
	done := min(max(v.column(now)+1, 0), v.cells)
	l := chart.LogStrip{Done: float64(done) / float64(v.cells), Now: v.place(now), Seen: math.NaN(), Ink: scoreInk, Pen: inkFaint, Playhead: inkBright}
	if p.frozen && p.now.i >= 0 {
		l.Seen = v.place(p.now.t)
	}
	l.Score = p.scores(v).overall(p.shown)[:done]
	l.Marks = append(p.ticks(v), logStrip(p).happened(v.place)...)
	l.Draw(strip, p.opt.Glyphs)
	if x := p.cursorCell(); x >= 0 {
		strip.Text(x, 1, "↑", chart.Cell{Ink: inkKey, Bold: true})
	}
	p.clocks(strip, v)
	return g.H
}

// ticks are marks at round times.
func (p whole) ticks(v section) []chart.Mark {
	var out []chart.Mark
	for _, t := range p.tickTimes(v) {
		out = append(out, chart.Mark{At: v.place(t), Rune: '┬', Ink: inkFaint})
	}
	return out
}

// tickCells is the least distance of ticks.
const tickCells = 13

func (p whole) tickTimes(v section) []time.Time {
	step := chart.TickStep(v.to.Sub(v.from), max(v.cells/tickCells, 1))
	var out []time.Time
	first := (v.from.Sub(p.start()) + step - 1) / step
	for t := p.start().Add(first * step); !t.After(v.to) && len(out) <= v.cells; t = t.Add(step) {
		out = append(out, t)
	}
	return out
}

// clocks are the times of the ticks: since the log began and, below, of day.
func (p whole) clocks(g chart.Grid, v section) {
	var since, day []chart.Label
	for _, t := range p.tickTimes(v) {
		x := v.column(t)
		since = append(since, chart.Label{X: x, Text: clock(t.Sub(p.start())), Ink: inkDim})
		if t.Year() > 1970 {
			day = append(day, chart.Label{X: x, Text: t.UTC().Format("15:04:05"), Ink: inkFaint})
		}
	}
	chart.Labels(g, 2, since...)
	if g.H > 3 && len(day) > 0 {
		chart.Labels(g, 3, day...)
	}
}

// about says what is under the cursor.
func (p whole) about(g chart.Grid, v section) {
	t := p.underCursor()
	x := min(max(v.column(t), 0), v.cells-1)
	line := []word{strong(inkBright, "cursor"), say(inkBright, clock(t.Sub(p.start())))}
	if p.line.cursor.IsZero() {
		line = []word{strong(inkBright, "now"), say(inkBright, clock(t.Sub(p.start())))}
	}
	if t.Year() > 1970 {
		line = append(line, say(inkDim, wallClock(t)).after(2).ranked(2))
	}
	line = append(line, p.worstAt(v, x)...)
	write(g, 0, 0, fit(line, g.W-1)...)
	write(g, 0, 1, fit(p.happens(v, x), g.W-1)...)
}

// worstAt names the sensor with the highest score in column x.
func (p whole) worstAt(v section, x int) []word {
	s, best, who := p.scores(v), math.NaN(), -1
	for c := range p.names {
		y := s.at(x, func(cell *pipeline.StripCell) []float64 { return cell.Channel }, p.shown.Score, c)
		if !(best >= y) && y == y {
			best, who = y, c
		}
	}
	if who < 0 {
		return []word{say(inkDim, "nothing was judged here").after(3).ranked(1)}
	}
	return []word{say(inkDim, "highest score").after(3).ranked(3), say(inkText, p.names[who]).ranked(1), say(scoreTextInk(best), chart.Prob(best)).ranked(1)}
}

// happens names the incident in column x, the worst if there are several.
func (p whole) happens(v section, x int) []word {
	var found *pipeline.Event
	for i := range p.shown.Events {
		e := &p.shown.Events[i]
		if a, b := p.columnsOf(v, e); x < a || x > b || e.Kind == badRow && found != nil {
			continue
		}
		if found == nil || !isAlarm(*found) {
			found = e
		}
	}
	if found == nil {
		return []word{say(inkDim, "no incident here")}
	}
	m := eventMark(found.State, found.Kind)
	text := p.spell(p.where(*found) + " " + p.what(*found))
	return []word{{text: m.text(p.opt.Glyphs), ink: m.ink, bold: true, gap: 1}, say(inkText, text), say(inkDim, p.lasted(*found)).after(2).ranked(1)}
}

// columnsOf are the first and last column of an incident.
func (p whole) columnsOf(v section, e *pipeline.Event) (a, b int) {
	to := e.To
	if to.IsZero() {
		to, _ = p.position()
	}
	a = v.column(e.From)
	return a, max(v.column(to), a)
}

// lanes draws every incident as a bar with its letter and what it was.
func (p whole) lanes(g chart.Grid, v section) {
	if g.H == 0 {
		return
	}
	g.Text(1, 0, "incidents", chart.Cell{Ink: inkDim})
	var shown []pipeline.Event
	for _, e := range p.shown.Events {
		if a, b := p.columnsOf(v, &e); e.Kind != badRow && b >= 0 && a < v.cells {
			shown = append(shown, e)
		}
	}
	if len(shown) == 0 {
		g.Text(p.lineLeft(), 0, "none in this part of the log", chart.Cell{Ink: inkDim})
		return
	}
	strip := g.Sub(p.lineLeft(), 0, v.cells, g.H)
	bars, left := p.pack(shown, v, strip.H, true)
	if left > 0 {
		bars, left = p.pack(shown, v, strip.H, false)
	}
	for _, b := range bars {
		b.draw(strip, p.opt.Glyphs)
	}
	if left > 0 && g.H > 1 {
		g.Text(1, g.H-1, fmt.Sprintf("%d more", left), chart.Cell{Ink: inkWatch})
	}
}

// incidentBar is an incident in its lane.
type incidentBar struct {
	lane, x, w int // w cells from x on
	mark       mark
	text       string // behind it; may be empty
	open       bool   // it goes on
}

// pack puts incidents into the first lane with room, alarms first; left could
// not be placed.
func (p whole) pack(all []pipeline.Event, v section, lanes int, named bool) (bars []incidentBar, left int) {
	taken := make([][]bool, lanes)
	for i := range taken {
		taken[i] = make([]bool, v.cells+1)
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b pipeline.Event) int { return btoi(isAlarm(b)) - btoi(isAlarm(a)) })
	for i := range sorted {
		b := p.incident(&sorted[i], v, named)
		end := min(b.x+b.w+1, v.cells)
		if b.text != "" {
			end = min(b.x+b.w+2+chart.Width(b.text), v.cells)
		}
		b.lane = slices.IndexFunc(taken, func(t []bool) bool { return !slices.Contains(t[b.x:end], true) })
		if b.lane < 0 {
			left++
			continue
		}
		for x := b.x; x < end; x++ {
			taken[b.lane][x] = true
		}
		bars = append(bars, b)
	}
	return bars, left
}

func (p whole) incident(e *pipeline.Event, v section, named bool) incidentBar {
	from, to := p.columnsOf(v, e)
	from, to = max(from, 0), min(to, v.cells-1)
	b := incidentBar{x: min(from, max(v.cells-2, 0)), mark: eventMark(e.State, e.Kind), open: e.To.IsZero()}
	b.w = max(to-b.x+1, chart.Width(b.mark.text(p.opt.Glyphs)))
	if room := v.cells - b.x - b.w - 1; named && room > 0 {
		b.text = p.laneText(e, room)
	}
	return b
}

// laneText says what it was in room cells, in nothing rather than in letters
// that mean nothing.
func (p whole) laneText(e *pipeline.Event, room int) string {
	kind := chart.Clean(e.Kind)
	switch {
	case isFault(*e) && kind == "":
		kind = "disagrees"
	case !isFault(*e):
		kind = p.what(*e)
	}
	for _, text := range []string{p.where(*e) + " " + kind, kind} {
		if text = p.spell(text); chart.Width(text) <= room {
			return text
		}
	}
	return ""
}

func (b incidentBar) draw(g chart.Grid, gl chart.Glyphs) {
	x := g.Text(b.x, b.lane, b.mark.text(gl), chart.Cell{Ink: b.mark.ink, Bold: true})
	for ; x < b.x+b.w; x++ {
		g.Text(x, b.lane, "━", chart.Cell{Ink: b.mark.ink})
	}
	if b.open && b.w > 2 {
		g.Text(b.x+b.w-1, b.lane, "►", chart.Cell{Ink: b.mark.ink})
	}
	g.Text(b.x+b.w+1, b.lane, b.text, chart.Cell{Ink: inkText})
}
