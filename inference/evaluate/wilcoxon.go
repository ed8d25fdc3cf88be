package evaluate

import (
	"cmp"
	"math"
	"slices"
)

// Wilcoxon is the two-sided p-value of the signed-rank test for pairs a[i],
// b[i] (Wilcoxon 1945). It is exact for any number of pairs: the
// distribution of the rank sum is counted, ties and all. Equal pairs are left
// out; without any others it is 1.
func Wilcoxon(a, b []float64) float64 {
	var d []float64
	for i := range a {
		if x := a[i] - b[i]; x != 0 && !math.IsNaN(x) {
			d = append(d, x)
		}
	}
	slices.SortFunc(d, func(x, y float64) int { return cmp.Compare(math.Abs(x), math.Abs(y)) })
	ranks := twiceRanks(d)
	plus := 0
	for i, x := range d {
		if x > 0 {
			plus += ranks[i]
		}
	}
	return tail(ranks, plus)
}

// twiceRanks of values sorted by size, ties sharing the mean; doubled they
// are whole numbers.
func twiceRanks(d []float64) []int {
	out := make([]int, len(d))
	for i := 0; i < len(d); {
		j := i
		for j < len(d) && math.Abs(math.Abs(d[j])-math.Abs(d[i])) < 1e-12 {
			j++
		}
		for k := i; k < j; k++ {
			out[k] = i + 1 + j
		}
		i = j
	}
	return out
}

// tail is the chance of a rank sum at least as far from its middle as plus,
// each sign being + or − alike.
func tail(ranks []int, plus int) float64 {
	total := 0
	for _, r := range ranks {
		total += r
	}
	chance := make([]float64, total+1)
	chance[0] = 1
	for _, r := range ranks {
		for s := total; s >= 0; s-- {
			chance[s] /= 2
			if s >= r {
				chance[s] += chance[s-r] / 2
			}
		}
	}
	far, p := max(plus, total-plus), 0.0
	for s, c := range chance {
		if s >= far || s <= total-far {
			p += c
		}
	}
	return min(p, 1)
}
