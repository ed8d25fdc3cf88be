package inference

import (
	"math"
	"slices"
	"testing"
	"time"

	"rigscope/sensor"
)

// recorded is rows [C][N] at one second each, but for pauses: after row k
// come pauses[k] seconds without a row. They go through the real aligner.
func recorded(x [][]float64, pauses map[int]int, hop int) []sensor.Window {
	align, slide := sensor.NewAligner(testRig()), sensor.NewSlider(testRig(), testT, hop)
	var ws []sensor.Window
	take := func() {
		for f, ok := align.Next(); ok; f, ok = align.Next() {
			if w, ok := slide.Push(f); ok {
				ws = append(ws, w)
			}
		}
	}
	at := time.Unix(0, 0)
	for i := range x[0] {
		for c := range x {
			align.Add(i, sensor.Reading{Channel: c, T: at, V: x[c][i]})
		}
		align.Advance(at)
		take()
		at = at.Add(time.Duration(1+pauses[i]) * time.Second)
	}
	align.Flush()
	take()
	return ws
}

// A verdict that ends in a gap of the recording tells of the last row before
// it: a row that was measured is not called missing since no other followed,
// and all verdicts on a row say the same of it.
func TestVerdictInAGapTellsOfItsRow(t *testing.T) {
	x := clean(400, 9)
	x[0][260] = math.NaN()
	for i := 330; i < 371; i++ {
		x[2][i] += 3
	}
	gaps := map[int]int{200: 12, 260: 12, 300: 50, 370: 12}
	for _, hop := range []int{1, 3, 4, 16} {
		said := map[int][]ChannelVerdict{}
		corrected := false
		for _, v := range assess(t, calibrated(t), recorded(x, gaps, hop), 64) {
			for c, ch := range v.Channels {
				held := v.Row == 260 && c == 0 && ch.Raw == x[c][259] // for 2.5 periods
				if !held && ch.Raw != x[c][v.Row] && !math.IsNaN(x[c][v.Row]) {
					t.Errorf("hop %d: row %d of channel %d reads %v, the log %v", hop, v.Row, c, ch.Raw, x[c][v.Row])
				}
				if was := said[v.Row]; was != nil && was[c].Status == Corrected && gaps[v.Row] > 0 && (ch.Status != Corrected || math.Abs(ch.Value-was[c].Value) > .01) { // a held value has an estimate of its own
					t.Errorf("hop %d: row %d of channel %d is %s %v, it was %s %v", hop, v.Row, c, ch.Status, ch.Value, was[c].Status, was[c].Value)
				}
				if ch.Status == Missing {
					t.Errorf("hop %d: row %d of channel %d is missing", hop, v.Row, c)
				}
				corrected = corrected || v.State == Unknown && v.Row == 370 && ch.Status == Corrected
			}
			said[v.Row] = slices.Clone(v.Channels)
		}
		if hop == 1 && !corrected {
			t.Error("no verdict in the last gap tells of the corrected row before it")
		}
	}
}

// After a restart nothing is left of what was told.
func TestRestartForgetsTheLastRow(t *testing.T) {
	x := clean(60, 9)
	a := calibrated(t)
	ws := recorded(x, map[int]int{40: 12}, 4)
	first := render(t, assess(t, a, ws, 64))
	a.Restart()
	if again := render(t, assess(t, a, ws, 64)); again != first {
		t.Error("the second run differs")
	}
}
