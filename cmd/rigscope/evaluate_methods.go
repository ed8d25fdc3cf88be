package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"

	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/inference/evaluate"
	"rigscope/inference/training"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// contender is a method by its name on the command line.
type contender struct {
	name string
	fit  baselines.Fit // nil for the model
}

// network is the name of the model among the methods.
const network = "rigscope"

// contenders are all there are, the model first. The six short names are a
// contract with scripts; pca and ridge are the strongest readings of their
// kind.
func contenders() []contender {
	out := []contender{{network, nil}}
	for _, n := range [][2]string{{baselines.Bar, baselines.Bar}, {"ridge", "ridge mean"}, {"ridge-max", "ridge max"}, {"rules", "rules"},
		{"pca", "pca spe mean"}, {"pca-spe-max", "pca spe max"}, {"pca-t2", "pca t2 mean"}, {"pca-t2-max", "pca t2 max"}, {"aakr", "aakr"},
		{"forest", "isolation forest"}, {"ae", "autoencoder"}, {"dae", "denoising autoencoder"}} {
		out = append(out, contender{n[0], baselines.ByName(n[1])})
	}
	return out
}

func methodNames() []string {
	var out []string
	for _, c := range contenders() {
		out = append(out, c.name)
	}
	return out
}

// usualMethods are tried unless others are asked for.
func usualMethods() []string {
	return []string{network, baselines.Bar, "ridge", "rules", "pca", "aakr", "ae"}
}

// raw is a model as the engine has it, without an assessor.
type raw struct {
	inference.Model
	name, hash string
	spec       *inference.Spec
}

func openRaw(path string) (raw, error) {
	b, err := readModel(path)
	if err != nil {
		return raw{}, inConfig(fmt.Errorf("read model: %w", err))
	}
	name := filepath.Base(path)
	m, err := engine(b)
	if err != nil {
		return raw{}, inConfig(fmt.Errorf("open model %s: %w", name, err))
	}
	sum := sha256.Sum256(b)
	return raw{m, name, hex.EncodeToString(sum[:]), m.Spec()}, nil
}

// try fits a method, if it is to be fitted, and measures it.
func (a *app) try(ctx context.Context, c evaluate.Campaign, k contender, m inference.Model, seed uint64) (evaluate.Run, error) {
	method, err := k.method(c.Clean, m)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return evaluate.Run{}, inData(fmt.Errorf("fit %s: %w", k.name, err))
	}
	run, err := c.Try(&watched{Method: method, name: k.name, ctx: ctx, of: windowsOf(c), tell: a.progress()}, seed)
	if err != nil {
		return run, inData(fmt.Errorf("try %s: %w", k.name, err))
	}
	return run, nil
}

func (k contender) method(clean baselines.Clean, m inference.Model) (baselines.Method, error) {
	if k.fit != nil {
		return k.fit(clean)
	}
	return evaluate.NewNetwork(network, m)
}

// watched is a method that tells how far it is and stops when ctx ends.
type watched struct {
	baselines.Method
	name     string
	ctx      context.Context
	done, of int // windows
	tell     func(training.Progress)
}

func (w *watched) Name() string { return w.name }

// atOnce is how many windows are judged between two looks at ctx.
const atOnce = 128

func (w *watched) Judge(ws []sensor.Window) ([]baselines.Judgement, error) {
	var out []baselines.Judgement
	for from := 0; from < len(ws); from += atOnce {
		if err := w.ctx.Err(); err != nil {
			return nil, err
		}
		js, err := w.Method.Judge(ws[from:min(from+atOnce, len(ws))])
		if err != nil {
			return nil, err
		}
		out = append(out, js...)
		w.done += len(js)
		w.tell(training.Progress{Stage: w.name, Step: min(w.done, w.of), Of: w.of})
	}
	return out, nil
}

// windowsOf a campaign: how many one method has to judge.
func windowsOf(c evaluate.Campaign) int {
	t := c.Clean.T
	fit := func(segments [][][]float64, length, stride int) int {
		n := 0
		for _, s := range segments {
			if len(s[0]) >= length {
				n += (len(s[0])-length)/stride + 1
			}
		}
		return n
	}
	windows, streams := min(fit(c.Test, t, t/4), c.Windows), min(fit(c.Test, 3*t, t/2), c.Streams)
	sliding := streams * (2*t/(t/8) + 1)
	cells := len(c.Kinds) * len(c.Severities)
	return fit(c.Clean.Calibrate, t, t/4) + fit(c.Test, t, t/8) + (1+cells)*(windows+sliding)
}

// leaveOut trains a model without each kind in turn and tries it on that
// kind: what the detector makes of a fault it has never seen.
func (a *app) leaveOut(ctx context.Context, c evaluate.Campaign, d training.Data, e evaluating) ([]evaluate.Row, error) {
	var kinds []faults.Kind
	for _, k := range e.without {
		kinds = append(kinds, faults.Kind(k))
	}
	var open []inference.Model
	defer func() {
		for _, m := range open {
			m.Close()
		}
	}()
	train := func(ctx context.Context, clean baselines.Clean, l evaluate.Lesson) (baselines.Method, error) {
		r, err := training.Fit(ctx, clean.Rig, d, training.Options{Seed: l.Seed, Kinds: l.Kinds, Engine: engine, Progress: a.progress()})
		if err != nil {
			return nil, err
		}
		m, err := engine(r.Model)
		if err != nil {
			return nil, err
		}
		open = append(open, m)
		method, err := evaluate.NewNetwork(network, m)
		only := c
		only.Kinds = []faults.Kind{""}
		return &watched{Method: method, name: network, ctx: ctx, of: windowsOf(only), tell: a.progress()}, err
	}
	runs, err := c.LeaveOut(ctx, train, evaluate.Lesson{}, kinds, []uint64{e.seed})
	if err != nil {
		return nil, inData(fmt.Errorf("train without a kind of fault: %w", err))
	}
	var rows []evaluate.Row
	for _, r := range runs {
		rows = append(rows, evaluate.Rows([]evaluate.Run{r})...)
	}
	return rows, nil
}
