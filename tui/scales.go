package tui

import (
	"math"
	"slices"
	"time"

	"rigscope/tui/chart"
)

// scales are the y scales of the channels. They grow at once, and shrink only
// after the data has long needed less, so that lines do not breathe.
type scales struct {
	of  []chart.Scale // [C]; empty after a reset
	low []int         // [C] ticks for which less was enough

	locked bool // they stay as they are
}

// reset makes the next fit take effect at once, unless they are locked.
func (s *scales) reset() {
	if !s.locked {
		s.of = nil
	}
}

// lock holds them or lets them go.
func (s *scales) lock(on bool) {
	s.locked = on
	s.reset()
}

// A scale shrinks after shrinkSeconds in which the data needed less than
// shrinkPart of it.
const (
	shrinkSeconds = 10
	shrinkPart    = .7
)

// follow takes over fit for channel c of n.
func (s *scales) follow(c, n int, fit chart.Scale, patience int) {
	if len(s.of) != n {
		s.of, s.low = make([]chart.Scale, n), make([]int, n)
	}
	old := s.of[c]
	if s.locked && old.Hi > old.Lo {
		return
	}
	s.low[c]++
	if old.Hi <= old.Lo || s.low[c] > patience {
		s.of[c], s.low[c] = fit, 0
		return
	}
	s.of[c] = chart.Scale{Lo: min(old.Lo, fit.Lo), Hi: max(old.Hi, fit.Hi)}
	// Halves, because Hi − Lo may be more than a float64 can hold.
	if fit.Hi/2-fit.Lo/2 > shrinkPart*(old.Hi/2-old.Lo/2) {
		s.low[c] = 0
	}
}

// rescale fits every channel to what the charts can show at present.
func (m *Model) rescale() {
	if m.shown == nil || len(m.shown.Times) == 0 {
		return
	}
	n := len(m.labels.names)
	v := m.focusWindow(max(plotWidth(m.plan().focus.w, m.columns().margin), 1)).view
	if m.shown.Oldest() > v.From {
		m.scales.reset() // the charts are still filling: a few samples prove nothing
	}
	for c := range n {
		auto := chart.Autoscale{MinSpan: 4 * m.labels.noise[c]}
		raw, value := m.inView(c, v)
		fit := auto.Fit(raw, value)
		if !slices.ContainsFunc(raw, isFinite) && !slices.ContainsFunc(value, isFinite) {
			fit = chart.Scale{} // no data, no scale
		}
		m.scales.follow(c, n, fit, shrinkSeconds*m.opt.FPS)
	}
	m.observe()
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// mostFitted is how many samples are looked at one by one to fit a scale;
// of more, the extremes of fitColumns parts are.
const (
	mostFitted = 4096
	fitColumns = 64
)

// inView is what v shows of channel c, measured and corrected.
func (m *Model) inView(c int, v chart.View) (raw, value []float64) {
	if v.To-v.From <= mostFitted && max(v.From, m.shown.Oldest()) >= m.shown.First {
		return cut(m.shown.Raw[c], m.shown.First, v), cut(m.shown.Value[c], m.shown.First, v)
	}
	return extremes(measuredCurve(m.shown, c), v), extremes(correctedCurve(m.shown, c), v)
}

func extremes(s curve, v chart.View) []float64 {
	out := make([]float64, 0, 2*fitColumns)
	for k := range fitColumns {
		part := s.over(v.From+k*(v.To-v.From)/fitColumns, v.From+(k+1)*(v.To-v.From)/fitColumns)
		if part.Hi >= part.Lo {
			out = append(out, part.Lo, part.Hi)
		}
	}
	return out
}

// cut is the part of x, whose first sample has the absolute index first,
// that v shows.
func cut(x []float64, first int, v chart.View) []float64 {
	from := min(max(v.From-first, 0), len(x))
	to := min(max(v.To-first, from), len(x))
	return x[from:to]
}

// rowWindow is what the charts of the rows show, focusWindow twice as long
// for the focus pane.
func (m *Model) rowWindow(width int) window { return m.windowOf(m.spanAt(m.zoom), width) }

func (m *Model) focusWindow(width int) window {
	if m.zoom >= wholeLog() {
		return m.rowWindow(width)
	}
	return m.windowOf(2*m.spanAt(m.zoom), width)
}

func (m *Model) windowOf(span time.Duration, width int) window {
	w := windowOf(span, m.shown.Rig.Rate, m.end(), m.last(), width)
	if w.sweep = m.sweeping(); w.sweep && w.last >= 0 {
		w.newest = m.shown.Times[len(m.shown.Times)-1].Sub(m.start())
	}
	return w
}
