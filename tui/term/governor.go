package term

import "time"

// Rung is how much is drawn. The zero value is no rung.
type Rung struct {
	FPS   int
	Sweep bool // traces are written over from the left instead of moved
	Table bool // numbers only
}

// ladder begins with what the user wants and ends with numbers alone.
func ladder(fps int) []Rung {
	out := []Rung{{FPS: fps}}
	for _, f := range []int{20, 10, 5, 2, 1} {
		if f < fps {
			out = append(out, Rung{FPS: f})
		}
	}
	return append(out, Rung{FPS: 1, Sweep: true}, Rung{FPS: 1, Sweep: true, Table: true})
}

// A write that takes longer than slowWrite means that the line is full. After
// patience without one more is tried; each time that was a mistake the next
// try waits twice as long, up to mostPatience.
const (
	slowWrite    = 100 * time.Millisecond
	patience     = 10 * time.Second
	mostPatience = 160 * time.Second
	settling     = time.Second // after a step, until the next because of the budget
)

// Governor walks the ladder. It is a function of what it is told, with times
// as an argument. Begin with NewGovernor; it is not for concurrent use.
type Governor struct {
	rungs   []Rung
	at      int
	slow    int       // slow writes seen so far
	bad     time.Time // the last moment that was not good
	stepped time.Time // the last step down
	rose    time.Time // the last step up
	wait    time.Duration
}

// NewGovernor begins at the top, at fps pictures a second. Rungs that change
// nothing for a user who has chosen sweep are passed over.
func NewGovernor(fps int) *Governor {
	return &Governor{rungs: ladder(max(fps, 1)), wait: patience}
}

// Rung is where it stands.
func (g *Governor) Rung() Rung { return g.rungs[g.at] }

// Top is where it stands when the line is fast.
func (g *Governor) Top() Rung { return g.rungs[0] }

// Throttled is true below the top.
func (g *Governor) Throttled() bool { return g.at > 0 }

// Observe tells it how the line does. chosen is true where the user has
// chosen sweep.
func (g *Governor) Observe(now time.Time, s Stats, chosen bool) {
	if g.bad.IsZero() {
		g.bad = now
	}
	switch {
	case s.Slow > g.slow:
		g.slow = s.Slow
		g.down(now, chosen)
	case s.Over && now.Sub(g.stepped) >= settling:
		g.down(now, chosen)
	case s.Over:
		g.bad = now
	case g.at > 0 && now.Sub(g.bad) >= g.wait:
		g.up(now, chosen)
	case g.at == 0 && now.Sub(g.rose) >= mostPatience:
		g.wait = patience
	}
}

func (g *Governor) down(now time.Time, chosen bool) {
	if !g.rose.IsZero() && now.Sub(g.rose) < patience {
		g.wait = min(2*g.wait, mostPatience)
		g.rose = time.Time{}
	}
	g.bad, g.stepped = now, now
	g.at = min(g.at+1, len(g.rungs)-1)
	if chosen && g.onlySweep() {
		g.at++
	}
}

func (g *Governor) up(now time.Time, chosen bool) {
	g.bad, g.rose = now, now
	g.at--
	if chosen && g.onlySweep() {
		g.at--
	}
}

// onlySweep is true on the rung that differs from the one above by sweep
// alone.
func (g *Governor) onlySweep() bool { r := g.rungs[g.at]; return r.Sweep && !r.Table }
