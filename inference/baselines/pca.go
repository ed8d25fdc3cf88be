package baselines

import (
	"math"

	"rigscope/sensor"
)

// index is one of the two statistics of a principal component model.
type index int

const (
	spe       index = iota // squared prediction error, xᵀ(I − PPᵀ)x
	hotelling              // T², xᵀPΛ⁻¹Pᵀx
)

// pcas are the four readings: a window is its mean sample or its worst.
var pcas = []pcaKind{
	{"pca spe mean", spe, false}, {"pca spe max", spe, true},
	{"pca t2 mean", hotelling, false}, {"pca t2 max", hotelling, true},
}

type pcaKind struct {
	name  string
	index index
	worst bool
}

// pca is static principal component analysis of single frames. Both indices
// are xᵀMx; a channel is blamed by its reconstruction-based contribution
// (Alcala & Qin 2009): RBC_i = (ξᵢᵀMx)² / (ξᵢᵀMξᵢ), and its estimate is
// x_i − fᵢ with fᵢ = ξᵢᵀMx / ξᵢᵀMξᵢ.
type pca struct {
	pcaKind
	scaler sensor.Scaler
	M      [][]float64 // [C][C]
	rms    []float64   // [C] clean error of the estimate, scaled units
}

func fitPCA(_ string, c Clean, kind pcaKind) (Method, error) {
	m, err := c.material()
	if err != nil {
		return nil, err
	}
	C := len(c.Rig.Channels)
	p := &pca{pcaKind: kind, scaler: c.Scaler}
	if p.M, err = indexMatrix(scaled(m.fit, c.Scaler), C, kind.index); err != nil {
		return nil, err
	}
	p.rms = residualRMS(p.reconstruct, scaled(m.honest, c.Scaler), C)
	return p, nil
}

func (p *pca) Name() string { return p.name }

func (p *pca) Judge(ws []sensor.Window) ([]Judgement, error) {
	out := make([]Judgement, len(ws))
	for i, x := range scaled(ws, p.scaler) {
		out[i] = p.judge(x, ws[i].T)
	}
	return out, nil
}

func (p *pca) judge(x []float64, T int) Judgement {
	C := len(p.M)
	y := p.through(x, T)
	j := Judgement{Channels: make([]float64, C)}
	for t := range T {
		q := 0.0
		for c := range C {
			q += x[c*T+t] * y[c*T+t]
			j.Channels[c] = p.gather(j.Channels[c], p.contribution(c, y[c*T+t]), T)
		}
		j.Score = p.gather(j.Score, q, T)
	}
	j.Accused = argmax(j.Channels)
	j.Estimate = unscale(p.scaler, j.Accused, p.reconstruct([][]float64{x})[0], T)
	j.Sigma = p.rms[j.Accused] * p.scaler.Scale[j.Accused]
	return j
}

// gather takes v into the mean or the maximum of T samples.
func (p *pca) gather(sum, v float64, T int) float64 {
	if p.worst {
		return math.Max(sum, v)
	}
	return sum + v/float64(T)
}

// invisible is the ξᵢᵀMξᵢ under which an index hardly sees channel i: it is
// not blamed, and its estimate, a division by nearly nothing, is what it
// reads.
const invisible = .01

func (p *pca) contribution(c int, y float64) float64 {
	if p.M[c][c] < invisible {
		return 0
	}
	return y * y / p.M[c][c]
}

// reconstruct is each channel without the fault that would explain most of
// the index: [n][C×T].
func (p *pca) reconstruct(xs [][]float64) [][]float64 {
	out := make([][]float64, len(xs))
	for i, x := range xs {
		T := len(x) / len(p.M)
		out[i] = p.through(x, T)
		for k, y := range out[i] {
			f := 0.0
			if m := p.M[k/T][k/T]; m >= invisible {
				f = y / m
			}
			out[i][k] = x[k] - f
		}
	}
	return out
}

// through is Mx of every frame, [C×T].
func (p *pca) through(x []float64, T int) []float64 {
	y := make([]float64, len(x))
	for i, row := range p.M {
		for j, m := range row {
			for t := range T {
				y[i*T+t] += m * x[j*T+t]
			}
		}
	}
	return y
}
