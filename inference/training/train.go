package training

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"rigscope/inference"
	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/faults"
)

// Result is a trained model and what to say about it.
type Result struct {
	Model []byte // ONNX, with everything in its metadata
	Spec  inference.Spec
}

// Run trains on the clean frames of all sources, which must be of one rig.
// The same frames, options and machine type give the same bytes. An error
// says what is wrong with the data or the rig.
func Run(ctx context.Context, srcs []sources.Source, opt Options) (Result, error) {
	opt = opt.withDefaults()
	segs, err := readAll(ctx, srcs, opt)
	if err != nil {
		return Result{}, err
	}
	rig := srcs[0].Rig()
	rig.Window = chosen(rig, opt, frames(segs))
	d, err := Deal(segs, rig.Window)
	if err != nil {
		return Result{}, err
	}
	d.Sessions = segs
	return Fit(ctx, rig, d, opt)
}

// Fit trains a model of rig, whose window must be set, on data that has been
// dealt out already.
func Fit(ctx context.Context, rig sensor.Rig, d Data, opt Options) (Result, error) {
	opt = opt.withDefaults()
	if err := d.check(len(rig.Channels)); err != nil {
		return Result{}, err
	}
	if len(rig.Modalities()) == 1 { // all of the rig at another time is no fault
		opt.Kinds = slices.DeleteFunc(slices.Clone(opt.Kinds), func(k faults.Kind) bool { return k == faults.Incon })
	}
	p, err := d.split(rig.Window)
	if err != nil {
		return Result{}, err
	}
	f := newFitting(rig, d, p, opt)
	if still := len(f.spec.Scaler.Constant()); len(rig.Channels)-still < 2 {
		return Result{}, fmt.Errorf("%d of %d channels never moved in the clean data: at least two must, to hold each other to account", still, len(rig.Channels))
	}
	for _, c := range f.spec.Scaler.Constant() {
		opt.Progress(Progress{Stage: "read", Note: fmt.Sprintf("%s never moved in the clean data: it cannot be judged or corrected, only held against its limits lo and hi", rig.Channels[c].Name)})
	}
	if err := f.predictors(ctx); err != nil {
		return Result{}, err
	}
	if err := f.detector(ctx); err != nil {
		return Result{}, err
	}
	return f.seal(ctx)
}

func readAll(ctx context.Context, srcs []sources.Source, opt Options) ([]Segment, error) {
	var all []Segment
	for _, src := range srcs {
		segs, bad, err := Read(ctx, src)
		if err != nil {
			return nil, err
		}
		if bad > 0 {
			opt.Progress(Progress{Stage: "read", Note: fmt.Sprintf("%d bad rows were left out", bad)})
		}
		all = append(all, segs...)
	}
	if len(all) == 0 {
		return nil, errors.New("the clean data has no frame with a value for every channel")
	}
	return all, nil
}

// chosen is the window asked for, the rig's, or one that suits the data.
func chosen(rig sensor.Rig, opt Options, n int) int {
	for _, w := range []int{opt.Window, rig.Window} {
		if w > 0 {
			return w
		}
	}
	return chooseWindow(n)
}

// fitting is one run of training.
type fitting struct {
	spec   inference.Spec
	parts  parts
	opt    Options
	rng    *rand.Rand
	purse  *purse
	net    *network
	fit    pool // A
	honest pool // B, dense
	held   pool // of the calibration block, for early stopping
	damage faults.Windower
}

// Shares of the budget: autoencoders, compute block, bank, detector, limits.
var shares = []float64{.15, .35, .2, .25, .05}

func newFitting(rig sensor.Rig, d Data, p parts, opt Options) *fitting {
	f := &fitting{parts: p, opt: opt, purse: newPurse(opt, shares...), rng: rand.New(rand.NewPCG(opt.Seed, 0x72696773636f7065))}
	prov := opt.Provenance
	prov.Seed, prov.Frames = opt.Seed, frames(slices.Concat(d.Train, d.Calibrate, d.Test))
	f.spec = inference.Spec{Version: inference.SpecVersion, Rig: rig, Hop: rig.Window / 8, Scaler: sensor.FitScaler(joined(d.Train)),
		Rules: inference.FitRules(d.Train), Witness: inference.ChooseWitness(d.Train, d.sessions()), Provenance: prov}
	t := rig.Window
	defer f.shorten()
	f.fit = newPool(p.fit, t, t/8, opt.Windows, opt.Lasting, f.rng)
	f.honest = newPool(p.honest, t, max(t/16, 1), opt.Windows, opt.Lasting, f.rng)
	f.held = newPool(p.calibrate, t, t/4, opt.Batch, opt.Lasting, f.rng)
	f.damage = faults.Windower{Rig: rig, Sigma: f.spec.Scaler.Scale, Res: faults.LearnResolutions(d.Train), Kinds: opt.Kinds, Severity: opt.Severity, Channels: f.moving()}
	for _, w := range f.fit.windows {
		f.damage.Donors = append(f.damage.Donors, w.X)
	}
	return f
}

// moving lists the channels that can fail visibly, nil if all can: one that
// never moved has no size of its own and is never believed anyway.
func (f *fitting) moving() []int {
	var out []int
	for c, still := range f.spec.Constant() {
		if !still {
			out = append(out, c)
		}
	}
	if len(out) == len(f.spec.Rig.Channels) {
		return nil
	}
	return out
}

// shorten turns epochs into steps and lets the other stages follow.
func (f *fitting) shorten() {
	if f.opt.Epochs == 0 {
		return
	}
	steps := max(f.opt.Epochs*len(f.fit.windows)/f.opt.Batch, 1)
	share := float64(steps) / float64(f.opt.Steps)
	for _, n := range []*int{&f.opt.BlockSteps, &f.opt.DetectorSteps, &f.opt.Damaged, &f.opt.Healthy} {
		*n = max(int(share*float64(*n)), 1)
	}
	f.opt.Steps = steps
}

// predictors fits the ridge, the autoencoders and the compute block.
func (f *fitting) predictors(ctx context.Context) error {
	f.opt.Progress(Progress{Stage: "ridge", Of: 1})
	r, err := fitRidge(f.fit.windows, f.spec.Scaler, f.spec.Rig, f.opt.Ridge)
	if err != nil {
		return err
	}
	f.opt.Progress(Progress{Stage: "ridge", Step: 1, Of: 1})
	f.net = newNetwork(f.spec.Rig, r, f.opt, f.rng)
	f.spec.Provenance.Windows = len(f.fit.windows)
	if err := f.autoencoders(ctx); err != nil {
		return err
	}
	return f.corrector(ctx)
}

func (f *fitting) schedule(stage string, steps int) schedule {
	return schedule{stage: stage, of: steps, clock: f.purse.next(), tell: f.opt.Progress}
}

func (f *fitting) autoencoders(ctx context.Context) error {
	s := f.schedule("autoencoder", f.opt.Steps)
	if f.opt.Schedule == Joint {
		return nil
	}
	tr := &autoTrainer{net: f.net, clean: f.fit, held: f.held.windows, scale: f.spec.Scaler, rng: f.rng, opt: f.opt}
	if f.opt.Schedule == Denoising {
		tr.damage = &f.damage
	}
	done, err := tr.run(ctx, s)
	f.spec.Provenance.Steps, f.spec.Provenance.Loss = done.steps, done.loss
	return err
}

func (f *fitting) corrector(ctx context.Context) error {
	tr := &blockTrainer{net: f.net, clean: f.fit, held: f.held, damage: &f.damage, scale: f.spec.Scaler, constant: f.spec.Constant(), rng: f.rng, opt: f.opt}
	done, err := tr.run(ctx, f.schedule("corrector", f.opt.BlockSteps))
	f.spec.Provenance.BlockSteps = done.steps
	return err
}
