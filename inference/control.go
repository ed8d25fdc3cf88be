package inference

import (
	"fmt"
	"math"
	"slices"
)

// Control is what the false-alarm control D learnt (method.md §4).
type Control struct {
	Threshold float64 `json:"threshold"` // thr₀ at commissioning
	Median    float64 `json:"median"`    // of the clean scores
}

// FitControl learns from the clean scores of the worst channel; a share far
// of them is above the threshold (ConformalThreshold).
func FitControl(scores []float64, far float64) Control {
	sorted := slices.Sorted(slices.Values(scores))
	return Control{ConformalThreshold(scores, far), quantile(sorted, .5)}
}

// ControlSettings are the constants of D, chosen by our reference
// implementation on ten calibrate→test pairs of each of three sets. FAR is
// the share of clean hops in alarm.
type ControlSettings struct {
	Rate   float64 // nominal share of hops in alarm; .01
	Step   float64 // [spans per hop]; .1: .03 gives FAR .019 on SKAB, .3 holds alarms shorter
	Down   float64 // [spans] below thr₀ at most; .25: 0 costs .012 to .042 of TPR
	Up     float64 // [spans] above thr₀ at most; 1: .5 gives FAR .015 on SKAB, 2 buys nothing
	Freeze int     // [hops] in alarm in a row that are no noise; 6: 3 gives FAR .015, 10 costs TPR
}

// DefaultControl is D as measured.
func DefaultControl() ControlSettings {
	return ControlSettings{Rate: .01, Step: .1, Down: .25, Up: 1, Freeze: 6}
}

// Guard moves the threshold of one stream so that the share of hops in alarm
// keeps to the nominal one (adaptive conformal inference, Gibbs & Candès
// 2021, eq. 2, with undo and freeze). A long run of alarms is a fault or a
// new regime and not noise: the threshold goes back to where it was before
// the run and stays until the run ends.
type Guard struct {
	learnt   Control
	settings ControlSettings
	z, saved float64 // the threshold now, and before the run
	run      int     // [hops] in alarm in a row
}

// NewGuard begins a stream at the threshold of commissioning.
func NewGuard(learnt Control, s ControlSettings) *Guard {
	return &Guard{learnt: learnt, settings: s, z: learnt.Threshold}
}

// Step takes the score of the next hop and says whether it is above the
// threshold. A NaN is not, and changes nothing.
func (g *Guard) Step(score float64) (over bool) {
	if math.IsNaN(score) {
		return false
	}
	over = score > g.z
	g.count(over)
	if !g.Frozen() {
		g.move(over)
	}
	return over
}

func (g *Guard) count(over bool) {
	if !over {
		g.run = 0
		return
	}
	if g.run == 0 {
		g.saved = g.z
	}
	if g.run++; g.run == g.settings.Freeze {
		g.z = g.saved
	}
}

// move is z ← clip(z + Step·span·(over − Rate)).
func (g *Guard) move(over bool) {
	s, thr, err := g.settings, g.learnt.Threshold, -g.settings.Rate
	if over {
		err++
	}
	g.z = min(max(g.z+s.Step*g.span()*err, thr-s.Down*g.span()), thr+s.Up*g.span())
}

// span is the unit of the threshold's way: from the clean median to thr₀.
func (c Control) span() float64 { return c.Threshold - c.Median }

func (g *Guard) span() float64 { return g.learnt.span() }

// Threshold is the one that the next score is held against.
func (g *Guard) Threshold() float64 { return g.z }

// Shift is how far the threshold is from that of commissioning [spans], as
// in "threshold +.4 span above commissioning"; more than a little hides
// frequent faults of a single hop.
func (g *Guard) Shift() float64 {
	if g.span() == 0 {
		return 0
	}
	return (g.z - g.learnt.Threshold) / g.span()
}

// Frozen says that the alarm has lasted so long that it is no noise: ask the
// engineer whether it is a fault or a new regime.
func (g *Guard) Frozen() bool { return g.run >= g.settings.Freeze }

// Gap ends a run: hops before and after a gap are not in a row.
func (g *Guard) Gap() { g.run = 0 }

// Restart goes back to commissioning, as after a seek.
func (g *Guard) Restart() { *g = *NewGuard(g.learnt, g.settings) }

func (c Control) validate() error {
	if !(c.Threshold >= c.Median) || math.IsInf(c.Threshold, 0) || math.IsInf(c.Median, 0) {
		return fmt.Errorf("%w: its false-alarm control is not calibrated: train it anew", ErrSpec)
	}
	return nil
}
