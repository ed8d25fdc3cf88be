package baselines

import (
	"math"
	"slices"
)

// norm scales one kind of evidence: 0 at its clean median, 1 at its clean
// 99 % quantile.
type norm struct{ median, span float64 }

// fitNorms learns a norm for each channel from v [N][C]. A span is at least
// least and a twentieth of the median span, so that one very quiet channel
// cannot make a mountain of a molehill.
func fitNorms(v [][]float64, least float64) []norm {
	norms, spans := make([]norm, len(v[0])), make([]float64, len(v[0]))
	for c := range norms {
		var col []float64
		for i := range v {
			col = append(col, v[i][c])
		}
		slices.Sort(col)
		norms[c].median = between(col, .5)
		spans[c] = between(col, .99) - norms[c].median
	}
	sorted := slices.Sorted(slices.Values(spans))
	floor := max(.05*between(sorted, .5), least)
	for c := range norms {
		norms[c].span = max(spans[c], floor)
	}
	return norms
}

// between is the quantile of sorted values, linear between neighbours.
func between(sorted []float64, q float64) float64 {
	x := q * float64(len(sorted)-1)
	i := min(int(x), len(sorted)-1)
	j := min(i+1, len(sorted)-1)
	return sorted[i] + (x-math.Floor(x))*(sorted[j]-sorted[i])
}
