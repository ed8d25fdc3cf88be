package merge

import (
	"fmt"
	"strings"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/decode"
)

// Port says how one port of a rig is read.
type Port struct {
	Name    string         // for messages, and in front of a channel's name where two ports name the same
	Format  string         // of decode.New
	Options decode.Options // a Period of 0 is the rig's
	Baud    int            // to date a reading back by the bytes behind it; 0: it is not done
	Clock   string         // "device", "host" or empty: the device's where it tells one
	Offset  time.Duration  // added to every stamp
}

// port is what is known of a port at some chunk.
type port struct {
	Port
	decoder decode.Decoder
	stamper stamper
	channel map[string]int // of its fields, -1: none of the rig's
	open    bool
	hidden  bool          // its data is in the recording only
	opened  time.Time     // and no byte has come since; zero otherwise
	heard   time.Time     // arrival of its newest reading; zero before the first
	gap     time.Duration // longest of late between two arrivals
	last    time.Time     // stamp of its newest reading
	late    int           // readings that came after their frame
	foreign []string      // fields that belong to no channel
	useless int           // records since the start, while none was of use to the rig; -1 once that is told or wrong
}

func newPort(p Port, alone bool) (*port, error) {
	d, err := decode.New(p.Format, p.Options)
	if err != nil {
		return nil, fmt.Errorf("port %s: %w", p.Name, err)
	}
	return &port{Port: p, decoder: d, channel: map[string]int{}, stamper: stamper{baud: p.Baud, mode: p.Clock, alone: alone}}, nil
}

// mark is up to where this port, once heard, has told everything, if now is
// the newest arrival of any: its latest reading, and as much more as it has
// been silent beyond its patience.
func (p *port) mark(now time.Time, wait time.Duration) time.Time {
	return p.last.Add(max(0, now.Sub(p.heard)-p.patience(wait)))
}

// mostPatience bounds the wait for a port that is alone.
const mostPatience = 10 * time.Second

// patience with a silent port. One that is alone holds nobody up and may run
// on a clock of its own, slower than the host's: it gets three of its gaps.
func (p *port) patience(wait time.Duration) time.Duration {
	if !p.stamper.alone {
		return wait
	}
	return min(max(wait, 3*p.gap), mostPatience)
}

// hear notes a reading that arrived at now.
func (p *port) hear(now, stamp time.Time) {
	if !p.heard.IsZero() {
		p.gap = max(now.Sub(p.heard), p.gap-p.gap/8)
	}
	p.heard, p.last = now, stamp
}

// calm is how long a line is silent between two records of most devices; a
// byte that comes sooner after the port was opened may be from the middle of
// one.
const calm = 50 * time.Millisecond

// begin looks at how the first bytes come.
func (p *port) begin(c sources.Chunk) {
	if p.opened.IsZero() {
		return
	}
	if p.stamper.sent(c.T, len(c.Data)).Sub(p.opened) < calm {
		p.decoder.Doubt()
	}
	p.opened = time.Time{}
}

// cut is a pulled cable: what was half read is void.
func (p *port) cut() {
	p.open = false
	p.decoder.Reset()
	p.stamper.cut()
}

// hide begins a hole in the data: what was half read is void.
func (p *port) hide() {
	p.hidden = true
	p.decoder.Reset()
}

// show ends the hole, perhaps in the middle of a record.
func (p *port) show() {
	p.hidden = false
	p.decoder.Doubt()
}

// State is a port as a screen shows it.
type State struct {
	Name    string
	Open    bool
	Heard   time.Time // arrival of the newest reading; zero before the first
	Decoded decode.Stats
	Late    int        // readings that came after their frame and were left out
	Clock   ClockState // of the device
	Foreign []string   // fields that belong to no channel of the rig
}

func (p *port) state() State {
	return State{Name: p.Name, Open: p.open, Heard: p.heard, Decoded: p.decoder.Stats(), Late: p.late, Clock: p.stamper.state(), Foreign: p.foreign}
}

// index is the channel of the rig that a field of this port is, or -1. The
// name counts with the port's in front of it, then alone, then in any case.
func (p *port) index(rig sensor.Rig, field string) int {
	if c, ok := p.channel[field]; ok {
		return c
	}
	c := match(rig, p.Name, field)
	p.channel[field] = c
	if c < 0 {
		p.foreign = append(p.foreign, field)
	}
	return c
}

// stranger takes whether a record was of use and says, once, that none of the
// first ones was.
func (p *port) stranger(useful bool) bool {
	const enough = 10
	switch {
	case useful:
		p.useless = -1
	case p.useless >= 0:
		p.useless++
	}
	if p.useless < enough {
		return false
	}
	p.useless = -1
	return true
}

// few names the first ones.
func few(names []string) string {
	const most = 8
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

func (p *port) bad(err error) error { return &sources.FrameError{Where: "port " + p.Name, Err: err} }

func (p *port) told(text string) error {
	return &sources.FrameError{Where: "port " + p.Name, Err: fmt.Errorf("%s", text), Told: true}
}
