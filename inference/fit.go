package inference

import (
	"math"
	"slices"
)

// Of the logit's clean distribution, that much of that quantile is taken off
// each channel before channels are compared: all of it would make noisy
// channels blind (method.md §4 step 9).
const offsetQuantile, offsetShare = .95, .5

// Fit learns offsets and thresholds from what the network said of clean
// windows: dense ones, which may overlap, for thresholds; apart ones, which
// share no sample, as the scores that p-values count. FAR, Sigma and
// Explained are the caller's.
func (c *Calibration) Fit(spec *Spec, dense, apart []Output) {
	s := *spec
	c.Offset = make([]float64, len(spec.Rig.Channels))
	for ch := range c.Offset {
		c.Offset[ch] = offsetShare * quantile(s.logits(dense, ch), offsetQuantile)
	}
	s.Calibration = *c
	scores := s.scores(dense)
	c.Control = FitControl(scores, c.FAR)
	c.Control.Threshold = max(c.Control.Threshold, c.Control.Median+leastSpan)
	for m := range spec.Rig.Modalities() {
		var doubt, recon []float64
		for i := range dense {
			doubt, recon = append(doubt, math.Log(dense[i].Modality[m])), append(recon, s.recon(&dense[i], m))
		}
		c.Group, c.Recon = append(c.Group, fitNorm(doubt, c.FAR)), append(c.Recon, fitNorm(recon, c.FAR))
	}
	s.Calibration = *c
	c.Tail = FitTail(slices.Sorted(slices.Values(s.Worst(dense))))
	c.keepScores(s.findAll(apart))
}

// logits of a channel, sorted.
func (s *Spec) logits(outs []Output, ch int) []float64 {
	v := make([]float64, len(outs))
	for i := range outs {
		v[i] = outs[i].Evidence[ch]
	}
	slices.Sort(v)
	return v
}

// scores are the largest offset logits of whole windows.
func (s *Spec) scores(outs []Output) []float64 {
	constant, v := s.Constant(), make([]float64, len(outs))
	for i := range outs {
		v[i] = math.Inf(-1)
		for ch, out := range constant {
			if !out {
				v[i] = max(v[i], outs[i].Evidence[ch]-s.Calibration.Offset[ch])
			}
		}
	}
	return v
}

// Worst is the evidence against the worst channel of whole windows, in
// spans: above 1 it raises suspicion.
func (s *Spec) Worst(outs []Output) []float64 {
	c := s.Calibration.Control
	v := s.scores(outs)
	for i := range v {
		v[i] = (v[i] - c.Median) / c.span()
	}
	return v
}

// keepScores stores the sorted clean scores.
func (c *Calibration) keepScores(found []findings) {
	c.Channels, c.Modality = make([][]float64, len(found[0].u)), make([][]float64, len(found[0].group))
	for _, f := range found {
		c.Worst = append(c.Worst, f.worst)
		for i, u := range f.u {
			c.Channels[i] = append(c.Channels[i], u)
		}
		for m, g := range f.group {
			c.Modality[m] = append(c.Modality[m], g)
		}
	}
	for _, v := range slices.Concat([][]float64{c.Worst}, c.Channels, c.Modality) {
		for i, x := range v {
			v[i] = math.Round(x*1e4) / 1e4 // a model file need not carry more
		}
		slices.Sort(v)
	}
}

// findAll weighs whole windows, with only the constant channels masked.
func (s *Spec) findAll(outs []Output) []findings {
	found, mods, masked := make([]findings, len(outs)), s.Rig.Modalities(), s.Constant()
	for i := range outs {
		found[i] = s.weigh(mods, &outs[i], masked)
	}
	return found
}
