package baselines

import (
	"math"
	"slices"

	"rigscope/sensor"
)

// panel is the shape of every method that weighs each channel by itself:
// evidence of some kinds, each on its norm; a channel is disbelieved by its
// largest, a window by its worst channel (method.md §4 step 9).
type panel struct {
	name    string
	scaler  sensor.Scaler
	predict predictor // nil if there is no estimate
	rms     []float64 // [C] error of predict on honest windows, scaled units
	kinds   []evidence
	norms   [][]norm // [K][C]
}

// predictor says what each channel should be: [n][C×T] from [n][C×T], both
// in scaled units.
type predictor func(x [][]float64) [][]float64

// evidence of each channel of w. r is the residual over its clean error,
// [C×T]; nil without a predictor.
type evidence func(dst []float64 /* [C] */, w sensor.Window, r []float64)

// leastRMS [σ] of a clean residual, so that a channel that is predicted
// perfectly is not accused of its last bit.
const leastRMS = .005

// newPanel is a panel whose evidence counts as it is, which is the classic
// form. The residual of each channel is in units of its clean error.
func newPanel(name string, clean Clean, m material, predict predictor, kinds ...evidence) *panel {
	C := len(clean.Rig.Channels)
	p := &panel{name: name, scaler: clean.Scaler, predict: predict, kinds: kinds}
	if predict != nil {
		p.rms = residualRMS(predict, scaled(m.honest, clean.Scaler), C)
	}
	for range kinds {
		p.norms = append(p.norms, slices.Repeat([]norm{{span: 1}}, C))
	}
	return p
}

// calibrated puts each kind of evidence on a scale of its own per channel: 0
// at the median of clean windows, 1 at their 99 % quantile.
func (p *panel) calibrated(ws []sensor.Window) *panel {
	found := make([][][]float64, len(p.kinds)) // [K][n][C]
	p.each(ws, func(_ int, e [][]float64, _ []float64) {
		for k := range e {
			found[k] = append(found[k], e[k])
		}
	})
	for k := range found {
		p.norms[k] = fitNorms(found[k], 1e-6)
	}
	return p
}

func (p *panel) Name() string { return p.name }

func (p *panel) Judge(ws []sensor.Window) ([]Judgement, error) {
	out := make([]Judgement, len(ws))
	p.each(ws, func(i int, e [][]float64, est []float64) {
		out[i] = p.weigh(ws[i], e, est)
	})
	return out, nil
}

func (p *panel) weigh(w sensor.Window, e [][]float64, est []float64) Judgement {
	j := Judgement{Channels: make([]float64, w.C)}
	for c := range j.Channels {
		j.Channels[c] = math.Inf(-1)
		for k := range e {
			n := p.norms[k][c]
			j.Channels[c] = max(j.Channels[c], (e[k][c]-n.median)/n.span)
		}
	}
	j.Accused = argmax(j.Channels)
	j.Score = j.Channels[j.Accused]
	if est != nil {
		j.Estimate, j.Sigma = unscale(p.scaler, j.Accused, est, w.T), p.rms[j.Accused]*p.scaler.Scale[j.Accused]
	}
	return j
}

// together is how many windows are predicted at a time.
const together = 128

// each calls found for every window with its evidence [K][C] and what was
// predicted [C×T], nil without a predictor.
func (p *panel) each(ws []sensor.Window, found func(i int, e [][]float64, est []float64)) {
	for from := 0; from < len(ws); from += together {
		batch := ws[from:min(from+together, len(ws))]
		var x, est [][]float64
		if p.predict != nil {
			x = scaled(batch, p.scaler)
			est = p.predict(x)
		}
		for i, w := range batch {
			var r, y []float64
			if est != nil {
				y, r = est[i], overRMS(x[i], est[i], p.rms)
			}
			found(from+i, p.collect(w, r), y)
		}
	}
}

func (p *panel) collect(w sensor.Window, r []float64) [][]float64 {
	e := make([][]float64, len(p.kinds))
	for k, kind := range p.kinds {
		e[k] = make([]float64, w.C)
		kind(e[k], w, r)
	}
	return e
}
