package training

import (
	"cmp"
	"context"
	"fmt"

	"rigscope/inference"
	"rigscope/inference/nn"
	"rigscope/sensor"
)

// ask encodes the network for a goal and runs it over windows through the
// engine, in two sessions side by side. masks may be nil; constant channels
// are masked anyway.
func (n *network) ask(ctx context.Context, spec inference.Spec, g goal, opt Options, ws []sensor.Window, masks [][]bool) ([]inference.Output, error) {
	outs := make([]inference.Output, len(ws))
	err := n.stream(ctx, spec, g, opt, ws, masks, func(i int, o *inference.Output) {
		outs[i] = *o
		*o = inference.Output{}
	})
	return outs, err
}

// lot is how many windows go through the engine at a time.
const lot = 64

// stream is ask without keeping what came out: each is called with every
// output once, from two goroutines, and may not keep it.
func (n *network) stream(ctx context.Context, spec inference.Spec, g goal, opt Options, ws []sensor.Window, masks [][]bool, each func(i int, o *inference.Output)) error {
	file, err := n.encode(spec, g)
	if err != nil {
		return err
	}
	errs := make([]error, shards)
	nn.Parallel(shards, len(ws), func(s, lo, hi int) {
		errs[s] = session(file, opt, func(m inference.Model) error { return through(ctx, m, ws, masks, lo, hi, each) })
	})
	return cmp.Or(errs...)
}

// session opens a file, hands it to f and closes it.
func session(file []byte, opt Options, f func(inference.Model) error) error {
	m, err := opt.Engine(file)
	if err != nil {
		return fmt.Errorf("open the trained network: %w", err)
	}
	if err := f(m); err != nil {
		m.Close()
		return fmt.Errorf("run the trained network: %w", err)
	}
	return m.Close()
}

func through(ctx context.Context, m inference.Model, ws []sensor.Window, masks [][]bool, lo, hi int, each func(i int, o *inference.Output)) error {
	constant := m.Spec().Constant()
	outs, ms := make([]inference.Output, lot), make([][]bool, lot)
	for from := lo; from < hi; from += lot {
		if err := ctx.Err(); err != nil {
			return err
		}
		to := min(from+lot, hi)
		for i := from; i < to; i++ {
			ms[i-from] = constant
			if masks != nil && masks[i] != nil {
				ms[i-from] = either(constant, masks[i])
			}
		}
		if err := m.Infer(ws[from:to], ms[:to-from], outs); err != nil {
			return err
		}
		for i := from; i < to; i++ {
			each(i, &outs[i-from])
		}
	}
	return nil
}

func either(a, b []bool) []bool {
	out := make([]bool, len(a))
	for i := range out {
		out[i] = a[i] || b[i]
	}
	return out
}
