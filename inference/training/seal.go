package training

import (
	"fmt"
	"slices"

	"rigscope/inference"
)

// network is everything that was fitted.
type network struct {
	ridge  ridge
	nets   []autoencoder
	scales scales
}

// scales make the residuals of healthy channels about one. [C], scaled units.
type scales struct{ ridge, recon, group []float64 }

func unit(n int) []float64 { return slices.Repeat([]float64{1}, n) }

// seal calibrates the network on honest windows and writes it. It runs
// through the engine three times: for the residual scales, for thresholds,
// and for the false-alarm rate on the windows kept back for that.
func (n *network) seal(spec *inference.Spec, p parts, opt Options) (Result, error) {
	const rounds = 3
	t, c := spec.Rig.Window, len(spec.Rig.Channels)
	clean := slices.Concat(p.honest, p.calibrate)
	opt.Progress(Progress{Stage: "calibrate", Of: rounds})
	n.scales = scales{unit(c), unit(c), unit(c)}
	if err := n.run(*spec, opt, func(m inference.Model) error { return n.measure(m, p, t) }); err != nil {
		return Result{}, err
	}
	opt.Progress(Progress{Stage: "calibrate", Step: 1, Of: rounds})
	err := n.run(*spec, opt, func(m inference.Model) (err error) {
		spec.Calibration, err = calibrate(m, windows(clean, t, t/4), windows(clean, t, t), opt.FAR)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	opt.Progress(Progress{Stage: "calibrate", Step: 2, Of: rounds})
	err = n.run(*spec, opt, func(m inference.Model) error { return achieved(m, spec, p, t) })
	if err != nil {
		return Result{}, err
	}
	opt.Progress(Progress{Stage: "calibrate", Step: rounds, Of: rounds})
	model, err := n.encode(*spec)
	return Result{Model: model, Spec: *spec}, err
}

// run encodes the network as it stands and hands it to f through the engine.
func (n *network) run(spec inference.Spec, opt Options, f func(inference.Model) error) error {
	b, err := n.encode(spec)
	if err != nil {
		return err
	}
	m, err := opt.Engine(b)
	if err != nil {
		return fmt.Errorf("open the trained network: %w", err)
	}
	if err := f(m); err != nil {
		m.Close()
		return fmt.Errorf("calibrate: %w", err)
	}
	return m.Close()
}

// measure sets the scales from residuals the predictors have not seen.
func (n *network) measure(m inference.Model, p parts, t int) error {
	outs, err := outputs(m, windows(p.honest, t, t/4))
	if err != nil {
		return err
	}
	c := n.ridge.C
	row := func(k int) func(inference.Output) []float64 {
		return func(o inference.Output) []float64 { return o.Evidence[k*c : (k+1)*c] }
	}
	n.scales = scales{
		ridge: residualScale(outs, row(ridgeMean)),
		recon: residualScale(outs, row(reconstruction)),
		group: residualScale(outs, func(o inference.Output) []float64 { return o.Group }),
	}
	return nil
}

// achieved counts false alarms on windows that nothing was fitted to.
func achieved(m inference.Model, spec *inference.Spec, p parts, t int) error {
	ws := windows(p.test, t, t/8)
	outs, err := outputs(m, ws)
	if err != nil {
		return err
	}
	spec.Calibration.Tested = len(ws)
	spec.Calibration.Achieved = spec.FalseAlarms(ws, outs)
	return nil
}
