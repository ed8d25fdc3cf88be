package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rigscope/inference/baselines"
	"rigscope/inference/evaluate"
)

// runs are the parts of one set that have been computed: the network's and
// the others' by name, on the same faults.
type runs struct {
	network []evaluate.Run
	others  map[string][]evaluate.Run
	seconds []float64 // of each training
}

// runsOf takes the seeds for which both parts are there.
func (l *lab) runsOf(set string) runs {
	r := runs{others: map[string][]evaluate.Run{}}
	for _, seed := range seeds {
		n, ok := read[tried](l, networkPart(set, seed))
		others, also := read[[]evaluate.Run](l, baselinesPart(set, seed))
		if !ok || !also {
			continue
		}
		r.network, r.seconds = append(r.network, n.Run), append(r.seconds, n.Seconds)
		for _, o := range others {
			r.others[o.Method] = append(r.others[o.Method], o)
		}
		pairs, _ := read[[]evaluate.Run](l, separatePart(set, seed))
		for _, o := range pairs {
			r.others[o.Method] = append(r.others[o.Method], o)
		}
	}
	maps.DeleteFunc(r.others, func(_ string, o []evaluate.Run) bool { return len(o) < len(r.network) }) // all have the same faults
	return r
}

// missing is what stands where nothing has been computed.
func missing(what, only string) string {
	return fmt.Sprintf("*Not computed: %s. `go run ./cmd/results -only '%s'` computes it.*\n", what, only)
}

// mainTable is every method on one set.
func (l *lab) mainTable(set string) string {
	r := l.runsOf(set)
	if len(r.network) == 0 {
		return missing("the table of "+set, "^main/"+set+"/")
	}
	sums := []evaluate.Summary{evaluate.Summarise(r.network)}
	sums[0].Method = "**" + sums[0].Method + "**"
	for _, m := range slices.Concat(baselines.Methods(), baselines.Separate()) {
		if rs := r.others[m.Name]; len(rs) > 0 {
			sums = append(sums, evaluate.Summarise(rs))
		}
	}
	return fmt.Sprintf("%s%s\n%s", evaluate.Table(sums), seedsNote(len(r.network)), against(r))
}

func seedsNote(n int) string {
	if n == len(seeds) {
		return ""
	}
	return fmt.Sprintf("\n%d of %d seeds computed.\n", n, len(seeds))
}

// compared are the metrics that are held against the bar; up says that more
// is better.
var compared = []struct {
	name string
	of   func(evaluate.Metrics) evaluate.Figure
	up   bool
}{
	{"AUROC", func(m evaluate.Metrics) evaluate.Figure { return m.AUROC }, true},
	{"TPR", func(m evaluate.Metrics) evaluate.Figure { return m.TPR }, true},
	{"isolation", func(m evaluate.Metrics) evaluate.Figure { return m.Isolation }, true},
	{"RMSE out", func(m evaluate.Metrics) evaluate.Figure { return m.RMSEOut }, false},
}

// against says how the network does beside the bar, and by what chance.
func against(r runs) string {
	bar := r.others[baselines.Bar]
	a, b := evaluate.Summarise(r.network).Metrics, evaluate.Summarise(bar).Metrics
	var out []string
	for _, c := range compared {
		d := float64(c.of(a) - c.of(b))
		p := evaluate.Against(r.network, bar, c.of)
		out = append(out, fmt.Sprintf("%s %+.3f, %s (p %s)", c.name, d, verdict(d, p, c.up), probability(p)))
	}
	return fmt.Sprintf("Against %s, paired over the 36 cells: %s.\n", baselines.Bar, strings.Join(out, "; "))
}

// verdict is a tie where the signed ranks see no difference.
func verdict(d, p float64, up bool) string {
	switch {
	case p >= .05 || d == 0:
		return "a tie"
	case d > 0 == up:
		return "better"
	}
	return "worse"
}

func probability(p float64) string {
	if p < .0001 {
		return "< .0001"
	}
	return fmt.Sprintf("= %.2g", p)
}

// kindTable is the network on one set, kind by kind.
func (l *lab) kindTable(set string) string {
	r := l.runsOf(set)
	if len(r.network) == 0 {
		return missing("the kinds of "+set, "^main/"+set+"/")
	}
	rows, byKind := evaluate.Rows(r.network), map[string][]evaluate.Row{}
	var order []string
	for _, row := range rows {
		k := string(row.Kind)
		if byKind[k] == nil {
			order = append(order, k)
		}
		byKind[k] = append(byKind[k], row)
	}
	var b strings.Builder
	b.WriteString("| kind | AUROC | TPR | isolation | RMSE in→out | detected / delay at S2 | kind named |\n|---|---|---|---|---|---|---|\n")
	for _, k := range order {
		fmt.Fprintf(&b, "| %s | %s |\n", k, kindRow(byKind[k]))
	}
	return b.String()
}

// kindRow is the three severities of a kind.
func kindRow(rows []evaluate.Row) string {
	var auroc, tpr, found, rmse, named []string
	for _, r := range rows {
		auroc, tpr, found = append(auroc, two(r.AUROC)), append(tpr, two(r.TPR)), append(found, two(r.Isolation))
		rmse, named = append(rmse, two(r.RMSEIn)+"→"+two(r.RMSEOut)), append(named, two(r.KindTop1))
	}
	s2 := rows[len(rows)/2]
	j := func(v []string) string { return strings.Join(v, " ") }
	return strings.Join([]string{j(auroc), j(tpr), j(found), strings.Join(rmse, ", "),
		fmt.Sprintf("%s / %.0f", two(s2.Detected), float64(s2.Delay)), j(named)}, " | ")
}

// two digits, without the zero in front.
func two(f evaluate.Figure) string {
	return strings.Replace(fmt.Sprintf("%.2f", float64(f)), "0.", ".", 1)
}
