package inference

import (
	"math"
	"slices"

	"rigscope/sensor"
)

// findings are the evidence of one window in spans: 0 is the clean median, 1
// the threshold.
type findings struct {
	u     []float64 // [C] against each channel; Quiet for a masked one
	group []float64 // [M] latent inconsistency: disbelief of a modality by the others
	recon []float64 // [M] how strange a modality is to itself
	worst float64   // largest u
}

// quiet is the evidence against a channel that has no say.
const quiet = -10

// weigh puts what the network says on its clean scale (method.md §4 step 9).
// Masked channels have no say.
func (s *Spec) weigh(mods []sensor.Modality, out *Output, masked []bool) findings {
	cal := &s.Calibration
	f := findings{u: make([]float64, len(masked))}
	for c := range masked {
		f.u[c] = quiet
		if !masked[c] {
			f.u[c] = max(quiet, (out.Evidence[c]-cal.Offset[c]-cal.Control.Median)/cal.Control.span())
		}
	}
	f.worst = slices.Max(f.u)
	f.group, f.recon = make([]float64, len(mods)), make([]float64, len(mods))
	for m, mod := range mods {
		if silent(mod, masked) {
			f.group[m], f.recon[m] = quiet, quiet
			continue
		}
		f.group[m] = cal.Group[m].scale(math.Log(out.Modality[m]))
		f.recon[m] = cal.Recon[m].scale(s.recon(out, m))
	}
	return f
}

// silent says that all channels of a modality are masked.
func silent(mod sensor.Modality, masked []bool) bool {
	for _, c := range mod.Channels {
		if !masked[c] {
			return false
		}
	}
	return true
}

// reconRow is the row of evidence that holds the reconstruction error.
const reconRow = "reconstruction"

// recon is the log mean reconstruction error of modality m, in clean units.
func (s *Spec) recon(out *Output, m int) float64 {
	k, c := slices.Index(s.Evidence, reconRow), len(s.Rig.Channels)
	if k < 0 {
		return 0
	}
	mod, sum := s.Rig.Modalities()[m], 0.0
	for _, ch := range mod.Channels {
		sum += out.Evidence[k*c+ch] / float64(len(mod.Channels))
	}
	return math.Log(sum + 1e-9)
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
