package report

import (
	"io"
	"time"

	"rigscope/inference"
	"rigscope/pipeline"
	"rigscope/sensor"
)

// Incident is all there is to tell of a stretch of data. FromSnapshot or
// Gather fill in what the data says, the caller the rest; what is zero is
// left out.
type Incident struct {
	Source  string // file, or the ports
	Version string // of the program
	By      string // who made the report
	Made    time.Time
	Zone    *time.Location  // of whoever reads it
	Spec    *inference.Spec // of the model; nil: nothing was judged
	Notes   []Note          // oldest first
	Watched bool            // somebody could acknowledge
	Seen    map[int]bool    // events that were, by ID

	Rig      sensor.Rig
	Model    pipeline.ModelInfo
	Counts   pipeline.Counts // of the whole run
	From, To time.Time       // of the data that is reported on
	Begin    time.Time       // of all data; times into the data count from here
	One      bool            // it is about one event, chosen by hand
	Lost     int             // events before the first that is listed
	Episodes []Episode       // those that touch From to To, oldest first
	Health   []Health        // [C] over From to To
	Strip    []pipeline.StripCell
}

// Episode is an event, and what the channel did that it is about.
type Episode struct {
	pipeline.Event
	Trace *Trace // nil: not kept, or about no channel
}

// Note is what somebody wrote beside the data.
type Note struct {
	T    time.Time
	Text string
}

// HTML writes the report as one file that needs nothing else.
func (in Incident) HTML(w io.Writer) error { return in.page().HTML(w) }

// Text writes the same for a terminal, a mail or a line printer.
func (in Incident) Text(w io.Writer) error { return in.page().Text(w) }

// mostTraces are drawn in one report, those of the longest alarms.
const mostTraces = 40

// lead is how many frames before and after an event are shown: a minute, but
// no less than two windows and no more than memory should hold.
func lead(rig sensor.Rig, window int) int {
	const most = 1 << 14
	return max(min(int(60*rig.Rate), most), 2*window, 1)
}

func alarming(e pipeline.Event) bool {
	return e.State == inference.Process || e.State == inference.Fault
}

// subject is the channel that e is about: the accused, or the one that the
// process witness saw; -1 for none.
func subject(e pipeline.Event, channels int) int {
	switch {
	case e.State == inference.Fault && e.Channel >= 0 && e.Channel < channels:
		return e.Channel
	case e.State == inference.Process && e.Sight.On && e.Sight.Channel >= 0 && e.Sight.Channel < channels:
		return e.Sight.Channel
	}
	return -1
}

// touches says that e and the time between from and to have a moment in
// common.
func touches(e pipeline.Event, from, to time.Time) bool {
	return !e.From.After(to) && (e.To.IsZero() || !e.To.Before(from))
}
