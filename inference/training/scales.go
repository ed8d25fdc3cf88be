package training

import (
	"math"

	"rigscope/inference"
)

// scales put residuals and features on the scale of healthy windows. They
// are read off windows the predictors were not fitted to. [C] in scaled
// units unless said otherwise.
type scales struct {
	recon, ridge, net, group []float64   // root mean square residuals
	stacked                  []float64   // of the virtual sensor
	stack                    []float64   // share of the ridge in the virtual sensor, 0..1
	mean, spread             [][]float64 // [C][plain] of the features; nil before they are known
	latent                   [][]float64 // [M][size] weights of the latent inconsistency, Σ⁻¹/size
	shift                    [][]float64 // [C][size] the same of the latent with each channel left out; nil where nobody asks
}

// leastResidual keeps a residual that is almost nothing from being divided
// by.
const leastResidual = .005

func unitScales(c, m, size int) scales {
	one := unit(c)
	s := scales{recon: one, ridge: one, net: one, group: one, stacked: one, stack: one}
	for range m {
		s.latent = append(s.latent, unit(size))
	}
	return s
}

func unit(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = 1
	}
	return v
}

// measure fills in residual scales and stacking from the moments of windows:
// the stack is the share of the ridge with the least square error,
// Σb(b−a)/Σ(a−b)² with a and b the residuals of ridge and network (method.md
// §4 step 6).
func (s *scales) measure(outs []inference.Output, c int) {
	m := averages(outs, len(momentNames), c)
	root := func(row int) []float64 {
		v := make([]float64, c)
		for i := range v {
			v[i] = math.Max(math.Sqrt(m[row][i]), leastResidual)
		}
		return v
	}
	s.recon, s.ridge, s.net, s.group = root(0), root(1), root(2), root(4)
	s.stack, s.stacked = make([]float64, c), make([]float64, c)
	for i := range c {
		aa, bb, ab := m[1][i], m[2][i], m[3][i]
		w := min(max((bb-ab)/(aa+bb-2*ab+1e-9), 0), 1)
		s.stack[i] = w
		s.stacked[i] = math.Max(math.Sqrt(max(w*w*aa+2*w*(1-w)*ab+(1-w)*(1-w)*bb, 0)), leastResidual)
	}
}

// averages of evidence rows over windows, [K][C].
func averages(outs []inference.Output, k, c int) [][]float64 {
	m := make([][]float64, k)
	for r := range m {
		m[r] = make([]float64, c)
		for _, o := range outs {
			for i := range c {
				m[r][i] += o.Evidence[r*c+i] / float64(len(outs))
			}
		}
	}
	return m
}

// leastSpread of a feature.
const leastSpread = .05

// standardise fills in mean and spread of the plain features, the first of
// the evidence.
func (s *scales) standardise(outs []inference.Output, plain, c int) {
	mean := averages(outs, plain, c)
	s.mean, s.spread = make([][]float64, c), make([][]float64, c)
	for i := range c {
		for f := range plain {
			ss := 0.0
			for _, o := range outs {
				d := o.Evidence[f*c+i] - mean[f][i]
				ss += d * d
			}
			s.mean[i] = append(s.mean[i], mean[f][i])
			s.spread[i] = append(s.spread[i], math.Max(math.Sqrt(ss/float64(max(len(outs)-1, 1))), leastSpread))
		}
	}
}
