package evaluate

import (
	"cmp"
	"math"
	"slices"
)

// Stream is the scores of consecutive windows, a hop apart, and whether the
// window holds a sample that the fault changed. A hop is VUSPR's unit of time.
type Stream struct {
	Score  []float64
	Faulty []bool
}

// VUSPR is the volume under the precision-recall surface (Paparrizos et al.
// 2022, PVLDB 15(11)), the mean over buffer lengths 0 to longest of their
// range-based average precision. A buffer of ℓ hops softens the labels
// by ℓ/2 on both sides of a fault, √(1−d/ℓ) at a distance of d hops, so that
// an alarm close by counts a little. Our reading: the series is the windows,
// not the samples; buffers end where a stream does; every distinct score is
// a threshold, where the authors take 250. NaN without a fault.
func VUSPR(streams []Stream, longest int) float64 {
	sum := 0.0
	for l := 0; l <= longest; l++ {
		sum += rangeAP(points(streams, l))
	}
	return sum / float64(longest+1)
}

// point is one window of the series: its score, its soft label, its label,
// and the number of the fault its buffer belongs to, -1 for none.
type point struct {
	score, soft float64
	faulty      bool
	fault       int
}

func points(streams []Stream, l int) (all []point, nFaults int) {
	for _, s := range streams {
		soft := make([]float64, len(s.Score))
		for _, f := range runs(s.Faulty) {
			soften(soft, f[0], f[1], l)
		}
		inside := false
		for i, v := range s.Score {
			p := point{score: v, soft: soft[i], faulty: s.Faulty[i], fault: -1}
			if soft[i] > 0 {
				if !inside {
					nFaults++
				}
				p.fault = nFaults - 1
			}
			inside = soft[i] > 0
			all = append(all, p)
		}
	}
	return all, nFaults
}

// runs are the [from, to) where v is true.
func runs(v []bool) [][2]int {
	var out [][2]int
	for i, x := range v {
		if x && (i == 0 || !v[i-1]) {
			out = append(out, [2]int{i, i})
		}
		if x {
			out[len(out)-1][1] = i + 1
		}
	}
	return out
}

// soften labels the fault [from, to) with 1 and l/2 hops beside it with less.
func soften(soft []float64, from, to, l int) {
	for i := from; i < to; i++ {
		soft[i] = 1
	}
	for d := 1; d <= l/2; d++ {
		v := math.Sqrt(1 - float64(d)/float64(l))
		if i := from - d; i >= 0 {
			soft[i] = min(1, soft[i]+v)
		}
		if i := to - 1 + d; i < len(soft) {
			soft[i] = min(1, soft[i]+v)
		}
	}
}

// rangeAP sums precision over the steps of recall, from the highest score
// down. Recall is the soft labels that were hit over the mean of hard and
// soft ones, times the share of faults that were hit at all.
func rangeAP(all []point, nFaults int) float64 {
	if nFaults == 0 {
		return math.NaN()
	}
	positives := 0.0
	for _, p := range all {
		positives += p.soft / 2
		if p.faulty {
			positives += .5
		}
	}
	slices.SortStableFunc(all, func(a, b point) int { return cmp.Compare(b.score, a.score) })
	hit, seen := 0.0, map[int]bool{}
	area, recall := 0.0, 0.0
	for i, p := range all {
		hit += p.soft
		if p.fault >= 0 {
			seen[p.fault] = true
		}
		if i+1 < len(all) && all[i+1].score == p.score {
			continue // the same threshold
		}
		r := min(hit/positives, 1) * float64(len(seen)) / float64(nFaults)
		area += (r - recall) * hit / float64(i+1)
		recall = r
	}
	return area
}
