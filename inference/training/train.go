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
	spec := newSpec(srcs[0].Rig(), segs, opt)
	p, err := split(segs, spec.Rig.Window)
	if err != nil {
		return Result{}, err
	}
	spec.Scaler = sensor.FitScaler(joined(slices.Concat(p.fit, p.honest)))
	spec.Rules = inference.FitRules(matrices(slices.Concat(p.fit, p.honest)))
	for _, c := range spec.Scaler.Constant() {
		opt.Progress(Progress{Stage: "read", Note: fmt.Sprintf("%s never moved in the clean data: it cannot be judged or corrected, only held against its limits lo and hi", spec.Rig.Channels[c].Name)})
	}
	n, err := fit(ctx, &spec, p, opt)
	if err != nil {
		return Result{}, err
	}
	return n.seal(&spec, p, opt)
}

func readAll(ctx context.Context, srcs []sources.Source, opt Options) ([]segment, error) {
	var all []segment
	for _, src := range srcs {
		segs, bad, err := read(ctx, src)
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

// newSpec fills in what is known before the fit.
func newSpec(rig sensor.Rig, segs []segment, opt Options) inference.Spec {
	n := frames(segs)
	for _, w := range []int{opt.Window, rig.Window, chooseWindow(n)} {
		if w > 0 {
			rig.Window = w
			break
		}
	}
	prov := opt.Provenance
	prov.Seed, prov.Frames = opt.Seed, n
	return inference.Spec{Version: inference.SpecVersion, Rig: rig, Hop: chooseHop(rig), Evidence: evidence, Provenance: prov}
}

// chooseHop is a verdict a second, but at most one every frame and at least
// one every eighth of a window.
func chooseHop(rig sensor.Rig) int {
	return min(max(int(rig.Rate+.5), 1), rig.Window/8)
}

// fit makes the predictors from the fitting part.
func fit(ctx context.Context, spec *inference.Spec, p parts, opt Options) (*network, error) {
	rng := rand.New(rand.NewPCG(opt.Seed, 0x72696773636f7065))
	t := spec.Rig.Window
	ws := draw(windows(p.fit, t, t/8), opt.Windows, rng)
	opt.Progress(Progress{Stage: "ridge", Of: 1})
	r, err := fitRidge(ws, spec.Scaler, spec.Rig, opt.Ridge)
	if err != nil {
		return nil, err
	}
	opt.Progress(Progress{Stage: "ridge", Step: 1, Of: 1})
	n := &network{ridge: r, nets: newAutoencoders(spec.Rig, opt.Latent, rng)}
	spec.Provenance.Windows = len(ws)
	spec.Provenance.Steps, spec.Provenance.Loss, err = stage1(ctx, n.nets, ws, spec.Scaler, rng, opt)
	return n, err
}

// draw keeps at most n windows, in order.
func draw(ws []sensor.Window, n int, rng *rand.Rand) []sensor.Window {
	if len(ws) <= n {
		return ws
	}
	pick := rng.Perm(len(ws))[:n]
	slices.Sort(pick)
	out := make([]sensor.Window, n)
	for i, k := range pick {
		out[i] = ws[k]
	}
	return out
}

// joined is all segments as one [C][N].
func joined(segs []segment) [][]float64 {
	out := make([][]float64, len(segs[0]))
	for _, s := range segs {
		for c := range s {
			out[c] = append(out[c], s[c]...)
		}
	}
	return out
}

func matrices(segs []segment) [][][]float64 {
	out := make([][][]float64, len(segs))
	for i, s := range segs {
		out[i] = s
	}
	return out
}
