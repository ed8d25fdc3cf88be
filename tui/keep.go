package tui

import (
	"time"

	"rigscope/pipeline"
)

// Note is a text that somebody put at a data time.
type Note struct {
	T    time.Time
	Text string // may come from a log, not yet made safe
}

// Keep is where goes what the user adds to a run, and where it comes from.
// Each may be nil: then there is none.
type Keep struct {
	Mark func(t time.Time, text string) // keeps a marker with the recording; must not wait
	Tell func(t time.Time, text string) // keeps what was acknowledged or shelved with it; must not wait

	Notes    func() ([]Note, error)                  // the markers in the log, called once and off the screen's goroutine
	Export   func(ExportRequest) (ExportDone, error) // likewise; writes whole files or none
	Captures func() Captures                         // what the triggers did, asked on every tick
}

// ExportFormat is how an export is written, and the ending of its name.
type ExportFormat string

// The formats. Only MCAP has room for events and notes.
const (
	ExportCSV   ExportFormat = "csv"
	ExportMCAP  ExportFormat = "mcap"
	ExportLines ExportFormat = "jsonl"
)

// ExportRequest is what is to be written. Nothing in it changes afterwards.
type ExportRequest struct {
	Snapshot *pipeline.Snapshot
	From, To int // samples of it, From ≤ i < To
	Format   ExportFormat
	Path     string
	Events   []Note // what happened in that time, in words
	Notes    []Note // markers and notes of that time
}

// ExportDone is what was written.
type ExportDone struct {
	Path     string
	Rows     int
	Bytes    int64
	Unjudged int // rows at the end that no verdict has covered yet
}

// Captures is how the triggers do.
type Captures struct {
	Armed   int       // triggers that are watched
	Running int       // captures that wait for their end
	Done    []Capture // in the order in which they were written; never changed
}

// Capture is one file that a trigger made, or should have made.
type Capture struct {
	T    time.Time // of the data that fired it
	Why  string
	File string
	Rows int
	Err  error // why there is no such file; nil: there is
}
