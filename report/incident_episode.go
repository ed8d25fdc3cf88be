package report

import (
	"fmt"
	"math"
	"strings"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
)

// told says that an episode has a section of its own.
func (w words) told(e Episode) bool { return e.Trace != nil }

// episodes are a section for each alarm whose trace was kept.
func (w words) episodes() []Section {
	var out []Section
	for i, e := range w.Episodes {
		if w.told(e) {
			out = append(out, w.episode(e, i))
		}
	}
	return out
}

func (w words) episode(e Episode, i int) Section {
	s := Section{ID: linkTo(i), Title: fmt.Sprintf("%s, %s", w.who(e), w.clock.Full(e.From))}
	s.Blocks = append(s.Blocks, prose(w.sentence(e)), Block{Plot: w.plot(e, i)})
	if facts := w.grounds(e); len(facts) > 0 {
		s.Blocks = append(s.Blocks, Block{Head: "On what grounds", Facts: facts})
	}
	var notes []Item
	for _, n := range w.Notes {
		if touches(e.Event, n.T, n.T) {
			notes = append(notes, Item{Label: LabelNote, Text: w.clock.Short(n.T) + " " + n.Text})
		}
	}
	if len(notes) > 0 {
		s.Blocks = append(s.Blocks, Block{Head: "Notes", Items: notes})
	}
	return s
}

// who is the sensor, or the process.
func (w words) who(e Episode) string {
	switch {
	case e.State == inference.Process:
		return "Process"
	case e.Channel >= 0 && e.Channel < len(w.names):
		return w.names[e.Channel]
	}
	return "Rig"
}

// plot is measured, corrected and score over the time around an episode.
func (w words) plot(e Episode, i int) *Plot {
	t, c := e.Trace, e.Trace.Channel
	b := t.Buckets
	jump := 5 * w.Rig.Grid(max(t.per, 1)) / 2
	p := &Plot{ID: fmt.Sprintf("plot%d", i+1), Title: fmt.Sprintf("%s, measured, corrected and score", w.names[c]),
		From: b[0].From, To: b[len(b)-1].To, Clock: w.clock, Marks: []Mark{{e.From, "raised " + w.clock.Short(e.From)}}}
	if !e.To.IsZero() {
		p.Marks = append(p.Marks, Mark{e.To, "over " + w.clock.Short(e.To)})
	}
	measured, passed, estimate, score := t.lines()
	shades := t.shades(w.Rig.Grid(max(t.per, 1)))
	raw := Line{Name: "measured: what the wire said", Role: Measured, Points: measured, Jump: jump}
	shown := []Line{{Name: "passed on as it was measured", Role: Passed, Points: passed, Jump: jump},
		{Name: "estimate from the other sensors, with a band of ±1 σ; never a reading", Role: Estimate, Points: estimate, Jump: jump, Sigma: max(w.sigma(c), 0)}}
	if !(shown[1].Sigma > 0) {
		shown[1].Sigma, shown[1].Name = 0, "estimate from the other sensors; never a reading"
	}
	both := Panel{Lines: append([]Line{raw}, shown...)}.fitted(2 * w.spread(c)) // one scale for both
	p.Panels = append(p.Panels, both.showing("MEASURED "+w.units[c], []Line{raw}, shades))
	if e.State == inference.Fault {
		p.Panels = append(p.Panels, both.showing("CORRECTED "+w.units[c], shown, shades))
	}
	p.Panels = append(p.Panels, scorePanel("SCORE of this sensor", score, jump))
	p.Desc = w.describe(e)
	return p
}

// showing is the panel with other lines on the same scale.
func (p Panel) showing(head string, lines []Line, shades []Shade) Panel {
	p.Head, p.Lines, p.Shades = head, lines, shades
	return p
}

// describe is the plot in words.
func (w words) describe(e Episode) string {
	raw := empty()
	for _, b := range e.Trace.Buckets {
		raw = raw.and(b.Raw)
	}
	c := e.Trace.Channel
	out := fmt.Sprintf("%s from %s to %s. ", w.names[c], w.clock.Full(e.Trace.Buckets[0].From), w.clock.Full(e.Trace.Buckets[len(e.Trace.Buckets)-1].To))
	if math.IsNaN(raw.Lo) {
		return out + "Nothing was measured in this time. " + w.sentence(e)
	}
	return out + fmt.Sprintf("Measured between %s and %s. ", w.quantity(c, raw.Lo), w.quantity(c, raw.Hi)) + w.sentence(e)
}

// lines of a trace. Where a bucket holds nothing of a kind there is a NaN, so
// that no line crosses it; an estimate begins at the last passed sample's
// neighbour, never blended with it.
func (t *Trace) lines() (measured, passed, estimate, score []Point) {
	for _, b := range t.Buckets {
		mid := b.From.Add(b.To.Sub(b.From) / 2)
		measured = append(measured, Point{mid, b.Raw.Lo, b.Raw.Hi})
		passed = append(passed, Point{mid, b.Passed.Lo, b.Passed.Hi})
		estimate = append(estimate, Point{mid, b.Estimate.Lo, b.Estimate.Hi})
		score = append(score, Point{mid, b.Score, b.Score})
	}
	return measured, passed, estimate, score
}

// shades are the times in which nothing was measured or nothing was shown.
func (t *Trace) shades(per time.Duration) []Shade {
	var out []Shade
	open := Role("")
	for _, b := range t.Buckets {
		role, words := Role(""), ""
		switch {
		case b.Missing:
			role, words = Missing, "nothing was measured"
		case b.Withheld:
			role, words = Withheld, "withheld: no number was shown"
		}
		if role != "" && role == open {
			out[len(out)-1].To = b.To.Add(per)
		} else if role != "" {
			out = append(out, Shade{words, role, b.From, b.To.Add(per)})
		}
		open = role
	}
	return out
}

// grounds are what the clearest verdict of an episode said.
func (w words) grounds(e Episode) []Fact {
	f := e.Clearest
	if f.T.IsZero() {
		return nil
	}
	out := []Fact{fact("From the verdict at", w.clock.Full(f.T)+", the clearest of this alarm")}
	if e.State == inference.Fault {
		out = append(out, fact("Kind of fault", w.kinds(e.Event)), fact("NAMUR NE 107", w.diagnosis(e.Event)))
		if s := w.distance(e.Event); s != "" {
			out = append(out, fact("Off by", s))
		}
	} else if s := w.sighted(e.Sight); s != "" {
		out = append(out, fact("What moved", s))
	}
	if len(e.Witness) > 0 {
		out = append(out, fact("Raised by", w.raised(e.Event)))
	}
	out = append(out, fact("Score", fmt.Sprintf("%s at its highest; the alarm threshold is .95", prob(e.Peak))), fact("p-value", pvalue(e.Event)))
	if lines := w.vouching(e.Event); len(lines) > 0 {
		out = append(out, fact("Who vouched", lines...))
	}
	return out
}

// kinds is the name that most verdicts gave, and what the clearest one
// thought of it and of the next.
func (w words) kinds(e pipeline.Event) string {
	kind, ch := e.Kind, e.Clearest.Channel
	if kind == "" {
		kind = "none named"
	}
	out := kind
	switch {
	case ch.KindP > 0 && ch.Kind == e.Kind:
		out += fmt.Sprintf(", probability %s", prob(ch.KindP))
	case ch.KindP > 0:
		out += fmt.Sprintf(" in most verdicts; this one says %s, probability %s", ch.Kind, prob(ch.KindP))
	}
	if ch.Second != "" && ch.SecondP > 0 {
		out += fmt.Sprintf("; the next likeliest is %s, %s", ch.Second, prob(ch.SecondP))
	}
	return out
}

func (w words) diagnosis(e pipeline.Event) string {
	size := math.NaN()
	if s := w.spread(e.Channel); s > 0 {
		size = e.Offset / s
	}
	d := inference.Diagnose(e.Kind, size)
	word := map[inference.Status107]string{inference.Failure: "failure", inference.FunctionCheck: "function check",
		inference.OutOfSpecification: "out of specification", inference.MaintenanceNeeded: "maintenance needed"}[d.Status]
	return fmt.Sprintf("%s, %s: %s", d.Status, word, d.Words)
}

// distance is the offset in the unit and in errors of the estimate.
func (w words) distance(e pipeline.Event) string {
	if !finite(e.Offset) || e.Offset == 0 {
		return ""
	}
	sign := "+"
	if e.Offset < 0 {
		sign = ""
	}
	out := w.unit(e.Channel, sign+w.number(e.Channel, e.Offset)) + " at its largest (measured minus estimate, mean over a hop)"
	if sigma := w.sigma(e.Channel); sigma > 0 {
		out += fmt.Sprintf(", %s σ of the estimate", number(math.Abs(e.Offset)/sigma, 0))
	}
	return out
}

// raised are the witnesses, with the rule where one was broken.
func (w words) raised(e pipeline.Event) string {
	var out []string
	for _, by := range e.Witness {
		text := string(by)
		if rule := e.Clearest.Channel.Rule; by == inference.ByRules && rule != "" {
			text += " (" + rule + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func pvalue(e pipeline.Event) string {
	p := e.Clearest.P
	if e.State == inference.Fault {
		p = e.Clearest.Channel.P
	}
	out := brief(p) + " against clean windows"
	if e.Clearest.TailP > 0 {
		out += fmt.Sprintf("; beyond the largest of them, extrapolated, %s", brief(e.Clearest.TailP))
	}
	return out
}

// vouchScore is the score below which a modality fits the others.
const vouchScore = .80

// vouching are the modalities that contradicted the accused and fitted each
// other, with their sensors. Its own is no witness.
func (w words) vouching(e pipeline.Event) []string {
	var out []string
	if e.State != inference.Fault {
		return nil
	}
	for k, m := range w.Rig.Modalities() {
		if k >= len(e.Clearest.Modalities) || !(e.Clearest.Modalities[k].Score < vouchScore) {
			continue
		}
		var names []string
		own := false
		for _, c := range m.Channels {
			own = own || c == e.Channel
			names = append(names, w.names[c])
		}
		if !own {
			out = append(out, fmt.Sprintf("%s, score %s: %s", name(m.Name), prob(e.Clearest.Modalities[k].Score), strings.Join(names, ", ")))
		}
	}
	if out == nil {
		out = []string{"no other kind of sensor was calm enough to vouch"}
	}
	return out
}
