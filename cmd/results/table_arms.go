package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"rigscope/inference/evaluate"
	"rigscope/sources/faults"
)

// arm's results on a set, by seed; a seed that has not been computed is
// absent.
func (l *lab) found(a arm, set string) map[uint64]armFound {
	out := map[uint64]armFound{}
	for _, seed := range ablationSeeds {
		if f, ok := read[armFound](l, armPart(a, set, seed)); ok {
			out[seed] = f
		}
	}
	return out
}

// column of a table of arms: a figure, its digits, and the least difference
// that is not noise of the seed; 0 leaves the comparison out.
type column struct {
	name   string
	format string
	noise  float64
	of     func(armFound) float64 // nil: how many seeds diverged
}

func metric(of func(evaluate.Summary) evaluate.Figure) func(armFound) float64 {
	return func(f armFound) float64 { return float64(of(evaluate.Summarise([]evaluate.Run{f.Run}))) }
}

// Seed noise is .003 of AUROC and .02 of TPR (docs/results.md, Protocol).
var (
	aurocColumn     = column{"AUROC", "%.3f", .003, metric(func(s evaluate.Summary) evaluate.Figure { return s.AUROC })}
	tprColumn       = column{"TPR", "%.3f", .02, metric(func(s evaluate.Summary) evaluate.Figure { return s.TPR })}
	isolationColumn = column{"isolation", "%.3f", .01, metric(func(s evaluate.Summary) evaluate.Figure { return s.Isolation })}
	rmseColumn      = column{"RMSE out", "%.3f", .01, metric(func(s evaluate.Summary) evaluate.Figure { return s.RMSEOut })}
	blockColumn     = column{"Π L block", "%.1f", 0, func(f armFound) float64 { return f.Gains.Block }}
	encoderColumn   = column{"Π L encoder", "%.1f", 0, func(f armFound) float64 { return f.Gains.Encoder }}
	detectorColumn  = column{"Π L detector", "%.1f", 0, func(f armFound) float64 { return f.Gains.Detector }}
	gainColumn      = column{"encoder gain", "%.2f", 0, func(f armFound) float64 { return f.Gains.Sensitive }}
	faultColumn     = column{"g⊥", "%.2f", 0, func(f armFound) float64 { return f.Gains.Fault }}
	cleanColumn     = column{"g∥", "%.2f", 0, func(f armFound) float64 { return f.Gains.Clean }}
	divergedColumn  = column{name: "diverged"}
	accuracy        = []column{aurocColumn, tprColumn, isolationColumn, rmseColumn}
)

// stressColumns are the virtual sensor's errors at ×1, ×5 and ×10.
func stressColumns() []column {
	var out []column
	for _, q := range []struct {
		name string
		of   func(stress) [3]float64
	}{{"right mask", func(s stress) [3]float64 { return s.Right }}, {"second fault", func(s stress) [3]float64 { return s.Second }},
		{"both masked", func(s stress) [3]float64 { return s.Both }}, {"wrong mask", func(s stress) [3]float64 { return s.Wrong }}} {
		for i, size := range sizes {
			out = append(out, column{fmt.Sprintf("%s ×%g", q.name, size), "%.2f", 0, func(f armFound) float64 { return q.of(f.Stress)[i] }})
		}
	}
	return out
}

// unseenColumn is the AUROC of the kinds that were left out.
func unseenColumn(which string) column {
	return column{"AUROC of these four", "%.3f", .005, func(f armFound) float64 {
		return meanOver(f.Run.Cells, func(c evaluate.Cell) bool { return slices.Contains(unseen[which], c.Kind) }, aurocOf)
	}}
}

// kindColumns are the AUROC of each kind, its three severities together. A
// kind has a twelfth of the faults, so the noise of a seed is larger.
func kindColumns() []column {
	var out []column
	for _, k := range faults.Labels() {
		out = append(out, column{string(k), "%.2f", .01, func(f armFound) float64 {
			return meanOver(f.Run.Cells, func(c evaluate.Cell) bool { return c.Kind == k }, aurocOf)
		}})
	}
	return out
}

// strongColumn is the TPR of the third severity.
var strongColumn = column{"TPR at S3", "%.3f", .02, func(f armFound) float64 {
	return meanOver(f.Run.Cells, func(c evaluate.Cell) bool { return c.Severity == 3 && c.Kind != faults.Incon }, tprOf)
}}

func aurocOf(c evaluate.Cell) evaluate.Figure { return c.AUROC }
func tprOf(c evaluate.Cell) evaluate.Figure   { return c.TPR }

func meanOver(cells []evaluate.Cell, which func(evaluate.Cell) bool, of func(evaluate.Cell) evaluate.Figure) float64 {
	sum, n := 0.0, 0.0
	for _, c := range cells {
		if which(c) {
			sum, n = sum+float64(of(c)), n+1
		}
	}
	return sum / n
}

// armTable has a row for every arm that has been computed; the first is what
// the others are held against, on the same seeds.
func (l *lab) armTable(set string, arms []arm, columns []column) string {
	var b strings.Builder
	var lost []string
	fmt.Fprintf(&b, "| arm | seeds |")
	for _, c := range columns {
		fmt.Fprintf(&b, " %s |", c.name)
	}
	fmt.Fprintf(&b, "\n|---|---|%s\n", strings.Repeat("---|", len(columns)))
	first := l.found(arms[0], set)
	for i, a := range arms {
		found := l.found(a, set)
		if len(found) == 0 {
			lost = append(lost, a.slug)
			continue
		}
		fmt.Fprintf(&b, "| %s | %d |", a.slug, len(found))
		for _, c := range columns {
			fmt.Fprintf(&b, " %s |", c.cell(found, first, i == 0))
		}
		b.WriteString("\n")
	}
	if len(lost) == 0 {
		return b.String()
	}
	note := missing(strings.Join(lost, ", ")+" on "+set, "^arm/"+set+"/("+strings.Join(lost, "|")+")/")
	if len(lost) == len(arms) || len(lost) == len(arms)-1 && len(first) > 0 { // nothing to compare
		return note
	}
	return b.String() + "\n" + note
}

// cell is the mean over seeds and, beside the first arm, whether the paired
// difference is more than noise: ▲ higher, ▼ lower, = a tie.
func (c column) cell(found, first map[uint64]armFound, own bool) string {
	if c.of == nil {
		return fmt.Sprint(len(found) - len(converged(found)))
	}
	var v, d []float64
	first = converged(first)
	for seed, f := range converged(found) {
		v = append(v, c.of(f))
		if g, ok := first[seed]; ok {
			d = append(d, c.of(f)-c.of(g))
		}
	}
	s := fmt.Sprintf(c.format, average(v))
	if own || c.noise == 0 || len(d) == 0 {
		return s
	}
	return s + " " + paired(d, c.noise)
}

// converged are the seeds whose training ended well.
func converged(found map[uint64]armFound) map[uint64]armFound {
	out := maps.Clone(found)
	maps.DeleteFunc(out, func(_ uint64, f armFound) bool { return f.Diverged })
	return out
}

// paired is a tie if the mean difference is within the noise of a seed, or
// within twice its own standard error.
func paired(d []float64, noise float64) string {
	m, n := average(d), float64(len(d))
	square := 0.0
	for _, x := range d {
		square += (x - m) * (x - m)
	}
	switch limit := max(noise, 2*math.Sqrt(square/max(n-1, 1)/n)); {
	case math.Abs(m) <= limit:
		return "="
	case m > 0:
		return "▲"
	}
	return "▼"
}
