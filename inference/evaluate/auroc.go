package evaluate

import (
	"math"
	"slices"
)

// AUROC is the chance that a faulty window scores above a clean one, ties
// counting half (Mann & Whitney 1947). NaN if one of them is empty.
func AUROC(clean, faulty []float64) float64 {
	if len(clean) == 0 || len(faulty) == 0 {
		return math.NaN()
	}
	sorted, wins := slices.Sorted(slices.Values(clean)), 0.0
	for _, s := range faulty {
		below, _ := slices.BinarySearch(sorted, s)
		notAbove, _ := slices.BinarySearch(sorted, math.Nextafter(s, math.Inf(1)))
		wins += float64(below+notAbove) / 2
	}
	return wins / float64(len(clean)) / float64(len(faulty))
}

// above is the share of v over the threshold.
func above(v []float64, threshold float64) float64 {
	n := 0.0
	for _, s := range v {
		if s > threshold {
			n++
		}
	}
	return n / float64(len(v))
}
