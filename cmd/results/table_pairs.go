package main

import (
	"fmt"
	"math"
	"strings"

	"rigscope/inference/evaluate"
)

// pairs are the experiments of a set that have been computed.
func (l *lab) pairs(set string) []tried {
	var out []tried
	for k := range experiments {
		if t, ok := read[tried](l, pairPart(set, k)); ok {
			out = append(out, t)
		}
	}
	return out
}

// carried are the same experiments counted through the test segments in
// their order, the threshold kept over the gaps between them.
func (l *lab) carried(set string) []tried {
	var out []tried
	for k := range experiments {
		if f, ok := read[figures](l, alarmsPart(set, k)); ok {
			out = append(out, tried{Calibration: f})
		}
	}
	return out
}

func achieved(t tried) float64 { return t.Calibration.Achieved }
func fixed(t tried) float64    { return t.Calibration.Fixed }

// meanOf is NaN of none.
func meanOf(ts []tried, of func(tried) float64) float64 {
	sum := 0.0
	for _, t := range ts {
		sum += of(t)
	}
	return sum / float64(len(ts))
}

func worstOf(ts []tried, of func(tried) float64) float64 {
	worst := math.Inf(-1)
	for _, t := range ts {
		worst = max(worst, of(t))
	}
	return worst
}

// within counts the experiments that keep to 1.5 times the nominal rate.
func within(ts []tried, of func(tried) float64) int {
	n := 0
	for _, t := range ts {
		n += count(of(t) <= 1.5*nominal)
	}
	return n
}

// nominal share of clean hops in alarm.
const nominal = .01

func (l *lab) pairsTable() string {
	var b strings.Builder
	b.WriteString("| set | pairs | control D: mean | ÷ nominal | worst | ≤ 1.5 × nominal | fixed threshold: mean | worst | episodes a day | AUROC | TPR (fixed) |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, set := range pairSets {
		ts := l.pairs(set)
		if len(ts) == 0 {
			fmt.Fprintf(&b, "| %s | 0, not computed | | | | | | | | | |\n", set)
			continue
		}
		mean := meanOf(ts, achieved)
		fmt.Fprintf(&b, "| %s | %d | %.3f | %.1f | %.3f | %d of %d | %.3f | %.3f | %.1f | %.3f | %.3f |\n", set, len(ts), mean, mean/nominal,
			worstOf(ts, achieved), within(ts, achieved), len(ts), meanOf(ts, fixed), worstOf(ts, fixed),
			meanOf(ts, func(t tried) float64 { return t.Calibration.Episodes }), meanOf(ts, auroc), meanOf(ts, tpr))
	}
	return b.String()
}

func auroc(t tried) float64 { return float64(evaluate.Summarise([]evaluate.Run{t.Run}).AUROC) }
func tpr(t tried) float64   { return float64(evaluate.Summarise([]evaluate.Run{t.Run}).TPR) }

// pairsEach is every experiment, so that the worst can be seen.
func (l *lab) pairsEach() string {
	var b strings.Builder
	b.WriteString("| set | threshold | achieved FAR of each pair under control D | mean |\n|---|---|---|---|\n")
	for _, set := range pairSets {
		eachRow(&b, set, "anew", l.pairs(set))
		eachRow(&b, set, "carried", l.carried(set))
	}
	return b.String()
}

func eachRow(b *strings.Builder, set, how string, ts []tried) {
	if len(ts) == 0 {
		return
	}
	var v []string
	for _, t := range ts {
		v = append(v, fmt.Sprintf("%.3f", achieved(t)))
	}
	fmt.Fprintf(b, "| %s | %s | %s | %.3f |\n", set, how, strings.Join(v, " "), meanOf(ts, achieved))
}

// pairsInShort is the mean and how many pairs it is of.
func (l *lab) pairsInShort(set string) string {
	ts := l.pairs(set)
	if len(ts) == 0 {
		return "not computed"
	}
	return fmt.Sprintf("%.3f over %d of %d pairs, at worst %.3f", meanOf(ts, achieved), len(ts), experiments, worstOf(ts, achieved))
}

// seedsInShort is how many seeds of the main table there are.
func (l *lab) seedsInShort(set string) string {
	return fmt.Sprintf("%d of %d", len(l.runsOf(set).network), len(seeds))
}
