package tui

import (
	"math"
	"time"
)

// wholeLog is the zoom step after the longest span: everything that is kept.
func wholeLog() int { return len(spans()) }

// spanAt is the length of time that zoom step k shows.
func (m *Model) spanAt(k int) time.Duration {
	if k < wholeLog() {
		return spans()[k]
	}
	return m.wholeSpan()
}

// wholeSpan is what is kept, in steps of an eighth of its greatest power of
// two, so that a picture of a run that goes on is not drawn anew with every
// frame. It is never shorter than the shortest span.
func (m *Model) wholeSpan() time.Duration {
	n := float64(m.shown.End() - m.shown.Oldest())
	step := math.Exp2(math.Floor(math.Log2(max(n, 1)))) / 8
	n = math.Ceil(n/step) * step
	return max(time.Duration(n/m.shown.Rig.Rate*float64(time.Second)), spans()[0])
}
