package evaluate

import (
	"math"
	"math/rand/v2"
	"slices"

	"rigscope/inference/baselines"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// timing measures streams of 3T whose fault begins at T, a window every T/8.
// A window's label is whether it holds a sample that the fault changed: one
// spike in a long fault is no fault before it. VUS-PR sees every stream
// twice, clean and damaged, and buffers of up to one window.
func (t *trial) timing(m *Metrics, w faults.Windower, rng *rand.Rand) error {
	m.VUSPR, m.Detected, m.Delay = Figure(math.NaN()), Figure(math.NaN()), Figure(math.NaN())
	if len(t.streams) == 0 {
		return nil
	}
	long := slices.Clone(t.streams)
	for i, s := range t.streams {
		long[i].X = w.Onset(rng, s.X, t.t, t.t).X
	}
	streams, err := t.watch(long)
	if err != nil {
		return err
	}
	detected, delay := delays(streams, t.threshold, t.t/8)
	m.Detected, m.Delay = Figure(detected), Figure(delay)
	m.VUSPR = Figure(VUSPR(append(streams, t.calm...), 8))
	return nil
}

// watch slides over what became of the streams.
func (t *trial) watch(long []sensor.Window) ([]Stream, error) {
	hop := t.t / 8
	out := make([]Stream, len(long))
	for i, l := range long {
		clean, seen := slide(t.streams[i], t.t, hop), slide(l, t.t, hop)
		for k := range seen {
			out[i].Faulty = append(out[i].Faulty, !slices.Equal(clean[k].X, seen[k].X))
		}
		var err error
		if out[i].Score, err = t.scores(seen); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// slide cuts a long window into windows of t frames.
func slide(l sensor.Window, t, hop int) []sensor.Window {
	segment := make([][]float64, l.C)
	for c := range segment {
		segment[c] = l.Channel(c)
	}
	return baselines.Windows([][][]float64{segment}, t, hop)
}

// delays is the share of streams with an alarm on a faulty window and the
// median time from onset to the end of the first such window. Window i ends
// i hops after onset; hop is in samples.
func delays(streams []Stream, threshold float64, hop int) (detected, median float64) {
	var after []float64
	for _, s := range streams {
		for i, faulty := range s.Faulty {
			if faulty && s.Score[i] > threshold {
				after = append(after, float64(i*hop))
				break
			}
		}
	}
	slices.Sort(after)
	if n := len(after); n > 0 {
		return float64(n) / float64(len(streams)), (after[(n-1)/2] + after[n/2]) / 2
	}
	return 0, math.NaN()
}
