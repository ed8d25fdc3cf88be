package report

import (
	"fmt"
	"math"

	"rigscope/inference"
	"rigscope/pipeline"
)

func (w words) notes() Section {
	t := Table{Caption: "What was written beside the data, oldest first", Columns: []Column{left("Time"), left("Into the data"), left("Note")}}
	for _, n := range w.Notes {
		t.Rows = append(t.Rows, []string{w.clock.Full(n.T), w.clock.Into(n.T), n.Text})
	}
	return Section{Title: "Notes", Blocks: []Block{{Table: &t}}}
}

// mostRows of the table of events; a page must stay small.
const mostRows = 500

func (w words) events() Section {
	s := Section{Title: "Events"}
	if len(w.Episodes) == 0 {
		s.Blocks = []Block{prose("Nothing happened in this time.")}
		return s
	}
	t := Table{Caption: "All that happened, oldest first", Columns: []Column{left("Began"), left("Into the data"), left("State"), left("Lasted"), left("Where"), left("What"), right("Peak score")}}
	es := w.Episodes
	left := w.Lost
	if len(es) > mostRows {
		left += len(es) - mostRows
		es = es[len(es)-mostRows:]
	}
	for _, e := range es {
		t.Rows = append(t.Rows, w.event(e))
	}
	if left > 0 {
		t.Note = fmt.Sprintf("%s before the first of these are not listed.", plural(left, "event"))
	}
	s.Blocks = []Block{{Table: &t}}
	return s
}

func (w words) event(e Episode) []string {
	long, state, peak := "goes on", string(e.State), ""
	notice := e.State == inference.OK
	if !e.To.IsZero() {
		long = lasted(e.To.Sub(e.From))
	}
	if notice {
		long, state = "", "note"
	}
	if alarming(e.Event) {
		peak = prob(e.Peak)
	}
	where := w.who(e)
	if notice {
		where = "Source"
	}
	return []string{w.clock.Short(e.From), w.clock.Into(e.From), state, long, where, w.what(e.Event), peak}
}

// what is an event in a few words.
func (w words) what(e pipeline.Event) string {
	switch {
	case e.Text != "":
		return e.Text
	case e.State == inference.Process && w.sighted(e.Sight) != "":
		return w.sighted(e.Sight)
	case e.State == inference.Process:
		return "moved, no sensor accused"
	case e.State == inference.Unknown:
		return "too little valid data"
	case e.State == inference.Fault && e.Channel >= 0 && e.Channel < len(w.names):
		kind := e.Kind
		if kind == "" {
			kind = "no name"
		}
		return with(kind, w.off(e))
	}
	return e.Kind
}

// healthy is how every channel did over the time of the report.
func (w words) healthy() Section {
	span := w.To.Sub(w.From)
	came := Table{Caption: "What arrived and what was shown, in percent of the frames", Columns: []Column{left("Sensor"), right("Measured"), right("Missing"),
		right("Corrected"), right("Withheld"), right("Gaps"), right("Longest gap"), right("New values a second"), right("Longest standstill"), left("At the end")}}
	read := Table{Caption: "What was measured, faulty samples included", Columns: []Column{left("Sensor"), left("Unit"), right("Lowest"), right("Mean"), right("Highest"), right("Std dev"), right("Stood still at")}}
	for c := range w.Health {
		h := &w.Health[c]
		came.Rows = append(came.Rows, []string{w.names[c], share(h.Valid(), h.Frames), share(h.Missing, h.Frames), share(h.Corrected, h.Frames), share(h.Withheld, h.Frames),
			fmt.Sprint(h.Gaps), orDash(h.LongestGap > 0, lasted(h.LongestGap)), significant(h.PerSecond(span)), orDash(h.Still > 0, lasted(h.Still)), w.state(c)})
		read.Rows = append(read.Rows, []string{w.names[c], w.units[c], w.number(c, h.lowest()), w.number(c, h.Mean()), w.number(c, h.highest()), w.number(c, h.Std()), w.number(c, h.stoodAt())})
	}
	return Section{Title: "Health of every sensor", Blocks: []Block{
		prose(fmt.Sprintf("Over %s of the rig's time grid, %s a second. A value is held for a short while before it counts as missing.", plural(w.frames(), "frame"), brief(w.Rig.Rate))),
		{Table: &came}, {Table: &read}}}
}

func (w words) frames() int {
	n := 0
	for _, h := range w.Health {
		n = max(n, h.Frames)
	}
	return n
}

func (h *Health) lowest() float64  { return h.known(h.Lo) }
func (h *Health) highest() float64 { return h.known(h.Hi) }

// stoodAt is the value of the longest standstill, NaN if there was none.
func (h *Health) stoodAt() float64 {
	if h.Still <= 0 {
		return math.NaN()
	}
	return h.StillAt
}

// known is x if anything was measured.
func (h *Health) known(x float64) float64 {
	if h.n == 0 {
		return math.NaN()
	}
	return x
}

func orDash(yes bool, text string) string {
	if !yes {
		return "–"
	}
	return text
}

// state of channel c at the end of the report.
func (w words) state(c int) string {
	for i := len(w.Episodes) - 1; i >= 0; i-- {
		if e := w.Episodes[i]; e.State == inference.Fault && e.Channel == c && (e.To.IsZero() || e.To.After(w.To)) {
			return with("fault", e.Kind)
		}
	}
	switch h := w.Health[c]; {
	case h.Frames == 0:
		return "no data"
	case h.Last == inference.Missing:
		return "missing"
	case w.Spec == nil:
		return "not judged"
	}
	return "ok"
}
