package training

import (
	"context"

	"rigscope/sources/faults"
)

// heldWindows of the calibration block decide when the detector stops.
const heldWindows = 600

// detector measures scales, fills the bank and fits the detector.
func (f *fitting) detector(ctx context.Context) error {
	if err := f.scales(ctx); err != nil {
		return err
	}
	s := f.schedule("bank", 1)
	f.opt.Progress(Progress{Stage: "bank", Of: 1})
	damaged, clean := f.bankSizes(ctx, s.clock)
	b, err := f.bank(ctx, damaged, clean)
	if err != nil {
		return err
	}
	held, err := f.heldBank(ctx)
	if err != nil {
		return err
	}
	f.opt.Progress(Progress{Stage: "bank", Step: 1, Of: 1})
	f.net.detector = newDetector(b.f, b.c, f.opt.DetectorWidth, len(kindNames()), f.opt.Activation, f.rng)
	tr := &detectorTrainer{d: f.net.detector, bank: b, held: held, rng: f.rng, opt: f.opt}
	done, err := tr.run(ctx, f.schedule("detector", f.opt.DetectorSteps))
	f.spec.Provenance.DetectorSteps = done.steps
	return err
}

// scales reads residual scales, stacking and the standard of the features
// off honest windows, and the latents' off the tape.
func (f *fitting) scales(ctx context.Context) error {
	c := len(f.spec.Rig.Channels)
	f.net.scales = unitScales(c, len(f.net.nets), f.net.latent*f.spec.Rig.Window/8)
	ws := draw(f.honest.windows, f.opt.Measured, f.rng)
	f.net.scales.latent = f.net.latentWeights(ws, f.spec.Scaler, f.spec.Constant())
	if f.net.inputs.latents() {
		f.net.scales.shift = f.net.shiftWeights(ws, f.spec.Scaler, f.spec.Constant())
	}
	outs, err := f.net.ask(ctx, f.spec, moments, f.opt, ws, nil)
	if err != nil {
		return err
	}
	f.net.scales.measure(outs, c)
	if outs, err = f.net.ask(ctx, f.spec, features, f.opt, ws, nil); err != nil {
		return err
	}
	f.net.scales.standardise(outs, f.net.plain(), c)
	return nil
}

// bankNumbers is the most a bank may hold [numbers]: 1.6 GB.
const bankNumbers = 400e6

// bankSizes are as many windows as were asked for, fewer where they would
// not fit into memory or into the budget.
func (f *fitting) bankSizes(ctx context.Context, clock clock) (damaged, clean int) {
	damaged, clean = f.opt.Damaged, f.opt.Healthy
	c := len(f.spec.Rig.Channels)
	share := min(1, bankNumbers/(float64(damaged+clean)*float64(c*len(f.net.featureNames()))))
	if clock.now != nil && clock.budget > 0 {
		share = min(share, f.affordable(ctx, clock, damaged+clean))
	}
	return max(int(share*float64(damaged)), 1), max(int(share*float64(clean)), 1)
}

// trial windows tell how fast the bank fills.
const trial = 256

// affordable is the share of n windows that fit into the budget.
func (f *fitting) affordable(ctx context.Context, clock clock, n int) float64 {
	begin := clock.now()
	if _, err := f.bank(ctx, trial/2, trial/2); err != nil {
		return 1 // the bank itself will say what is wrong
	}
	each := clock.now().Sub(begin) / trial
	return float64(clock.budget) / float64(max(each, 1)) / float64(n)
}

// bank draws half of its windows from A and half from B.
func (f *fitting) bank(ctx context.Context, damaged, clean int) (*bank, error) {
	bad := append(f.fit.harmed(&f.damage, damaged/2, f.rng), f.honest.harmed(&f.damage, damaged-damaged/2, f.rng)...)
	good := append(f.fit.healthy(clean/2, f.rng), f.honest.healthy(clean-clean/2, f.rng)...)
	return f.net.newBank(ctx, f.spec, f.opt, bad, good)
}

func (f *fitting) heldBank(ctx context.Context) (*bank, error) {
	p := newPool(f.parts.calibrate, f.spec.Rig.Window, f.spec.Rig.Window/4, f.opt.Windows, f.opt.Lasting, f.rng)
	bad, good := p.harmed(&f.damage, heldWindows*2/3, f.rng), p.healthy(heldWindows/3, f.rng)
	return f.net.newBank(ctx, f.spec, f.opt, bad, good)
}

// kindNames are the classes of the detector's kind head.
func kindNames() []string {
	var out []string
	for _, k := range faults.Labels() {
		out = append(out, string(k))
	}
	return out
}
