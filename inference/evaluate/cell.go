package evaluate

import (
	"math"

	"rigscope/inference/baselines"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// Cell is what was measured of one kind at one severity. RMSE is in σ of the
// clean channel; what a method cannot do is NaN.
type Cell struct {
	Kind     faults.Kind `json:"kind"`
	Severity float64     `json:"severity"`
	Metrics
}

// Metrics of a cell, each a mean over its windows.
type Metrics struct {
	AUROC     Figure `json:"auroc"`
	VUSPR     Figure `json:"vus_pr"`      // of the streams
	TPR       Figure `json:"tpr_at_1pct"` // at the conformal threshold of calibration
	Isolation Figure `json:"isolation"`   // share of faulty windows, flagged or not, whose accused channel is faulty
	Detected  Figure `json:"detected"`    // share of the streams
	Delay     Figure `json:"delay"`       // [samples] after onset, median of the detected streams
	RMSEIn    Figure `json:"rmse_in"`     // of the faulty channel inside the fault
	RMSEOut   Figure `json:"rmse_out"`    // the same after correction; a missed fault stays as it is
	Spillover Figure `json:"spillover"`   // RMSE added to the worst healthy channel over the window
	KindTop1  Figure `json:"kind_top1"`   // share of faulty windows whose kind is named right
}

func (t *trial) cell(k faults.Kind, severity float64, confusion *[][]int) (Cell, error) {
	w := t.window
	w.Kinds, w.Severity = []faults.Kind{k}, [2]float64{severity, severity}
	rng := t.rng(k.Label(), severity)
	damaged := make([]faults.Damaged, len(t.windows))
	ws := make([]sensor.Window, len(t.windows))
	for i, clean := range t.windows {
		damaged[i] = w.Damage(rng, clean.X)
		ws[i] = clean
		ws[i].X = damaged[i].X
	}
	c := Cell{Kind: k, Severity: severity}
	js, err := t.method.Judge(ws)
	if err != nil {
		return c, err
	}
	c.Metrics = t.measure(damaged, ws, js)
	count(confusion, damaged, js)
	return c, t.timing(&c.Metrics, w, rng)
}

func (t *trial) measure(damaged []faults.Damaged, ws []sensor.Window, js []baselines.Judgement) Metrics {
	var scores, found, in, out, spill, named []float64
	names := false
	for i, j := range js {
		d, clean := damaged[i], t.windows[i].X
		mended := Mend(ws[i], j, t.threshold)
		scores = append(scores, j.Score)
		if j.Accused >= 0 {
			found = append(found, share(d.Channels[j.Accused]))
		}
		in = append(in, t.faultRMS(ws[i].X, clean, d))
		out = append(out, t.faultRMS(mended.X, clean, d))
		spill = append(spill, t.worstRMS(mended.X, clean, d.Channels))
		named = append(named, share(j.Kind == string(d.Kind)))
		names = names || j.Kind != ""
	}
	m := Metrics{AUROC: Figure(AUROC(t.clean, scores)), TPR: Figure(above(scores, t.threshold)), Isolation: Figure(mean(found)),
		RMSEIn: Figure(mean(in)), RMSEOut: Figure(mean(out)), Spillover: Figure(mean(spill)), KindTop1: Figure(mean(named))}
	if !names {
		m.KindTop1 = Figure(math.NaN())
	}
	return m
}

// faultRMS is the root mean square of x−clean [σ] on the faulty channels
// inside the fault.
func (t *trial) faultRMS(x, clean []float64, d faults.Damaged) float64 {
	sum, n := 0.0, 0.0
	for c, faulty := range d.Channels {
		for i := d.From; faulty && i < d.To; i++ {
			e := (x[c*t.t+i] - clean[c*t.t+i]) / t.sigma[c]
			sum, n = sum+e*e, n+1
		}
	}
	return math.Sqrt(sum / n)
}

// worstRMS is the largest root mean square of x−clean [σ] over a window
// among the channels that are not faulty.
func (t *trial) worstRMS(x, clean []float64, faulty []bool) float64 {
	worst := 0.0
	for c, sigma := range t.sigma {
		if faulty != nil && faulty[c] {
			continue
		}
		sum := 0.0
		for i := c * t.t; i < (c+1)*t.t; i++ {
			sum += (x[i] - clean[i]) * (x[i] - clean[i])
		}
		worst = max(worst, math.Sqrt(sum/float64(t.t))/sigma)
	}
	return worst
}

// count adds faults of one channel to the confusion.
func count(confusion *[][]int, damaged []faults.Damaged, js []baselines.Judgement) {
	for i, d := range damaged {
		if d.Kind == faults.Incon || js[i].Accused < 0 {
			continue
		}
		if *confusion == nil {
			*confusion = make([][]int, len(d.Channels))
			for c := range *confusion {
				(*confusion)[c] = make([]int, len(d.Channels))
			}
		}
		for c, faulty := range d.Channels {
			if faulty {
				(*confusion)[c][js[i].Accused]++
			}
		}
	}
}

func share(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
