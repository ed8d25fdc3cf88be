package evaluate

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Table is a row of Markdown for each method.
func Table(sums []Summary) string {
	var b strings.Builder
	b.WriteString("| method | AUROC | VUS-PR | TPR | FAR | isolation | detected / delay | RMSE in→out | spill | damage | kind |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, s := range sums {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s / %s | %s→%s | %s | %s | %s |\n", s.Method,
			short(s.AUROC, s.Std.AUROC), short(s.VUSPR), short(s.TPR, s.Std.TPR), short(s.FAR), short(s.Isolation), short(s.Detected),
			whole(s.Delay), short(s.RMSEIn), short(s.RMSEOut), short(s.Spillover), short(s.Damage), short(s.KindTop1))
	}
	return b.String()
}

// short is f with three digits, ± the deviation if there is one.
func short(f Figure, std ...Figure) string {
	if math.IsNaN(float64(f)) {
		return "–"
	}
	s := fmt.Sprintf("%.3f", float64(f))
	if slices.ContainsFunc(std, func(d Figure) bool { return d > 0 }) {
		s += fmt.Sprintf("±%.3f", float64(std[0]))
	}
	return s
}

func whole(f Figure) string {
	if math.IsNaN(float64(f)) {
		return "–"
	}
	return fmt.Sprintf("%.0f", float64(f))
}
