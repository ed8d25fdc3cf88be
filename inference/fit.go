package inference

import (
	"math"
	"slices"

	"rigscope/sensor"
)

// The least spans: a rule is broken clearly only a tenth beyond what clean
// data did, however closely they kept to it; other evidence has no scale of
// its own.
const ruleSpan, tiny = 0.1, 1e-6

// Fit learns norms and thresholds from clean windows and their outputs:
// dense ones, which may overlap, for norms and thresholds; apart ones, which
// share no sample, as the scores that p-values count. FAR, Sigma and
// Explained are the caller's.
func (c *Calibration) Fit(spec *Spec, dense []sensor.Window, denseOut []Output, apart []sensor.Window, apartOut []Output) {
	s := *spec
	s.Calibration = Calibration{}
	evidence := s.evidence(dense, denseOut)
	for k, v := range evidence {
		least := tiny
		if k == len(s.Evidence) {
			least = ruleSpan
		}
		c.Norms = append(c.Norms, FitNorms(v, least))
	}
	c.Group = FitNorms(groupRows(denseOut), tiny)
	s.Calibration = *c
	worst, groups := []float64{}, []float64{}
	for _, f := range s.findAll(dense, denseOut) {
		worst, groups = append(worst, f.worst), append(groups, slices.Max(f.group))
	}
	c.Threshold, c.GroupThr = max(ConformalThreshold(worst, c.FAR), 1), max(ConformalThreshold(groups, c.FAR), 1)
	c.keepScores(s.findAll(apart, apartOut))
}

// FalseAlarms is the share of clean windows above the threshold.
func (s *Spec) FalseAlarms(ws []sensor.Window, outs []Output) float64 {
	n := 0
	for _, f := range s.findAll(ws, outs) {
		if f.worst > s.Calibration.Threshold {
			n++
		}
	}
	return float64(n) / float64(len(ws))
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

// evidence lists every kind of evidence, the network's and then the rules',
// as [K+1][N][C].
func (s *Spec) evidence(ws []sensor.Window, outs []Output) [][][]float64 {
	c := len(s.Rig.Channels)
	all := make([][][]float64, len(s.Evidence)+1)
	for i, w := range ws {
		for k := range s.Evidence {
			all[k] = append(all[k], outs[i].Evidence[k*c:(k+1)*c])
		}
		rules := make([]float64, c)
		s.Rules.Evidence(rules, s.Rig, w)
		all[len(s.Evidence)] = append(all[len(s.Evidence)], rules)
	}
	return all
}

func groupRows(outs []Output) [][]float64 {
	rows := make([][]float64, len(outs))
	for i, o := range outs {
		rows[i] = o.Group
	}
	return rows
}

// findAll weighs whole windows, with only the constant channels masked.
func (s *Spec) findAll(ws []sensor.Window, outs []Output) []findings {
	masked := make([]bool, len(s.Rig.Channels))
	for _, c := range s.Scaler.Constant() {
		masked[c] = true
	}
	rules, mods := make([]float64, len(masked)), s.Rig.Modalities()
	found := make([]findings, len(ws))
	for i, w := range ws {
		s.Rules.Evidence(rules, s.Rig, w)
		found[i] = s.weigh(mods, rules, &outs[i], masked)
	}
	return found
}
