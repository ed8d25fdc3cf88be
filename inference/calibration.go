package inference

import (
	"fmt"
	"math"
	"slices"
)

// Calibration turns evidence into scores. It is learnt from clean windows
// that no weight was fitted to; they only said when to stop. Evidence is in
// spans: 0 at the clean median, 1 at the threshold.
type Calibration struct {
	FAR      float64 `json:"far"`      // nominal share of clean windows above Threshold
	Achieved float64 `json:"achieved"` // share found on clean windows never used before, under control D
	Fixed    float64 `json:"fixed"`    // the same with the threshold where it was commissioned
	Episodes float64 `json:"episodes"` // alarms a day on them, whoever raised them
	Tested   int     `json:"tested"`   // number of those windows

	Offset  []float64 `json:"offset"`  // [C] of the logit: half its clean 95 % quantile
	Control Control   `json:"control"` // of the largest offset logit of a window
	Drift   Cusum     `json:"drift"`   // of the virtual sensors' residuals

	Group     []Norm      `json:"group"`      // [M] of the latent inconsistency; 1 at its threshold
	Recon     []Norm      `json:"recon"`      // [M] of a modality's reconstruction error; 1 at its threshold
	Worst     []float64   `json:"worst"`      // [n] sorted evidence of the worst channel, windows that share no sample
	Tail      Tail        `json:"tail"`       // of the same beyond the largest, from overlapping windows; zero where they are too few
	Channels  [][]float64 `json:"channels"`   // [C][n] the same, for each channel
	Modality  [][]float64 `json:"modalities"` // [M][n] sorted latent inconsistencies, normalised
	Sigma     []float64   `json:"sigma"`      // [C] error of the virtual sensor, 1 σ [unit]
	Explained []float64   `json:"explained"`  // [C] share of the variance the virtual sensor explains
	Limits    []Limit     `json:"limits"`     // [C] smallest faults that are found and mended
}

// Norm scales one kind of evidence: 0 at its clean median, 1 at its
// threshold.
type Norm struct {
	Median float64 `json:"median"`
	Span   float64 `json:"span"` // > 0
}

func (n Norm) scale(v float64) float64 { return (v - n.Median) / n.Span }

// least span of a norm: what lies closer together is rounding.
const leastSpan = 1e-6

// fitNorm puts 1 at the conformal threshold of clean values.
func fitNorm(v []float64, far float64) Norm {
	sorted := slices.Sorted(slices.Values(v))
	m := quantile(sorted, .5)
	return Norm{m, max(ConformalThreshold(v, far)-m, leastSpan)}
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

// Score maps evidence in spans to 0..1: 0 at the clean median and below,
// under .2 half-way to the commissioned threshold, AlarmScore there, 1 never
// quite. The fourth power keeps a calm rig low on the screen.
func Score(u float64) float64 {
	x := max(u, 0)
	return 1 - math.Pow(1-AlarmScore, x*x*x*x)
}

// leastExplained is the share of its variance that the others must explain
// for a channel to be corrected.
const leastExplained = .3

// Reconstructable says whether the other channels predict channel c well
// enough for an estimate to be shown in its place.
func (c Calibration) Reconstructable(ch int) bool { return c.Explained[ch] >= leastExplained }

func (c Calibration) validate(channels, modalities int) error {
	ok := len(c.Offset) == channels && len(c.Channels) == channels && len(c.Sigma) == channels && len(c.Explained) == channels &&
		len(c.Group) == modalities && len(c.Recon) == modalities && len(c.Modality) == modalities && c.Control.span() > 0
	for _, n := range slices.Concat(c.Group, c.Recon) {
		ok = ok && n.Span > 0
	}
	if !ok {
		return fmt.Errorf("%w: it is not calibrated: train it anew", ErrSpec)
	}
	if err := c.Control.validate(); err != nil {
		return err
	}
	return c.Drift.validate(channels)
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
