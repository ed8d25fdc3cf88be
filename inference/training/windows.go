package training

import (
	"math/rand/v2"
	"slices"

	"rigscope/sensor"
)

// start is where a window begins. Windows overlap eightfold and more: a long
// recording is kept once, and only the windows in use are copies.
type start struct{ segment, at int }

// starts of windows of t frames, one every stride.
func starts(segs []Segment, t, stride int) []start {
	var out []start
	for i, s := range segs {
		for at := 0; at+t <= length(s); at += stride {
			out = append(out, start{i, at})
		}
	}
	return out
}

// copied is the windows of t frames at some starts.
func copied(segs []Segment, at []start, t, stride int) []sensor.Window {
	out := make([]sensor.Window, len(at))
	for i, p := range at {
		s := segs[p.segment]
		w := sensor.Window{C: len(s), T: t, New: stride, X: make([]float64, 0, len(s)*t)}
		for c := range s {
			w.X = append(w.X, s[c][p.at:p.at+t]...)
		}
		out[i] = w
	}
	return out
}

// windows cuts segments into windows of t frames, one every stride.
func windows(segs []Segment, t, stride int) []sensor.Window {
	return copied(segs, starts(segs, t, stride), t, stride)
}

// spread is windows with at most n of them, evenly over the segments.
func spread(segs []Segment, t, stride, n int) []sensor.Window {
	all := starts(segs, t, stride)
	kept := make([]start, min(len(all), n))
	for i := range kept {
		kept[i] = all[i*len(all)/len(kept)]
	}
	return copied(segs, kept, t, stride)
}

// drawn is windows with at most n of them, by chance, in order.
func drawn(segs []Segment, t, stride, n int, rng *rand.Rand) []sensor.Window {
	all := starts(segs, t, stride)
	return copied(segs, draw(all, n, rng), t, stride)
}

// draw keeps at most n of all, in order.
func draw[T any](all []T, n int, rng *rand.Rand) []T {
	if len(all) <= n {
		return all
	}
	pick := rng.Perm(len(all))[:n]
	slices.Sort(pick)
	out := make([]T, n)
	for i, k := range pick {
		out[i] = all[k]
	}
	return out
}

// some is whole segments, evenly over all, of about n frames together at
// most.
func some(segs []Segment, n int) []Segment {
	every := max(1, (frames(segs)+n-1)/n)
	var out []Segment
	for i := 0; i < len(segs); i += every {
		out = append(out, segs[i])
	}
	return out
}
