package inference

import "math"

// tailShare of the clean scores are the tail; tailLeast of them are needed
// before it is believed, and below tailFloor it never is.
const tailShare, tailLeast, tailFloor = 0.1, 20, 1e-12

// Tail is a generalised Pareto fit to the largest clean scores (Siffer et al.
// 2017, KDD, "Anomaly detection in streams with extreme value theory"). It
// tells apart scores that all exceed every clean one, for which a conformal
// p-value can only say 1/(n+1). What it says there is an extrapolation. The
// zero Tail extrapolates nothing.
type Tail struct {
	From  float64 `json:"from"`  // scores above it are the tail
	Scale float64 `json:"scale"` // σ > 0; 0 is no tail
	Shape float64 `json:"shape"` // γ in [0, ½]
	Share float64 `json:"share"` // of the clean scores above From
}

// FitTail fits by probability-weighted moments (Hosking & Wallis 1987,
// Technometrics 29, with their k = −γ and plotting positions (i−.35)/n),
// which are steady on the few scores there are. γ is kept above 0: a bounded
// tail would give p = 0, which no finite number of clean windows can support.
func FitTail(sorted []float64) Tail {
	at := int(float64(len(sorted)) * (1 - tailShare))
	if len(sorted)-at < tailLeast {
		return Tail{}
	}
	from, above := sorted[at-1], sorted[at:]
	n := float64(len(above))
	var a0, a1 float64 // E[y], E[y(1−F(y))]
	for i, s := range above {
		y := s - from
		a0 += y / n
		a1 += y * (1 - (float64(i)+.65)/n) / n
	}
	t := Tail{From: from, Share: n / float64(len(sorted)), Shape: min(2-a0/(a0-2*a1), .5)}
	if t.Scale = 2 * a0 * a1 / (a0 - 2*a1); !(t.Shape > 0) {
		t.Scale, t.Shape = a0, 0 // exponential
	}
	if !(t.Scale > 0) || math.IsInf(t.Scale, 0) {
		return Tail{}
	}
	return t
}

// P is PValue as long as some clean score is as large. Beyond all of them it
// is what the tail says, if that is less, and extrapolated is true: the
// number must be shown as such.
func (t Tail) P(sorted []float64, s float64) (p float64, extrapolated bool) {
	p = PValue(sorted, s)
	if t.Scale == 0 || math.IsNaN(s) || len(sorted) == 0 || s <= sorted[len(sorted)-1] {
		return p, false
	}
	if far := max(t.Share*t.exceeds(s-t.From), tailFloor); far < p {
		return far, true
	}
	return p, false
}

// exceeds is (1 + γy/σ)^(−1/γ), its limit e^(−y/σ) at γ = 0.
func (t Tail) exceeds(y float64) float64 {
	if t.Shape < leastSpan {
		return math.Exp(-y / t.Scale)
	}
	return math.Pow(1+t.Shape*y/t.Scale, -1/t.Shape)
}

// EpisodeGap is the number of quiet hops that still belong to an episode, as
// in all our tables.
const EpisodeGap = 8

// Episodes counts the runs of hops in alarm, with gaps of at most gap hops,
// and says how many hops in alarm one has on average, 0 if there is none.
func Episodes(over []bool, gap int) (n int, length float64) {
	last := math.MinInt / 2
	for i, o := range over {
		if !o {
			continue
		}
		if length++; i-last > gap+1 {
			n++
		}
		last = i
	}
	return n, length / float64(max(n, 1))
}
