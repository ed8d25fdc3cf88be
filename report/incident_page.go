package report

import (
	"fmt"
	"strings"
	"time"

	"rigscope/inference"
)

// page puts the sections in the order in which they are read.
func (in Incident) page() Page {
	w := in.words()
	p := Page{Title: w.title(), Facts: w.about(),
		Foot: "Made by rigscope " + in.Version + ". An estimate is never a reading: whoever decides on the strength of this page should look at the machine."}
	p.Sections = append(p.Sections, w.glance())
	p.Sections = append(p.Sections, w.episodes()...)
	if len(in.Notes) > 0 {
		p.Sections = append(p.Sections, w.notes())
	}
	p.Sections = append(p.Sections, w.events(), w.healthy(), w.model(), reading(in.Spec != nil))
	return p
}

func (w words) title() string {
	if w.One {
		return "Incident report: " + name(w.Rig.Name)
	}
	return "Report: " + name(w.Rig.Name)
}

// about says what this is a report on.
func (w words) about() []Fact {
	out := []Fact{fact("Rig", fmt.Sprintf("%s, %s in %s, %s Hz", name(w.Rig.Name), plural(len(w.names), "sensor"),
		strings.Replace(plural(len(w.Rig.Modalities()), "modality"), "modalitys", "modalities", 1), brief(w.Rig.Rate)))}
	if w.Source != "" {
		out = append(out, fact("Source", w.Source))
	}
	if !w.From.IsZero() {
		span := fmt.Sprintf("%s to %s (%s)", w.clock.Full(w.From), w.clock.Full(w.To), lasted(w.To.Sub(w.From)))
		out = append(out, fact("Data", span))
		if a, b := w.clock.Local(w.From), w.clock.Local(w.To); a != "" {
			out = append(out, fact("In local time", a+" to "+b))
		}
	}
	if w.Model.Name != "" {
		out = append(out, fact("Model", fmt.Sprintf("%s, sha256 %.12s…", name(w.Model.Name), Clean(w.Model.Hash))))
	}
	made := "rigscope " + w.Version
	if !w.Made.IsZero() {
		made = w.Made.UTC().Format("2006-01-02 15:04:05 UTC") + ", " + made
	}
	if w.By != "" {
		made += ", " + w.By
	}
	return append(out, fact("Report made", made))
}

// mostItems are told in sentences; the table of events has them all.
const mostItems = 60

// glance is one sentence for each alarm, and the whole range in a picture.
func (w words) glance() Section {
	s := Section{Title: "At a glance"}
	var items []Item
	for i, e := range w.Episodes {
		if alarming(e.Event) {
			items = append(items, w.item(e, i))
		}
	}
	more := len(items) - mostItems
	items = items[:min(len(items), mostItems)]
	if len(items) == 0 {
		items = []Item{w.calm()}
	}
	if more > 0 {
		items = append(items, Item{Label: LabelNote, Text: fmt.Sprintf("%s more: see the table of events.", plural(more, "alarm"))})
	}
	if bad := w.Counts.BadRows; bad > 0 {
		items = append(items, Item{Label: LabelNote, Text: fmt.Sprintf("%s of the source could not be read and %s passed over.", plural(bad, "row"), was(bad))})
	}
	s.Blocks = append(s.Blocks, Block{Items: items})
	if p := w.overview(); p != nil {
		s.Blocks = append(s.Blocks, Block{Plot: p})
	}
	return s
}

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func (w words) item(e Episode, i int) Item {
	out := Item{Label: LabelFault, Text: w.sentence(e)}
	if e.State == inference.Process {
		out.Label = LabelProcess
	}
	if w.told(e) {
		out.Link = linkTo(i)
	}
	return out
}

func linkTo(i int) string { return fmt.Sprintf("event%d", i+1) }

func (w words) calm() Item {
	switch {
	case w.Spec == nil && w.Model.Name == "":
		return Item{Label: LabelUnknown, Text: "There was no model: nothing was judged. This page shows what was measured."}
	case w.Counts.Windows == 0:
		return Item{Label: LabelUnknown, Text: "Nothing was judged: there was not enough data for one verdict."}
	}
	return Item{Label: LabelOK, Text: "No alarm was raised in this time."}
}

// overview is the score of the whole rig over the time of the report.
func (w words) overview() *Plot {
	var points []Point
	cell := time.Duration(0)
	for i, s := range w.Strip {
		if i > 0 {
			cell = s.From.Sub(w.Strip[i-1].From)
		}
		if s.State != "" && finite(s.Score) && !s.From.Before(w.From) && !s.From.After(w.To) {
			points = append(points, Point{s.From, s.Score, s.Score})
		}
	}
	if len(points) < 2 {
		return nil
	}
	p := &Plot{ID: "overview", Title: "The rig's score over the time of this report", From: w.From, To: w.To, Clock: w.clock}
	p.Panels = []Panel{scorePanel("SCORE of the rig, the highest in each slice of time", points, cell*5/2)}
	for _, e := range w.Episodes {
		if alarming(e.Event) && len(p.Marks) < 12 && !e.From.Before(w.From) {
			p.Marks = append(p.Marks, Mark{e.From, w.who(e)})
		}
	}
	p.Desc = fmt.Sprintf("The score rises from 0 to 1 with the evidence that something is wrong; .95 is the alarm threshold. %s marked.", plural(len(p.Marks), "alarm"))
	return p
}

// scorePanel is a low panel from 0 to 1 with a line at the threshold.
func scorePanel(head string, points []Point, jump time.Duration) Panel {
	return Panel{Head: head, Lo: 0, Hi: 1, Ticks: []float64{0, .5, 1}, Places: 1, Low: true, Rules: []float64{inference.AlarmScore},
		Lines: []Line{{Name: "score, 0 to 1; the dotted line at .95 is the commissioned alarm threshold", Role: Score, Points: points, Jump: jump}}}
}
