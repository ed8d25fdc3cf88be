package tui

import (
	"math"
	"time"

	"rigscope/tui/chart"
)

// spans are the lengths of time that the charts can show, in steps that a
// clock knows.
func spans() []time.Duration {
	const s, m, h = time.Second, time.Minute, time.Hour
	return []time.Duration{
		s, 2 * s, 5 * s, 10 * s, 20 * s, 30 * s,
		m, 2 * m, 5 * m, 10 * m, 20 * m, 30 * m,
		h, 2 * h, 5 * h, 12 * h, 24 * h, 48 * h, 120 * h, 240 * h,
	}
}

// firstSpan is the step a rig of that rate [Hz] begins with: 120 samples, as
// two minutes at 1 Hz, but no less than ten seconds, for people to follow.
func firstSpan(rate float64) int {
	want := max(120/rate, 10)
	all := spans()
	for k, s := range all {
		if s.Seconds() >= want*.99 {
			return k
		}
	}
	return len(all) - 1
}

// window is the stretch of time a chart of some width shows.
type window struct {
	view chart.View
	per  int // samples in a cell
	span time.Duration
	rate float64
	last int // absolute index of the newest sample that could be shown

	sweep  bool          // samples stay in their columns; sweep.go
	newest time.Duration // when sample last was, since the data began
}

// windowOf has at least span of data, ending with sample end, on width cells.
func windowOf(span time.Duration, rate float64, end, last, width int) window {
	n := span.Seconds() * rate
	per := max(1, int(math.Ceil(n/float64(max(width, 1))-1e-9)))
	return window{view: chart.ViewEnding(end, per, width), per: per, span: span, rate: rate, last: last}
}

// ago is how long before the newest sample the absolute index i is.
func (w window) ago(i int) time.Duration {
	return time.Duration(float64(w.last-i) / w.rate * float64(time.Second))
}

// labels are the time marks under a chart of width cells, the important ones
// first: the end, the onset of the fault if it is in view, the beginning.
// They do not change while the charts scroll.
func (w window) labels(width, end, onset int, word string) []chart.Label {
	if w.sweep {
		return w.sweepLabels(width, onset, word)
	}
	out := []chart.Label{{X: width - 1, Text: chart.Ago(w.ago(end)), Ink: inkFaint}}
	if x := w.view.Cell(onset, width); onset >= 0 && x >= 0 {
		if width < 16 {
			word = "┴"
		}
		out = append(out, chart.Label{X: x, Text: word, Ink: inkFault})
	}
	n := int(math.Round(w.span.Seconds() * w.rate / float64(w.per)))
	back := w.ago(end) + w.span
	if width-n >= 8 {
		all := time.Duration(float64(w.per*width) / w.rate * float64(time.Second))
		out = append(out, chart.Label{Text: chart.Ago(w.ago(end) + all), Ink: inkFaint})
	}
	out = append(out, chart.Label{X: max(width-n, 0), Text: chart.Ago(back), Ink: inkFaint})
	if width >= 60 {
		out = append(out, chart.Label{X: width - n/2, Text: chart.Ago(back - w.span/2), Ink: inkFaint})
	}
	return out
}
