package main

import (
	"context"
	"errors"
	"fmt"

	"rigscope/inference"
	"rigscope/inference/training"
	"rigscope/sources/faults"
)

// arm is one variant of the method; the slug names it in the cache and in
// the tables.
type arm struct {
	slug   string
	change func(*recipe)
}

// off is a hinge that never bites: floors of encoders are switched on by
// being positive.
const off = 1e-9

func modulated(slug string, m training.Modulation) arm {
	return arm{slug, func(r *recipe) { r.Modulation = m }}
}

// literal is the arm with the corrector as the paper has it, without masks.
func literal(a arm) arm {
	return arm{"literal-" + a.slug, func(r *recipe) { a.change(r); r.Literal = true }}
}

var base = arm{"base", func(*recipe) {}}

// Lipschitz control. One ceiling for all: 1.5 on every layer of block and
// detector and as the roof of the encoders' gain. Inverted: the encoders'
// gain under .7 and the corrector free.
var (
	uncontrolled = modulated("none", training.Modulation{Floor: -1, DetectorFloor: -1, Ceiling: -1})
	global       = modulated("global", training.Modulation{Floor: off, Roof: 1.5, DetectorFloor: -1, DetectorCeiling: 1.5})
	inverted     = modulated("inverted", training.Modulation{Floor: off, Roof: .7, DetectorFloor: -1, Ceiling: -1, Weight: 1})
	tight        = modulated("tight", training.Modulation{Ceiling: .8, Weight: 1})
)

var (
	lipschitzArms = []arm{base, uncontrolled, global, inverted, tight}
	literalArms   = []arm{literal(base), literal(uncontrolled), literal(global), literal(inverted), literal(tight)}
	scheduleArms  = []arm{base, scheduled("unfrozen", training.Unfrozen), scheduled("joint", training.Joint), scheduled("denoising", training.Denoising)}
	gradientArms  = []arm{base, modulated("alpha-1.5", training.Modulation{Alpha: 1.5}), modulated("alpha-2", training.Modulation{Alpha: 2}),
		modulated("tau-none", training.Modulation{Clip: -1}), modulated("tau-0.1", training.Modulation{Clip: .1})}
	renormArms = []arm{modulated("renorm", training.Modulation{Renormalise: true}), modulated("alpha-2-renorm", training.Modulation{Alpha: 2, Renormalise: true}),
		modulated("alpha-2-gradient", training.Modulation{Alpha: 2, OnGradient: true}),
		modulated("alpha-2-gradient-renorm", training.Modulation{Alpha: 2, OnGradient: true, Renormalise: true})}
	activationArms = []arm{base, activated("relu", training.ReLU), activated("tanh", training.Tanh), activated("silu", training.SiLU)}
	inputArms      = []arm{base, informed("inputs-latent", training.LatentInputs), informed("inputs-both", training.BothInputs)}
	contrastArms   = []arm{base, contrasted("no-contrast", training.NoContrast), contrasted("triplet", training.TripletContrast)}
	latentArms     = []arm{{"latent-4", func(r *recipe) { r.Latent = 4 }}, base, {"latent-16", func(r *recipe) { r.Latent = 16 }}}
	weakFaults     = arm{"weak-faults", func(r *recipe) { r.Severity = [2]float64{.8, 1.6} }}
)

func scheduled(slug string, s training.Schedule) arm {
	return arm{slug, func(r *recipe) { r.Schedule = s }}
}

func contrasted(slug string, c training.Contrast) arm {
	return arm{slug, func(r *recipe) { r.Contrast = c }}
}

func activated(slug string, a training.Activation) arm {
	return arm{slug, func(r *recipe) { r.Activation = a }}
}

func informed(slug string, in training.Inputs) arm {
	return arm{slug, func(r *recipe) { r.Inputs = in }}
}

// unseen are the kinds that are left out of training, four at once.
var unseen = map[string][]faults.Kind{
	"a": {faults.Drift, faults.Gain, faults.Noise, faults.Clip},
	"b": {faults.Bias, faults.Stuck, faults.Spike, faults.Delay},
}

// without is an arm that never saw four kinds.
func without(which string, a arm) arm {
	return arm{"without-" + which + "-" + a.slug, func(r *recipe) {
		a.change(r)
		for _, k := range faults.Labels() {
			if !contains(unseen[which], k) {
				r.Kinds = append(r.Kinds, k)
			}
		}
	}}
}

func contains(ks []faults.Kind, k faults.Kind) bool {
	for _, q := range ks {
		if q == k {
			return true
		}
	}
	return false
}

// armFound is what was measured of an arm and one seed.
type armFound struct {
	tried
	Stress   stress
	Gains    gains // zero where the theory knows no certificate: activations that are no LeakyReLU
	Diverged bool  `json:",omitempty"` // the loss was no number any more; nothing else was measured
}

// ablationSeeds are fewer than the table's: there are many arms.
var ablationSeeds = []uint64{0, 1, 2}

func armPart(a arm, set string, seed uint64) part {
	r := recipe{Set: set, Seed: seed, Budget: tiny}
	a.change(&r)
	return part{name: fmt.Sprintf("arm/%s/%s/%d", set, a.slug, seed), set: set, options: r, cost: .4 * cost[set],
		more: []string{"inference/theory"},
		run:  func(ctx context.Context, l *lab) (any, error) { return l.arm(ctx, r) }}
}

func (l *lab) arm(ctx context.Context, r recipe) (armFound, error) {
	var out armFound
	var err error
	if out.tried, err = l.try(ctx, r, -1); errors.Is(err, training.ErrDiverged) {
		return armFound{Diverged: true}, nil
	} else if err != nil {
		return out, err
	}
	err = l.open(ctx, r, func(t trained, m inference.Model, d dataset) (err error) {
		x := experimentOf(m.Spec(), d.Folds(r.Fold), r.Literal, r.Seed)
		if out.Stress, err = x.stress(m); err == nil && r.Activation == training.LeakyReLU {
			out.Gains, err = x.gains(t.Model)
		}
		return err
	})
	return out, err
}

// armParts in the order of the questions; within one, all arms of a seed.
func armParts() []part {
	var out []part
	add := func(set string, arms ...arm) {
		for _, seed := range ablationSeeds {
			for _, a := range arms {
				out = append(out, armPart(a, set, seed))
			}
		}
	}
	add("hyd", lipschitzArms...)
	add("hyd", literal(base), literal(uncontrolled), literal(tight))
	add("hyd", scheduleArms[1:]...)
	add("hyd", gradientArms[1:]...)
	add("hyd", without("a", base), without("a", contrastArms[1]), without("a", contrastArms[2]), without("b", base), without("b", contrastArms[1]), without("b", contrastArms[2]))
	add("hyd", weakFaults)
	add("hyd", contrastArms[1:]...)
	add("hyd", latentArms[0], latentArms[2])
	add("hyd", literal(global), literal(inverted))
	add("hyd", activationArms[1], activationArms[2], inputArms[1], inputArms[2], renormArms[0])
	add("hyd", append(renormArms[1:len(renormArms):len(renormArms)], activationArms[3])...)
	add("syn", lipschitzArms...)
	add("syn", literalArms...)
	return out
}
