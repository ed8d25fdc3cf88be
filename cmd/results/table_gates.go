package main

import (
	"fmt"
	"math"
	"strings"

	"rigscope/inference/baselines"
	"rigscope/inference/evaluate"
)

// gate is one thing that must hold.
type gate struct {
	what     string
	limit    float64
	atMost   bool // else at least
	measured float64
	from     string // how much was measured: "5 seeds"
	ref      string // of our reference implementation (Python)
}

func (g gate) passed() bool {
	if g.atMost {
		return g.measured <= g.limit
	}
	return g.measured >= g.limit
}

func (g gate) row() string {
	sign, verdict := "≥", "pass"
	if g.atMost {
		sign = "≤"
	}
	switch {
	case math.IsNaN(g.measured):
		return fmt.Sprintf("| %s | %s %g | – | not computed | | %s |", g.what, sign, g.limit, g.ref)
	case !g.passed():
		verdict = "**miss**"
	}
	return fmt.Sprintf("| %s | %s %g | %.3f | %s | %s | %s |", g.what, sign, g.limit, g.measured, verdict, g.from, g.ref)
}

func gateTable(gs []gate) string {
	var b strings.Builder
	b.WriteString("| what | gate | measured | | from | reference |\n|---|---|---|---|---|---|\n")
	for _, g := range gs {
		fmt.Fprintln(&b, g.row())
	}
	return b.String()
}

// wanted are the gates of a set: AUROC, TPR, FAR, isolation, RMSE out.
var wanted = []struct {
	set   string
	limit [5]float64
	ref   [5]string
}{
	{"hyd", [5]float64{.93, .76, .04, .89, .20}, [5]string{".937", ".794", ".036", ".903", ".185"}},
	{"skab", [5]float64{.92, .68, .03, .88, .40}, [5]string{".923", ".703", ".000", ".891", ".384"}},
	{"auv", [5]float64{.83, .50, .03, .72, .50}, [5]string{".842", ".532", ".006", ".740", ".466"}},
}

// gates of the main table, the pairs and the witness.
func (l *lab) gates() []gate {
	var out []gate
	for _, w := range wanted {
		s := l.summary(w.set)
		for i, v := range []evaluate.Figure{s.AUROC, s.TPR, s.FAR, s.Isolation, s.RMSEOut} {
			name := [...]string{"AUROC", "TPR", "achieved FAR", "isolation", "RMSE out [σ]"}[i]
			out = append(out, gate{w.set + " " + name, w.limit[i], i == 2 || i == 4, float64(v), seedsOf(s.Seeds), w.ref[i]})
		}
	}
	for _, set := range pairSets {
		ref := map[string]string{"skab": ".013", "hyd": ".012", "auv": ".009"}[set]
		ts, kept := l.pairs(set), l.carried(set)
		out = append(out, gate{set + " FAR under control D", .015, true, meanOf(ts, achieved), fmt.Sprintf("%d of %d pairs", len(ts), experiments), ref},
			gate{set + " the same, threshold carried over gaps", .015, true, meanOf(kept, achieved), fmt.Sprintf("%d of %d pairs", len(kept), experiments), ""})
	}
	f1, far := math.NaN(), math.NaN()
	if w, ok := l.witnessed(); ok {
		c := total(w.Folders)
		f1, far = c.f1(), c.far()
	}
	seconds, ok := read[float64](l, timePart())
	if !ok {
		seconds = math.NaN()
	}
	out = append(out, gate{"hyd, seconds to train", 120, true, seconds, "1 training, idle machine", "90–139"})
	return append(out, gate{"SKAB protocol F1, witness", .83, false, f1, "23 files", ".851"}, gate{"SKAB protocol FAR, witness", .13, true, far, "23 files", ".101"})
}

// relative are the gates against other methods in the same run.
func (l *lab) relative() []gate {
	var out []gate
	for _, set := range sets {
		r := l.runsOf(set)
		if len(r.network) == 0 {
			continue
		}
		us, bar, plain := evaluate.Summarise(r.network), evaluate.Summarise(r.others[baselines.Bar]), evaluate.Summarise(r.others["autoencoder"])
		out = append(out,
			gate{set + " isolation above " + baselines.Bar, .05, false, float64(us.Isolation - bar.Isolation), seedsOf(len(r.network)), ""},
			gate{set + " RMSE out below " + baselines.Bar, 0, false, float64(bar.RMSEOut - us.RMSEOut), seedsOf(len(r.network)), ""},
			gate{set + " AUROC above the autoencoder", .10, false, float64(us.AUROC - plain.AUROC), seedsOf(len(r.network)), ""})
	}
	return out
}

// aims are where it should get to.
func (l *lab) aims() []gate {
	var out []gate
	for _, set := range sets {
		r := l.runsOf(set)
		if len(r.network) == 0 {
			continue
		}
		us := evaluate.Summarise(r.network)
		best := math.Inf(1)
		for _, o := range r.others {
			best = math.Min(best, float64(evaluate.Summarise(o).RMSEOut))
		}
		out = append(out, gate{set + " AUROC", .95, false, float64(us.AUROC), seedsOf(len(r.network)), ""}, gate{set + " TPR", .85, false, float64(us.TPR), seedsOf(len(r.network)), ""},
			gate{set + " isolation", .93, false, float64(us.Isolation), seedsOf(len(r.network)), ""},
			gate{set + " RMSE below the best other, share", .37, false, 1 - float64(us.RMSEOut)/best, seedsOf(len(r.network)), ""})
	}
	return out
}

func seedsOf(n int) string {
	if n == 1 {
		return "1 seed"
	}
	return fmt.Sprintf("%d seeds", n)
}

// summary of the network on a set; all NaN if it has not been computed.
func (l *lab) summary(set string) evaluate.Summary {
	r := l.runsOf(set)
	if len(r.network) == 0 {
		nan := evaluate.Figure(math.NaN())
		return evaluate.Summary{Metrics: evaluate.Metrics{AUROC: nan, TPR: nan, Isolation: nan, RMSEOut: nan}, Untouched: evaluate.Untouched{FAR: nan}}
	}
	return evaluate.Summarise(r.network)
}
