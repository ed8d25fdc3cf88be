package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/inference/theory"
)

// fusions are the ways to bring the latents of the modalities together.
var fusions = []struct {
	name string
	of   func(z [][]float64) []float64
}{
	{"concatenation", func(z [][]float64) []float64 { return slices.Concat(z...) }},
	{"mean", func(z [][]float64) []float64 {
		out := make([]float64, len(z[0]))
		for _, v := range z {
			for i, x := range v {
				out[i] += x / float64(len(z))
			}
		}
		return out
	}},
}

// fusedSpread is by fusion, then by kind of encoder, then by kind of fault.
type fusedSpread map[string]map[string]map[string]spread

// fusionPart is what a fault of one channel becomes in the latents of all
// modalities together, by the model of the main table. Nothing is trained
// for the mean.
func fusionPart(set string) part {
	r := recipe{Set: set}
	return part{name: "fusion/" + set, set: set, options: r, cost: 10, more: []string{"inference/theory"},
		run: func(ctx context.Context, l *lab) (any, error) { return l.fuse(ctx, r) }}
}

func (l *lab) fuse(ctx context.Context, r recipe) (fusedSpread, error) {
	out := fusedSpread{}
	err := l.open(ctx, r, func(t trained, m inference.Model, d dataset) error {
		w, err := weightsOf(t.Model, m.Spec())
		if err != nil {
			return err
		}
		var test [][]sensorRows
		for _, mod := range w.mods {
			test = append(test, scaledRows(m.Spec(), mod, baselines.Windows(d.Folds(r.Fold).Test, d.T, d.T/2)))
		}
		fresh := untrained(w.encoders, rand.New(rand.NewPCG(r.Seed, 0x70726f70)))
		for _, f := range fusions {
			out[f.name] = map[string]map[string]spread{}
			for i, encoders := range [][]theory.Network{fresh, w.encoders} {
				out[f.name][encoderKinds[i]] = fusedSpreads(w, encoders, test, d.T, f.of)
			}
		}
		return nil
	})
	return out, err
}

// fusedSpreads of every kind of fault through encoders and fusion.
func fusedSpreads(w weighted, encoders []theory.Network, test [][]sensorRows, t int, fuse func([][]float64) []float64) map[string]spread {
	signal := func(m int, x []float64) theory.Signal {
		return theory.Signal{C: len(w.mods[m].Channels), T: t, X: x}
	}
	var latents [][][]float64 // of each window, of each modality
	var together [][]float64
	for i := range test[0] {
		var z [][]float64
		for m, n := range encoders {
			z = append(z, n.Forward(signal(m, test[m][i])).X)
		}
		latents, together = append(latents, z), append(together, fuse(z))
	}
	std, out := spreadOf(together), map[string]spread{}
	for _, probe := range probes {
		var sum spread
		n := 0.0
		for m, mod := range w.mods {
			for i := range min(propagationWindows, len(together)) {
				at := i * len(together) / propagationWindows % len(together)
				for j, c := range mod.Channels {
					x, z := slices.Clone(test[m][at]), slices.Clone(latents[at])
					delta := disturb(probe, x, j, t, w.spec.Scaler.Center[c]/w.spec.Scaler.Scale[c])
					for k, v := range delta {
						x[k] += v
					}
					z[m] = encoders[m].Forward(signal(m, x)).X
					n += float64(count(sum.count(minus(fuse(z), together[at]), std, distance(delta, make([]float64, len(delta))))))
				}
			}
		}
		out[probe] = sum.over(n)
	}
	return out
}

func minus(a, b []float64) []float64 {
	for i, v := range b {
		a[i] -= v
	}
	return a
}

// fusionTable is the second half of the first question on one set.
func (l *lab) fusionTable(set string) string {
	f, ok := read[fusedSpread](l, fusionPart(set))
	if !ok {
		return missing("fusion on "+set, "^fusion/"+set)
	}
	var b strings.Builder
	b.WriteString("| encoder | fault |")
	for _, what := range []string{"PR/n", "top 10 %", "SNR_max", "‖Δ‖/‖δ‖"} {
		fmt.Fprintf(&b, " %s, concatenation | mean |", what)
	}
	b.WriteString("\n|---|---|" + strings.Repeat("---|", 8) + "\n")
	for _, kind := range encoderKinds[:2] {
		for _, probe := range probes {
			c, m := f[fusions[0].name][kind][probe], f[fusions[1].name][kind][probe]
			fmt.Fprintf(&b, "| %s | %s | %.3f | %.3f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |\n", kind, probe,
				c.Participation, m.Participation, c.Top, m.Top, c.Salience, m.Salience, c.Gain, m.Gain)
		}
	}
	return b.String()
}
