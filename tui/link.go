package tui

import (
	"fmt"
	"time"

	"rigscope/tui/chart"
)

// Link is how the ports of a live rig and its recording do.
type Link struct {
	Ports     []LinkPort
	Recording bool
	Bytes     int64 // recorded
	Lost      int   // messages that could not be kept
	Err       error // what stops the recording
}

// LinkPort is one port.
type LinkPort struct {
	Name      string
	Open      bool
	Known     bool          // it was open before
	Why       string        // it is not open
	For       time.Duration // it has been open, or not
	Bytes     int64
	Readings  int
	Bad, Late int
	Clock     string // how the device's clock does; empty: it tells none
}

// link is what stands at the right of the transport line of a live rig: what
// is wrong first, then the recording, then the ports.
func (p transport) link() []word {
	var wrong, well []word
	for _, port := range p.linked.Ports {
		name := chart.Cut(chart.Clean(port.Name), 16)
		if !port.Open {
			wrong = append(wrong, strong(inkFault, "○ "+name+" "+port.gone()+" "+clock(port.For)).after(2))
			continue
		}
		well = append(well, say(inkDim, name+" "+plural(port.Readings, "reading")+faults(port)).after(2).ranked(3))
		if port.Clock != "" {
			well = append(well, say(inkDim, port.Clock).ranked(5))
		}
	}
	return append(append(gathered(wrong), p.recording()...), well...)
}

// gathered puts a count before several words, which then may be left out.
func gathered(wrong []word) []word {
	if len(wrong) < 2 {
		return wrong
	}
	out := []word{strong(inkFault, fmt.Sprintf("○ %d ports gone", len(wrong))).after(2)}
	for _, w := range wrong {
		out = append(out, w.ranked(1))
	}
	return out
}

// gone is in what way it is not open.
func (p LinkPort) gone() string {
	if p.Known {
		return "lost"
	}
	return "absent"
}

// mute is why an open port has given no reading.
func (p LinkPort) mute() string {
	if p.Bytes == 0 {
		return "is open and silent"
	}
	return "sends what is not understood: wrong baud or format?"
}

func faults(p LinkPort) string {
	out := ""
	if p.Bad > 0 {
		out += fmt.Sprintf(", %d bad", p.Bad)
	}
	if p.Late > 0 {
		out += fmt.Sprintf(", %d late", p.Late)
	}
	return out
}

func (p transport) recording() []word {
	l := p.linked
	switch {
	case !l.Recording:
		return nil
	case l.Err != nil:
		return []word{strong(inkFault, "REC stopped: "+chart.Cut(chart.Clean(l.Err.Error()), 40)).after(2)}
	case l.Lost > 0:
		return []word{strong(inkWatch, fmt.Sprintf("REC %s, %d not kept", size(l.Bytes), l.Lost)).after(2)}
	}
	return []word{say(inkText, "REC "+size(l.Bytes)).after(2).ranked(2)}
}

func size(bytes int64) string {
	if bytes < 1e6 {
		return fmt.Sprintf("%.0f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}
