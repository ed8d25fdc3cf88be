package main

import (
	"cmp"
	"context"
	"encoding/json"
	"os"
	"sync"
	"time"

	"rigscope/inference/training"
	"rigscope/sources/faults"
)

// recipe is everything that decides a model beside data and code.
type recipe struct {
	Set        string
	Fold       int
	Seed       uint64
	Budget     budget
	Modulation training.Modulation
	Contrast   training.Contrast
	Literal    bool
	Schedule   training.Schedule
	Kinds      []faults.Kind       // nil: all
	Severity   [2]float64          // zero: the usual
	Latent     int                 // 0: the usual
	Lasting    float64             `json:",omitempty"` // share of faults that outlast the window
	Activation training.Activation `json:",omitempty"`
	Inputs     training.Inputs     `json:",omitempty"`
}

// budget is how long a model learns; zero is the default of training.
type budget struct{ Steps, BlockSteps, DetectorSteps, Damaged, Healthy int }

// short is that of the reference's ten pairs, tiny that of the ablations: the
// same for all arms of a question.
var (
	short = budget{400, 250, 900, 8400, 3600}
	tiny  = budget{250, 150, 600, 4200, 1800}
)

func (r recipe) options() training.Options {
	return training.Options{Seed: r.Seed, Steps: r.Budget.Steps, BlockSteps: r.Budget.BlockSteps, DetectorSteps: r.Budget.DetectorSteps,
		Damaged: r.Budget.Damaged, Healthy: r.Budget.Healthy, Modulation: r.Modulation, Contrast: r.Contrast, Literal: r.Literal,
		Schedule: r.Schedule, Kinds: r.Kinds, Severity: r.Severity, Latent: r.Latent, Lasting: r.Lasting,
		Activation: r.Activation, Inputs: r.Inputs,
		LimitWindows: -1} // no table needs them, and they change no weight and no threshold
}

// trained is the model of a recipe, and how long it took to train.
type trained struct {
	Seconds float64
	Model   []byte
}

// train gives the model of a recipe, from the cache if it is there.
func (l *lab) train(ctx context.Context, r recipe) (trained, error) {
	path, err := l.path("model/"+r.Set, r.Set, r, ".onnx.json")
	if err != nil {
		return trained{}, err
	}
	lock, _ := l.busy.LoadOrStore(path, &sync.Mutex{})
	lock.(*sync.Mutex).Lock()
	defer lock.(*sync.Mutex).Unlock()
	var m trained
	if old, ok, err := l.kept("model/"+r.Set, r.Set, r, ".onnx.json"); ok || err != nil {
		b, err2 := os.ReadFile(old)
		if err := cmp.Or(err, err2); err != nil {
			return m, err
		}
		return m, json.Unmarshal(b, &m)
	}
	if m, err = l.fit(ctx, r); err != nil {
		return m, err
	}
	b, err := json.Marshal(m)
	if err != nil {
		return m, err
	}
	return m, writeFile(path, b)
}

func (l *lab) fit(ctx context.Context, r recipe) (trained, error) {
	d, _, err := l.set(r.Set)
	if err != nil {
		return trained{}, err
	}
	s, opt, rig := d.Folds(r.Fold), r.options(), d.Rig
	rig.Window, opt.Engine = d.T, l.engine
	begin := time.Now()
	m, err := training.Fit(ctx, rig, training.Data{Train: s.Train, Calibrate: s.Calibrate, Test: s.Test}, opt)
	return trained{time.Since(begin).Seconds(), m.Model}, err
}
