package main

import (
	"context"
	"fmt"

	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/inference/evaluate"
)

var (
	sets  = []string{"syn", "skab", "hyd", "auv", "ur3"}
	seeds = []uint64{0, 1, 2, 3, 4}
)

// networkName is what the tables call ours.
const networkName = "rigscope"

// tried is a trained model on the faults of its seed.
type tried struct {
	Seconds     float64 // of training
	Calibration figures
	Run         evaluate.Run
}

// figures are the false alarms that training counted on the test rows.
type figures struct {
	Achieved, Fixed, Episodes float64
	Tested                    int
}

// try trains a recipe and tries it on every fault. streams < 0 leaves delay
// and VUS-PR out.
func (l *lab) try(ctx context.Context, r recipe, streams int) (tried, error) {
	var out tried
	err := l.open(ctx, r, func(t trained, m inference.Model, d dataset) (err error) {
		net, err := evaluate.NewNetwork(networkName, m)
		if err != nil {
			return err
		}
		cal := m.Spec().Calibration
		out.Seconds, out.Calibration = t.Seconds, figures{cal.Achieved, cal.Fixed, cal.Episodes, cal.Tested}
		c := campaign(d, d.Folds(r.Fold))
		c.Streams = streams
		out.Run, err = c.Try(net, r.Seed)
		return err
	})
	return out, err
}

// open trains a recipe and lends the model to use.
func (l *lab) open(ctx context.Context, r recipe, use func(trained, inference.Model, dataset) error) error {
	t, err := l.train(ctx, r)
	if err != nil {
		return err
	}
	d, _, err := l.set(r.Set)
	if err != nil {
		return err
	}
	m, err := l.engine(t.Model)
	if err != nil {
		return err
	}
	defer m.Close()
	return use(t, m, d)
}

// cost of a training with the full budget [s], about.
var cost = map[string]float64{"syn": 130, "skab": 65, "hyd": 70, "auv": 75, "ur3": 110}

// networkPart is the full training of one seed on the published split.
func networkPart(set string, seed uint64) part {
	r := recipe{Set: set, Seed: seed}
	return part{name: fmt.Sprintf("main/%s/%d/network", set, seed), set: set, options: r, cost: 1.2 * cost[set],
		run: func(ctx context.Context, l *lab) (any, error) { return l.try(ctx, r, 0) }}
}

// baselinesPart is all the others on the same faults.
func baselinesPart(set string, seed uint64) part {
	return part{name: fmt.Sprintf("main/%s/%d/baselines", set, seed), set: set, options: seed, cost: .4 * cost[set],
		run: func(ctx context.Context, l *lab) (any, error) { return l.baselines(ctx, set, seed) }}
}

// separatePart is detectors and imputers that know nothing of each other, on
// the same faults.
func separatePart(set string, seed uint64) part {
	return part{name: fmt.Sprintf("main/%s/%d/separate", set, seed), set: set, options: seed, cost: .1 * cost[set],
		run: func(ctx context.Context, l *lab) (any, error) { return l.fitted(ctx, set, seed, baselines.Separate()) }}
}

func separateParts() []part {
	var out []part
	for _, seed := range seeds {
		for _, set := range sets {
			out = append(out, separatePart(set, seed))
		}
	}
	return out
}

func (l *lab) baselines(ctx context.Context, set string, seed uint64) ([]evaluate.Run, error) {
	return l.fitted(ctx, set, seed, baselines.Methods())
}

// fitted tries methods on the published split of a set.
func (l *lab) fitted(ctx context.Context, set string, seed uint64, methods []baselines.Fitter) ([]evaluate.Run, error) {
	d, _, err := l.set(set)
	if err != nil {
		return nil, err
	}
	var out []evaluate.Run
	for _, f := range methods {
		c := campaign(d, d.Published())
		if f.Name == slowest {
			c.Streams = -1
		}
		runs, err := c.Seeds(ctx, evaluate.Untaught(f.Fit), evaluate.Lesson{}, []uint64{seed})
		if err != nil {
			return nil, err
		}
		out = append(out, runs...)
	}
	return out, nil
}

// slowest compares every window with thousands; it is not tried on streams.
const slowest = "aakr"

// tableParts of the main table: sets, for each of the seeds.
func tableParts(sets []string, seeds ...uint64) []part {
	var out []part
	for _, seed := range seeds {
		for _, set := range sets {
			out = append(out, networkPart(set, seed), baselinesPart(set, seed))
		}
	}
	return out
}
