package inference

import (
	"fmt"
	"math"
	"slices"
)

// Calibration turns evidence into scores. It is learnt from clean windows
// that the network was not fitted on.
type Calibration struct {
	FAR       float64     `json:"far"`       // nominal share of clean windows above Threshold
	Achieved  float64     `json:"achieved"`  // share found on clean windows never used before
	Tested    int         `json:"tested"`    // number of those windows
	Norms     [][]Norm    `json:"norms"`     // [K+1][C] the network's evidence, then the rules
	Group     []Norm      `json:"group"`     // [C] of Output.Group
	Threshold float64     `json:"threshold"` // on the fused evidence of the worst channel
	GroupThr  float64     `json:"group_threshold"`
	Worst     []float64   `json:"worst"`      // [n] sorted fused evidence of non-overlapping clean windows
	Channels  [][]float64 `json:"channels"`   // [C][n] the same, for each channel
	Modality  [][]float64 `json:"modalities"` // [M][n] sorted group evidence
	Sigma     []float64   `json:"sigma"`      // [C] error of the virtual sensor, 1 σ [unit]
	Explained []float64   `json:"explained"`  // [C] share of the variance the virtual sensor explains
}

// Norm scales one kind of evidence: 0 at its clean median, 1 at its clean
// 99 % quantile.
type Norm struct {
	Median float64 `json:"median"`
	Span   float64 `json:"span"` // > 0
}

func (n Norm) scale(v float64) float64 { return (v - n.Median) / n.Span }

// FitNorms learns a norm for each channel from v [N][C]. A span is at least
// least and a twentieth of the median span, so that one very quiet channel
// cannot make a mountain of a molehill.
func FitNorms(v [][]float64, least float64) []Norm {
	norms, spans := make([]Norm, len(v[0])), make([]float64, len(v[0]))
	for c := range norms {
		col := column(v, c)
		slices.Sort(col)
		norms[c].Median = quantile(col, .5)
		spans[c] = quantile(col, .99) - norms[c].Median
	}
	sorted := slices.Sorted(slices.Values(spans))
	floor := max(.05*quantile(sorted, .5), least)
	for c := range norms {
		norms[c].Span = max(spans[c], floor)
	}
	return norms
}

// ConformalThreshold is the smallest level that at most a share far of
// exchangeable clean scores exceeds: the ⌈(n+1)(1−far)⌉-th smallest, or the
// largest there is.
func ConformalThreshold(scores []float64, far float64) float64 {
	s := slices.Sorted(slices.Values(scores))
	k := int(math.Ceil(float64(len(s)+1) * (1 - far)))
	return s[min(max(k, 1), len(s))-1]
}

// PValue is the conformal p-value of s against sorted clean scores:
// (1 + number of them ≥ s) / (n + 1).
func PValue(sorted []float64, s float64) float64 {
	below, _ := slices.BinarySearch(sorted, s)
	return float64(1+len(sorted)-below) / float64(len(sorted)+1)
}

// Score maps fused evidence to 0..1: 0 at the clean median and below, under
// .2 half-way to the threshold, AlarmScore there, 1 never quite. The fourth
// power keeps a calm rig low on the screen.
func Score(u, threshold float64) float64 {
	x := max(u, 0) / threshold
	return 1 - math.Pow(1-AlarmScore, x*x*x*x)
}

// Reconstructable says whether the other channels predict channel c well
// enough for an estimate to be shown in its place.
func (c Calibration) Reconstructable(ch int) bool { return c.Explained[ch] >= .3 }

func (c Calibration) validate(channels, kinds, modalities int) error {
	ok := len(c.Norms) == kinds && len(c.Group) == channels && len(c.Channels) == channels &&
		len(c.Modality) == modalities && len(c.Sigma) == channels && len(c.Explained) == channels
	for _, n := range c.Norms {
		ok = ok && len(n) == channels
	}
	if !ok || !(c.Threshold > 0) || !(c.GroupThr > 0) {
		return fmt.Errorf("%w: it is not calibrated: train it anew", ErrSpec)
	}
	return nil
}

// quantile of sorted values, linear between neighbours.
func quantile(sorted []float64, q float64) float64 {
	x := q * float64(len(sorted)-1)
	i := int(x)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (x-float64(i))*(sorted[i+1]-sorted[i])
}

func column(v [][]float64, c int) []float64 {
	out := make([]float64, len(v))
	for i := range v {
		out[i] = v[i][c]
	}
	return out
}
