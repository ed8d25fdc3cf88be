package main

import (
	"context"
	"fmt"

	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/sensor"
)

// alarmsPart is the false alarms of experiment k of a set, hop by hop through
// the test segments in their order, by the model of its pair.
func alarmsPart(set string, k int) part {
	r := recipe{Set: set, Fold: k, Budget: short}
	return part{name: fmt.Sprintf("alarms/%s/%d", set, k), set: set, options: r, cost: 5, more: []string{"inference/achieve.go", "inference/bell.go"},
		run: func(ctx context.Context, l *lab) (any, error) { return l.alarms(ctx, r) }}
}

func (l *lab) alarms(ctx context.Context, r recipe) (figures, error) {
	var out figures
	err := l.open(ctx, r, func(_ trained, m inference.Model, d dataset) error {
		spec := *m.Spec()
		spec.Calibration.Tested = 0
		var streams []inference.Stream
		for _, s := range d.Folds(r.Fold).Test {
			st, err := stream(m, baselines.Windows([][][]float64{s}, d.T, spec.Hop))
			if err != nil {
				return err
			}
			streams = append(streams, st)
		}
		spec.Achieve(streams)
		c := spec.Calibration
		out = figures{c.Achieved, c.Fixed, c.Episodes, c.Tested}
		return nil
	})
	return out, err
}

// stream runs the network over consecutive hops.
func stream(m inference.Model, ws []sensor.Window) (inference.Stream, error) {
	st := inference.Stream{Windows: ws, Outputs: make([]inference.Output, len(ws))}
	masks, constant := make([][]bool, len(ws)), m.Spec().Constant()
	for i := range masks {
		masks[i] = constant
	}
	return st, m.Infer(ws, masks, st.Outputs)
}

func alarmsParts() []part { return eachPair(alarmsPart) }
