package inference

import (
	"math"
	"slices"

	"rigscope/sensor"
)

// findings are the evidence of one window after normalising and fusing.
type findings struct {
	u     []float64 // [C] fused evidence; 0 for a masked channel
	group []float64 // [M] disbelief of each modality by the others
	worst float64   // largest u
}

// weigh fuses the network's evidence and the rules, each on its own clean
// scale, by the largest (method.md §4 step 9). Masked channels have no say.
func (s *Spec) weigh(mods []sensor.Modality, rules []float64 /* [C] */, out *Output, masked []bool) findings {
	c := len(masked)
	f := findings{u: make([]float64, c)}
	for i := range c {
		if masked[i] {
			continue
		}
		for k, norms := range s.Calibration.Norms {
			v := rules[i]
			if k < len(s.Evidence) {
				v = out.Evidence[k*c+i]
			}
			f.u[i] = max(f.u[i], norms[i].scale(v))
		}
	}
	f.worst = slices.Max(f.u)
	f.group = s.groups(mods, out, masked)
	return f
}

// groups is the mean normalised group evidence of each modality's channels;
// 0 where all of them are masked.
func (s *Spec) groups(mods []sensor.Modality, out *Output, masked []bool) []float64 {
	g := make([]float64, len(mods))
	for m, mod := range mods {
		n := 0.0
		for _, c := range mod.Channels {
			if !masked[c] {
				g[m] += s.Calibration.Group[c].scale(out.Group[c])
				n++
			}
		}
		g[m] /= max(n, 1)
	}
	return g
}

// fill makes a window a network can read: short gaps are bridged linearly
// and held at the ends. A channel with less than half of its samples is
// missing as a whole. w itself is not changed; without gaps it is returned.
func fill(w sensor.Window, always []bool /* [C] masked whatever comes */) (sensor.Window, []bool) {
	masked := slices.Clone(always)
	out := w
	for c := range masked {
		n := w.Missing(c)
		if n == 0 {
			continue
		}
		if &out.X[0] == &w.X[0] {
			out.X = slices.Clone(w.X)
		}
		masked[c] = masked[c] || n*2 > w.T
		bridge(out.Channel(c))
	}
	return out, masked
}

// wildness is how many standard deviations from its clean mean a sample may be before it
// is kept from the network, whose float32 it would fill with infinities that
// spoil every other channel's prediction, too.
const wildness = 1e4

// wild says whether channel c of w holds such a sample.
func wild(w sensor.Window, c int, s sensor.Scaler) bool {
	for _, v := range w.Channel(c) {
		if math.Abs(v-s.Center[c]) > wildness*s.Scale[c] {
			return true
		}
	}
	return false
}

// bridge replaces NaNs by the line between their neighbours, at the ends by
// the nearest value; without any value by 0.
func bridge(v []float64) {
	last := -1
	for i, x := range v {
		if math.IsNaN(x) {
			continue
		}
		if last < 0 {
			for j := range i {
				v[j] = x
			}
		}
		for j := last + 1; last >= 0 && j < i; j++ {
			v[j] = v[last] + (x-v[last])*float64(j-last)/float64(i-last)
		}
		last = i
	}
	for j := last + 1; j < len(v); j++ {
		v[j] = 0
		if last >= 0 {
			v[j] = v[last]
		}
	}
}
