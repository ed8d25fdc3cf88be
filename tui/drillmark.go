package tui

import (
	"fmt"
	"slices"
	"time"

	"rigscope/pipeline"
	"rigscope/tui/chart"
)

// Every place that shows a number or a verdict of a drill says so: with this
// letter where there is one cell, with the word where there are five.
const (
	drillLetter = "D"
	drillWord   = "DRILL"
)

// stretch is samples [from, to) of the snapshot.
type stretch struct{ from, to int }

func (s stretch) has(i int) bool { return i >= s.from && i < s.to }

// injections are the samples of channel c that drills have damaged, as
// indices into the snapshot.
func injections(s *pipeline.Snapshot, c int) []stretch {
	var out []stretch
	for _, d := range s.Drills {
		if d.Epoch != s.Epoch || !slices.Contains(d.Channels, c) {
			continue
		}
		from, to := firstAt(s.Times, d.From), firstAt(s.Times, d.To)
		if from < to {
			out = append(out, stretch{from, to})
		}
	}
	return out
}

// firstAt is the index of the first of times at or after t, which may be one
// beyond the last.
func firstAt(times []time.Time, t time.Time) int {
	i, _ := slices.BinarySearchFunc(times, t, time.Time.Compare)
	return i
}

func among(all []stretch, i int) bool {
	return slices.ContainsFunc(all, func(s stretch) bool { return s.has(i) })
}

// readInk is that of a measured number.
func (s *scene) readInk(c int) chart.Ink {
	switch r := s.now.readings[c]; {
	case s.injected(c, s.now.t):
		return inkWatch
	case r.alarm:
		return inkFault
	}
	return inkMeasured
}

// drillSign marks a number that was injected, before its first digit: text
// is the number in its field.
func (s *scene) drillSign(g chart.Grid, x, c int, text string) {
	if !s.injected(c, s.now.t) {
		return
	}
	blanks := 0
	for _, r := range text {
		if r != ' ' {
			break
		}
		blanks++
	}
	g.Text(x+max(blanks-1, 0), 0, drillLetter, chart.Cell{Ink: inkLabel, Ground: groundWatch, Bold: true, Reverse: s.opt.Profile == NoColor})
}

// leftAlone says that an event of a drill is about a channel that the drill
// did not touch: the drill may have led to it, or it is the rig's own.
func (s *scene) leftAlone(e pipeline.Event) bool {
	for _, d := range s.shown.Drills {
		if d.ID == e.Drill {
			return e.Channel >= 0 && !slices.Contains(d.Channels, e.Channel)
		}
	}
	return false
}

// drillBrand is the word for the title, on every screen.
func (s *scene) drillBrand() []word {
	if _, on := s.drillNow(); !on {
		return nil
	}
	return []word{strong(inkWatch, drillWord).after(2)}
}

// drillRule draws a line along the top of a plot where samples of c were
// damaged, for screens and pictures without colour. Traces are drawn over it.
func (s *scene) drillRule(g chart.Grid, c int, view chart.View) {
	for _, in := range injections(s.shown, c) {
		a, b := max(s.shown.First+in.from, view.From), min(s.shown.First+in.to, view.To)-1
		if b < a {
			continue
		}
		from, to := view.Cell(a, g.W), view.Cell(b, g.W)+1
		rule(g.Sub(from, 0, to-from, 1), 0, 0)
		g.Sub(from, 0, max(to-from, 1), 1).Text(0, 0, drillWord, chart.Cell{Ink: inkWatch})
	}
}

// lingers is how long the answer to a drill stays on the line of the
// transport, in data time.
const lingers = 30 * time.Second

// drillProgress is how the newest drill does, for the line of the transport:
// while it runs and for a while after.
func (s *scene) drillProgress() []word {
	d, ok := s.lastDrill()
	t, have := s.position()
	if !ok || !have || d.Epoch != s.newest.Epoch || t.After(d.Until.Add(lingers)) {
		return nil
	}
	running := s.drillRuns()
	when := "over"
	if running {
		when = age(t.Sub(d.From)) + " of " + age(d.To.Sub(d.From))
	}
	out := []word{
		strong(inkWatch, fmt.Sprintf("%s %d", drillWord, d.ID)).after(3), say(inkWatch, s.spell(s.drillFault(d))).ranked(1), say(inkWatch, "on "+s.drillTarget(d.Channels)).ranked(2),
		say(inkText, when).after(2).ranked(1),
		strong(inkBright, foundWords(d, running)).after(2).ranked(1),
	}
	if right := s.rightWords(d); right != "" {
		out = append(out, say(inkText, right).after(2).ranked(4))
	}
	if !running {
		out = append(out, strong(inkKey, "D").after(2).ranked(6), say(inkDim, "tells").ranked(6))
	}
	return out
}
