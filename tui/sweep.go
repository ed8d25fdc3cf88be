package tui

import (
	"time"

	"rigscope/tui/chart"
)

// A chart moves in one of two ways. Scrolling, the newest sample is at the
// right edge and all of the picture moves. Sweeping, as on a cardiograph, a
// sample stays in its column, the absolute index of its cell modulo the
// width, and a gap runs from left to right between the newest and the
// oldest: a few cells change instead of nearly all.

// sweepGap is how wide the gap is.
const sweepGap = 2 // [cells]

// sweeping is true while charts sweep. Looking back, they stand on one time
// axis.
func (m *Model) sweeping() bool { return (m.sweep || m.throttle.sweep) && m.back == 0 }

// on draws a chart over the whole of g: in one piece, or in the two sides of
// the gap.
func (w window) on(g chart.Grid, draw func(chart.Grid, chart.View)) {
	if !w.sweep || g.W <= sweepGap {
		draw(g, w.view)
		return
	}
	last := w.bucket(w.view.To - 1)
	head := modulo(last, g.W)
	from := max(0, head-(g.W-1-sweepGap))
	draw(g.Sub(from, 0, head-from+1, g.H), chart.View{From: (last - head + from) * w.per, To: w.view.To})
	if old := head + 1 + sweepGap; old < g.W {
		draw(g.Sub(old, 0, g.W-old, g.H), chart.View{From: (last - head - g.W + old) * w.per, To: (last - head) * w.per})
	}
}

// cell is the column of width that shows sample i, -1 if none does.
func (w window) cell(i, width int) int {
	if !w.sweep || width <= sweepGap {
		return w.view.Cell(i, width)
	}
	last, b := w.bucket(w.view.To-1), w.bucket(i)
	if b > last || b <= last-(width-sweepGap) {
		return -1
	}
	return modulo(b, width)
}

// bucket is the absolute index of the cell that holds sample i.
func (w window) bucket(i int) int { return (i - modulo(i, w.per)) / w.per }

func modulo(a, b int) int { return ((a % b) + b) % b }

// sweepLabels are the time marks under a chart that sweeps: now at the newest
// sample, where the fault began, and what time it was at both edges. Those
// stand for a whole sweep.
func (w window) sweepLabels(width, onset int, word string) []chart.Label {
	last := w.bucket(w.view.To - 1)
	head := modulo(last, width)
	out := []chart.Label{{X: head, Text: "now", Ink: inkFaint}}
	if x := w.cell(onset, width); onset >= 0 && x >= 0 {
		if width < 16 {
			word = "┴"
		}
		out = append(out, chart.Label{X: x, Text: word, Ink: inkFault})
	}
	begins := (last - head) * w.per
	out = append(out, chart.Label{Text: w.clockAt(begins), Ink: inkFaint})
	if before := begins - 1; before > 0 && head < width-1 {
		out = append(out, chart.Label{X: width - 1, Text: w.clockAt(before), Ink: inkFaint})
	}
	return out
}

// clockAt is the time of sample i since the data began.
func (w window) clockAt(i int) string {
	return clock(w.newest - time.Duration(float64(w.last-i)/w.rate*float64(time.Second)))
}
