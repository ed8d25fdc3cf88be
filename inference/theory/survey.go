package theory

import (
	"math"
	"math/rand/v2"
)

// survey is one Analyze.
type survey struct {
	Model
	Evidence
	rng *rand.Rand
}

// largest ‖J‖₂ of a network over what latents or windows feed it.
func (s survey) largest(n Network, inputs []Signal) float64 {
	best, steps := 0.0, s.Steps
	if steps == 0 {
		steps = 20
	}
	for _, x := range inputs {
		best = math.Max(best, n.Map(x.C, x.T).SpectralNorm(x.X, steps, s.rng))
	}
	return best
}

func (s survey) interval(n Network, inputs []Signal) Interval {
	return newInterval(n.Name, n.Bound(s.largest(n, inputs)), len(inputs) > 0)
}

// channels of one modality in every window.
func (s survey) inputs(modality int) []Signal {
	var out []Signal
	for _, x := range s.Windows {
		in := Signal{C: s.members(modality), T: s.T}
		for c, m := range s.Modality {
			if m == modality {
				in.X = append(in.X, x[c*s.T:(c+1)*s.T]...)
			}
		}
		out = append(out, in)
	}
	return out
}

// codes are the latents of one modality in every window.
func (s survey) codes(modality int) []Signal {
	out := s.inputs(modality)
	for i, x := range out {
		out[i] = s.Encoders[modality].Forward(x)
	}
	return out
}

func (s survey) encoders() StackReport {
	all := []Interval{}
	for i, n := range s.Encoders {
		all = append(all, s.interval(n, s.inputs(i)))
	}
	return newStack(all)
}

func (s survey) decoders() StackReport {
	all := []Interval{}
	for i, n := range s.Decoders {
		all = append(all, s.interval(n, s.codes(i)))
	}
	return newStack(all)
}

// newStack is the largest of separate networks; math.Max keeps NaN.
func newStack(all []Interval) StackReport {
	r := StackReport{Modalities: all}
	for _, i := range all {
		r.Measured = Number(math.Max(float64(r.Measured), float64(i.Measured)))
		r.Certified = Number(math.Max(float64(r.Certified), float64(i.Certified)))
	}
	return r
}

// corrector is measured on the latents alone: the mask does not move.
func (s survey) corrector() CorrectorReport {
	r := CorrectorReport{With: 1, Gains: s.Gains}
	if len(s.Corrector.Layers) > 0 {
		n := s.compute(-1)
		r.Interval = s.interval(n, s.flat())
		r.With = 1 + r.Certified
	}
	if s.Gains != nil {
		b := Number(BreakEven(float64(s.Gains.Error), float64(s.Gains.Fault)))
		r.BreakEven = &b
	}
	return r
}

// flat are all latents of every window as features.
func (s survey) flat() []Signal {
	out := make([]Signal, len(s.Windows))
	for m := range s.Encoders {
		for i, z := range s.codes(m) {
			out[i].X = append(out[i].X, z.X...)
			out[i].C, out[i].T = len(out[i].X), 1
		}
	}
	return out
}

func (s survey) detector() *Interval {
	if len(s.Detector.Layers) == 0 {
		return nil
	}
	i := s.interval(s.Detector, nil) // its inputs are features, not windows
	return &i
}
