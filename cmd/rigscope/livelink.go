package main

import (
	"fmt"
	"math"
	"strings"
	"time"

	"rigscope/sources/merge"
	"rigscope/tui"
)

// title names the ports.
func (r *liveRun) title() string {
	var names []string
	for _, s := range r.profile.Sources {
		names = append(names, s.Name)
	}
	return strings.Join(names, " + ")
}

// link is how ports and recording do, for the screen.
func (r *liveRun) link() tui.Link {
	var l tui.Link
	decoded := r.src.States()
	for i, p := range r.feed.State() {
		s := tui.LinkPort{Name: r.profile.Sources[i].Name, Open: p.Connected, Known: p.Info.Device != "", Why: p.Why, Bytes: p.Bytes, For: time.Since(p.Since)}
		if i < len(decoded) {
			d := decoded[i]
			s.Readings, s.Bad, s.Late = d.Decoded.Records, d.Decoded.Bad, d.Late
			s.Clock = clockWord(d.Clock)
		}
		l.Ports = append(l.Ports, s)
	}
	if r.rec != nil {
		s := r.rec.State()
		l.Recording, l.Bytes, l.Lost, l.Err = true, s.Bytes, s.Lost, s.Err
	}
	return l
}

// clockWord says how a device's clock does against the host's.
func clockWord(c merge.ClockState) string {
	drift := math.Round(-c.Drift) + 0 // no -0
	switch {
	case !c.Device:
		return ""
	case c.Counts:
		return fmt.Sprintf("clock %+.0f ppm", drift)
	}
	return fmt.Sprintf("clock %+.3f s %+.0f ppm", -c.Offset.Seconds(), drift)
}
