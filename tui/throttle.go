package tui

import (
	"fmt"
)

// throttle is how the line to the terminal does and what that costs. The
// zero value is a line of which nothing is known.
type throttle struct {
	kBps     float64 // [kB/s] written, over the last seconds
	fps, top int     // pictures a second now, and when the line is fast; 0 if not known
	sweep    bool    // charts may not scroll
	table    bool    // numbers only
}

// slow is true if less is drawn than there could be.
func (t throttle) slow() bool { return t.fps < t.top || t.sweep || t.table }

// meter is "link 2.8 kB/s 10 fps".
func (t throttle) meter() []word {
	if t.fps == 0 {
		return nil
	}
	ink := inkDim
	if t.slow() {
		ink = inkWatch
	}
	return []word{say(inkDim, "link").after(0), say(ink, fmt.Sprintf("%s %d fps", t.rate(), t.fps)), {text: " "}}
}

func (t throttle) rate() string { return fmt.Sprintf("%.1f kB/s", t.kBps) }

// sentence tells of a slow screen. Data, verdicts and recording are not slowed.
func (t throttle) sentence() []word {
	change := fmt.Sprintf("%d → %s a second", t.top, pictures(t.fps))
	if t.fps == t.top {
		change = pictures(t.fps) + " a second"
	}
	out := []word{
		strong(inkWatch, "◆ SLOW SCREEN").after(3),
		say(inkWatch, "your terminal takes "+t.rate()+":").after(2).ranked(2),
		say(inkWatch, change),
	}
	if t.table {
		return append(out, word{text: ", numbers only", ink: inkWatch})
	}
	if t.sweep {
		return append(out, word{text: ", sweep", ink: inkWatch})
	}
	return out
}

func pictures(n int) string {
	if n == 1 {
		return "1 frame"
	}
	return fmt.Sprintf("%d frames", n)
}

// onLink takes over how the line does.
func (m *Model) onLink(t throttle) {
	if t == m.throttle {
		return
	}
	m.throttle = t
	m.cadence.stale = true
}
