package theory

import (
	"math"
	"math/rand/v2"
	"slices"
)

// missing is a number nobody measured.
var missing = Number(math.NaN())

// assumes is what every certificate here rests on.
var assumes = []string{
	"Euclidean norm, scaled units",
	"windows of any length with zeros around them, where convolutions pad with zeros",
	"one channel accused at a time, masked and filled from its virtual sensor",
	"mask, stacking weights and network fixed; the blend with the measured value left out",
}

// Evidence is what to measure on; the zero value measures nothing.
type Evidence struct {
	Windows   [][]float64                // clean, scaled [C×T], nothing missing
	Corrected Func                       // [C×T] → [C×T], every channel predicted with itself masked; nil: no measured influence
	Probe     func(dst []float64, i int) // disturbance of channel i for Influence; nil: Offset of 1 on the middle half
	Gains     *Gains                     // of the corrector, from MeasureGains; nil: unknown
	Seed      uint64                     // of the random starts
	Steps     int                        // of power iteration; 0: 20
}

// Analyze bounds every part of the model and measures on the evidence what
// can be measured. The measured influence is the largest over the windows.
func Analyze(m Model, e Evidence) Report {
	r := Report{V: 1, Layers: []LayerReport{}, Windows: len(e.Windows), Assumes: slices.Clone(assumes)}
	for _, n := range m.networks() {
		for _, l := range n.Layers {
			r.Layers = append(r.Layers, newLayerReport(l))
		}
	}
	if m.Ridge.W != nil {
		r.Layers = append(r.Layers, newLayerReport(m.Ridge))
	}
	s := survey{m, e, rand.New(rand.NewPCG(e.Seed, 0))}
	r.Encoder, r.Decoder = s.encoders(), s.decoders()
	r.Corrector = s.corrector()
	r.Detector = s.detector()
	r.Influence = s.influence()
	r.Faults = s.faults(r.Layers)
	return r
}

func (s survey) influence() InfluenceReport {
	c := len(s.Channels)
	r := InfluenceReport{Channels: s.Channels}
	if s.Corrected != nil && len(s.Windows) > 0 {
		r.Matrix = numbers(s.measured(c), c)
	}
	if s.Ridge.W != nil {
		m := make([]float64, c*c)
		s.paths().Influence(m)
		r.Certified = numbers(m, c)
	}
	return r
}

// measured is the largest influence over all windows; NaN where no window
// let the probe be seen.
func (s survey) measured(c int) []float64 {
	probe, best, m := s.Probe, make([]float64, c*c), make([]float64, c*c)
	if probe == nil {
		probe = func(dst []float64, i int) { Offset(dst, s.T, i, s.T/4, s.T-s.T/4, 1) }
	}
	for i := range best {
		best[i] = math.NaN()
	}
	for _, x := range s.Windows {
		Influence(m, c, s.Corrected, x, probe)
		for i, v := range m {
			if !(v <= best[i]) && v == v {
				best[i] = v
			}
		}
	}
	return best
}
