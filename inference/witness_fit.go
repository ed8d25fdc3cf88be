package inference

import (
	"cmp"
	"math"
	"slices"
)

// The constants of the fit.
const (
	steadyBlock  = 20  // [rows] of a block of the stationarity test
	steadyLimit  = 4   // of g: 1 is white noise, steadyBlock is a pure drift
	steadyLeast  = 2   // channels that are watched in any case
	witnessLeast = 100 // [rows] with features: a 99 % quantile needs a hundred
)

// FitWitness learns from clean segments, each [C][N] in physical units. No
// window spans two segments. On one segment of 400 rows it is the
// recipe of our reference implementation but for a third feature, which
// changes nothing there, and the epsilons, which channels that never move
// need; those are not watched at all. With too few rows nothing is.
func FitWitness(segments [][][]float64) Witness {
	w := Witness{Kept: steadiest(segments)}
	for _, c := range w.Kept {
		v := pooled(segments, c)
		slices.Sort(v)
		_, std := meanStd(v)
		w.Center, w.Spread = append(w.Center, quantile(v, .5)), append(w.Spread, std)
	}
	rows := w.features(segments)
	if len(rows) < witnessLeast || len(w.Kept) == 0 {
		return Witness{}
	}
	w.Habits = habits(rows)
	strays := make([]float64, len(rows))
	for i, f := range rows {
		_, strays[i] = w.farthest(f)
	}
	slices.Sort(strays)
	if w.Scale = quantile(strays, .99); !(w.Scale > 0) {
		return Witness{}
	}
	return w
}

// steadiest lists the channels whose slow part is small: those with g below
// the limit, or else the two with the least.
func steadiest(segments [][][]float64) []int {
	var kept []int
	wander := make([]float64, len(segments[0]))
	for c := range wander {
		if wander[c] = wandering(segments, c); !math.IsNaN(wander[c]) {
			kept = append(kept, c)
		}
	}
	slices.SortStableFunc(kept, func(a, b int) int { return cmp.Compare(wander[a], wander[b]) })
	for n := len(kept); n > steadyLeast && wander[kept[n-1]] >= steadyLimit; n-- {
		kept = kept[:n-1]
	}
	slices.Sort(kept)
	return kept
}

// wandering is g, the variance of the means of blocks, times the block's
// length, over the variance of the rows. NaN if the channel never moves.
func wandering(segments [][][]float64, c int) float64 {
	var means []float64
	for _, seg := range segments {
		for b := range slices.Chunk(seg[c], steadyBlock) {
			if m := validMean(b); len(b) == steadyBlock && !math.IsNaN(m) {
				means = append(means, m)
			}
		}
	}
	_, slow := meanStd(means)
	all := pooled(segments, c)
	if _, std := meanStd(all); len(means) > 1 && slices.Min(all) < slices.Max(all) {
		return steadyBlock * slow * slow / (std * std)
	}
	return math.NaN()
}

// features lists the features [2K] of each row that has any.
func (w *Witness) features(segments [][][]float64) (rows [][]float64) {
	z := make([]float64, len(w.Kept))
	for _, seg := range segments {
		t, x := newTrail(len(z)), make([]float64, len(seg))
		for i := range seg[0] {
			for c := range x {
				x[c] = seg[c][i]
			}
			w.standardise(z, x)
			t.push(z)
			f := make([]float64, 2*len(z))
			t.features(f)
			if slices.ContainsFunc(f, isNumber) {
				rows = append(rows, f)
			}
		}
	}
	return rows
}

// habits are mean and standard deviation of each feature, the latter no
// less than white noise of one standard deviation has. A feature that was
// never there has no habit it could leave.
func habits(rows [][]float64 /* [N][2K] */) []Habit {
	h := make([]Habit, len(rows[0]))
	for i := range h {
		floor := 1 / math.Sqrt(witnessRows)
		if i >= len(h)/2 {
			floor *= .7
		}
		f := column(rows, i)
		if !slices.ContainsFunc(f, isNumber) {
			floor = math.MaxFloat64
		}
		mean, std := meanStd(f)
		h[i] = Habit{mean, max(std, floor)}
	}
	return h
}

// pooled is what channel c measured over all segments, without gaps.
func pooled(segments [][][]float64, c int) (v []float64) {
	for _, seg := range segments {
		for _, x := range seg[c] {
			if isNumber(x) {
				v = append(v, x)
			}
		}
	}
	return v
}

// meanStd is the mean and the population standard deviation of the numbers
// in v, both 0 if there are none.
func meanStd(v []float64) (mean, std float64) {
	n := 0.0
	for _, x := range v {
		if !math.IsNaN(x) {
			mean, n = mean+x, n+1
		}
	}
	if n == 0 {
		return 0, 0
	}
	mean /= n
	for _, x := range v {
		if !math.IsNaN(x) {
			std += (x - mean) * (x - mean)
		}
	}
	return mean, math.Sqrt(std / n)
}

func isNumber(x float64) bool { return !math.IsNaN(x) }

func column(v [][]float64, c int) []float64 {
	out := make([]float64, len(v))
	for i := range v {
		out[i] = v[i][c]
	}
	return out
}
