package tui

import (
	"time"

	"rigscope/pipeline"
	"rigscope/tui/chart"
	"rigscope/tui/term"
)

// Feed is where snapshots come from.
type Feed interface {
	Latest() *pipeline.Snapshot // never blocks; nil before the first
}

// Transport moves a replay. Only Seek may take a while; it is called off the
// screen's goroutine.
type Transport interface {
	SetPaused(bool)
	SetSpeed(float64) // +Inf is as fast as possible
	Step(int)         // frames, while paused
	Seek(time.Time) error
	Paused() bool
	Speed() float64
	Span() (from, to time.Time) // of the data; zero if unknown
}

// looper is a Transport that can begin again at the end of the data.
type looper interface {
	SetLoop(bool)
	Loops() bool
}

// Mode is the word in the title that says what feeds the screen.
type Mode string

// The modes.
const (
	Live   Mode = "LIVE"
	Demo   Mode = "DEMO"
	Replay Mode = "REPLAY"
)

// Options is what the screen needs to know beyond the data. The zero value
// is a live screen in true colour.
type Options struct {
	Source  string // file or port name, as the user gave it
	Mode    Mode   // empty means Live
	Version string // of the program, for the help
	FPS     int    // drawn frames a second; 0 means 10
	Profile Profile
	Glyphs  chart.Glyphs
	Light   bool // the terminal's background is
	Keys    Keymap
	Mouse   bool                           // heard from the start
	Changed func() (Change, error)         // looks at the files behind the screen, off its goroutine; nil: there are none
	Link    func() Link                    // of a live rig, asked on every tick; nil: there is none
	Drills  Drills                         // of the running data; nil: none can be run
	Insight Insight                        // into the model; without its functions there is none
	Report  func(Reported) (string, error) // writes one and says in a sentence where to; called off the screen's goroutine; nil: R does nothing
	Keep    Keep

	Terminal term.Kind
	Budget   float64 // [B/s] that may be written to the terminal; 0 is no limit
	Sweep    bool    // charts sweep rather than scroll, to begin with
}

func (o Options) withDefaults() Options {
	if o.Mode == "" {
		o.Mode = Live
	}
	if o.FPS <= 0 {
		o.FPS = 10
	}
	return o
}
