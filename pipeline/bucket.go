package pipeline

import (
	"math"

	"rigscope/inference"
)

// Bucket sums up the frames of one channel over a stretch of time: what a
// chart needs of samples that are too many to draw, or no longer kept.
type Bucket struct {
	Raw, Value Extent  // of the measured and of the corrected signal [unit]
	Residual   Extent  // measured minus corrected [unit]
	Score      float64 // highest; NaN without one
	Corrected  int32   // samples with this status, as below
	Withheld   int32
	Missing    int32
	Frames     int32 // all of them
}

// Extent is what a stretch of numbers amounts to. The infinite count for Lo
// and Hi only.
type Extent struct {
	Lo, Hi     float64 // Hi < Lo: there is no number in it
	Mean       float64 // of the finite
	Square     float64 // sum of their squared distances from Mean
	N          int32   // how many are finite
	Open, Shut bool    // the first, the last is a number
}

// noBucket is the sum of nothing.
func noBucket() Bucket {
	return Bucket{Raw: noExtent(), Value: noExtent(), Residual: noExtent(), Score: math.NaN()}
}

func noExtent() Extent { return Extent{Lo: math.Inf(1), Hi: math.Inf(-1)} }

// add takes in one judged sample.
func (b *Bucket) add(raw, value, score float64, status inference.Status) {
	first := b.Frames == 0
	b.Raw.add(raw, first)
	b.Value.add(value, first)
	b.Residual.add(raw-value, first)
	b.Score = higher(b.Score, score)
	b.Frames++
	switch status {
	case inference.Corrected:
		b.Corrected++
	case inference.Withheld:
		b.Withheld++
	case inference.Missing:
		b.Missing++
	}
}

// Merge takes in the bucket that follows b.
func (b *Bucket) Merge(next *Bucket) {
	first := b.Frames == 0
	b.Raw.merge(&next.Raw, first)
	b.Value.merge(&next.Value, first)
	b.Residual.merge(&next.Residual, first)
	b.Score = higher(b.Score, next.Score)
	b.Frames += next.Frames
	b.Corrected += next.Corrected
	b.Withheld += next.Withheld
	b.Missing += next.Missing
}

// higher is the greater of two, of which either may be NaN.
func higher(a, b float64) float64 {
	if b > a || a != a {
		return b
	}
	return a
}

func (e *Extent) add(x float64, first bool) {
	e.Shut = x == x
	e.Open = e.Open || first && e.Shut
	if !e.Shut {
		return
	}
	e.Lo, e.Hi = min(e.Lo, x), max(e.Hi, x)
	if math.IsInf(x, 0) {
		return
	}
	e.N++ // Welford, Technometrics 4 (1962), 419
	step := x - e.Mean
	e.Mean += step / float64(e.N)
	e.Square += step * (x - e.Mean)
}

// merge adds the moments as Chan, Golub and LeVeque do (1979), eq. 2.1.
func (e *Extent) merge(next *Extent, first bool) {
	e.Open = first && next.Open || !first && e.Open
	e.Shut = next.Shut
	e.Lo, e.Hi = min(e.Lo, next.Lo), max(e.Hi, next.Hi)
	if next.N == 0 {
		return
	}
	n, m := float64(e.N), float64(next.N)
	step := next.Mean - e.Mean
	e.Mean += step * m / (n + m)
	e.Square += next.Square + step*step*n*m/(n+m)
	e.N += next.N
}

// Some is true if there is a number in it.
func (e *Extent) Some() bool { return e.Hi >= e.Lo }

// Average is the mean of the finite, NaN without any.
func (e *Extent) Average() float64 {
	if e.N == 0 {
		return math.NaN()
	}
	return e.Mean
}

// Spread is the standard deviation of the finite, with N−1; NaN with fewer
// than two.
func (e *Extent) Spread() float64 {
	if e.N < 2 {
		return math.NaN()
	}
	return math.Sqrt(e.Square / float64(e.N-1))
}
