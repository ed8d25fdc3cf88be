package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"rigscope/inference/evaluate"
	"rigscope/sources/faults"
)

// print is a table of methods and one of the kinds of fault, of at most 100
// columns.
func (v *evaluation) print(w io.Writer) error {
	var t page
	s := v.Split
	t.line("%s, seed %d, %d windows a cell; rows: %d fit, %d set thresholds, %d are damaged",
		clip(safe(v.Model.Name), 30), v.Seed, v.Windows, s.Train, s.Calibrate, s.Test)
	t.paragraph(strings.ToUpper(v.Note[:1]) + v.Note[1:] + ".")
	t.line("\nMETHODS, mean over kinds and severities")
	t.line("%-12s %6s %6s %6s %6s %6s %6s %6s %13s %7s", "method", "AUROC", "VUS-PR", "TPR", "FAR", "isol.", "found", "delay", "RMSE in→out", "damage")
	for _, m := range v.Methods {
		t.line("%-12s %6s %6s %6s %6s %6s %6s %6s %13s %7s", m.Method, figure(m.AUROC), figure(m.VUSPR), figure(m.TPR), figure(m.FAR),
			figure(m.Isolation), figure(m.Detected), tenths(m.Delay), arrow(m.Metrics), figure(m.Damage))
	}
	t.line("TPR at the threshold for 1 %% false alarms, FAR what it came to; delay in samples; RMSE, damage in σ")
	v.printKinds(&t)
	v.printLeftOut(&t)
	_, err := io.WriteString(w, t.String())
	return err
}

const kindHead = "%-12s %6s %6s %6s %6s %6s %6s %13s %7s %6s"

// printKinds is the first method, kind by kind.
func (v *evaluation) printKinds(t *page) {
	first := v.Methods[0].Method
	t.line("\nKINDS OF FAULT, %s, mean over severities", first)
	t.line(kindHead, "kind", "AUROC", "VUS-PR", "TPR", "isol.", "found", "delay", "RMSE in→out", "spill", "named")
	for _, k := range faults.Labels() {
		var cells []evaluate.Cell
		for _, r := range v.Rows {
			if r.Method == first && r.Kind == k {
				cells = append(cells, r.Cell)
			}
		}
		t.kind(string(k), evaluate.Summarise([]evaluate.Run{{Cells: cells}}).Metrics)
	}
	t.line("spill: RMSE added to the worst healthy channel; named: the kind was named right")
}

func (p *page) kind(name string, m evaluate.Metrics) {
	p.line(kindHead, name, figure(m.AUROC), figure(m.VUSPR), figure(m.TPR), figure(m.Isolation), figure(m.Detected), tenths(m.Delay),
		arrow(m), figure(m.Spillover), figure(m.KindTop1))
}

// printLeftOut is what models make of kinds they were not trained on.
func (v *evaluation) printLeftOut(t *page) {
	if len(v.LeftOut) == 0 {
		return
	}
	t.line("\nKINDS NEVER SEEN, by a model trained here without them")
	t.line(kindHead, "kind", "AUROC", "VUS-PR", "TPR", "isol.", "found", "delay", "RMSE in→out", "spill", "named")
	for _, r := range v.LeftOut {
		t.kind(fmt.Sprintf("%s S%g", r.Kind, r.Severity), r.Metrics)
	}
}

func arrow(m evaluate.Metrics) string { return figure(m.RMSEIn) + "→" + figure(m.RMSEOut) }

func figure(f evaluate.Figure) string {
	switch x := float64(f); {
	case math.IsNaN(x):
		return "–"
	case math.Abs(x) >= 100:
		return fmt.Sprintf("%.0f", x)
	case math.Abs(x) >= 10:
		return fmt.Sprintf("%.1f", x)
	default:
		return fmt.Sprintf("%.3f", x)
	}
}

func tenths(f evaluate.Figure) string {
	if math.IsNaN(float64(f)) {
		return "–"
	}
	return fmt.Sprintf("%.1f", float64(f))
}
