package faults

import (
	"math"
	"slices"
)

// clip saturates at the quantile of the clean signal that leaves the share
// |Size| of it beyond: .05 cuts off the top 5 %, -.05 the bottom 5 %. The
// quantile is that of the faulty interval in a slice, which is known, and of
// the time before the fault in a stream, where the future is not.
func clip() model {
	return model{levels: [3]float64{.05, .2, .5}, signed: true, most: 1,
		begin: func(o onset) effect {
			if o.Size < 0 {
				floor := quantile(o.ref, -o.Size)
				return func(_ int, _ []float64, x float64) float64 { return math.Max(x, floor) }
			}
			ceiling := quantile(o.ref, 1-o.Size)
			return func(_ int, _ []float64, x float64) float64 { return math.Min(x, ceiling) }
		}}
}

// quantile p (0..1) of the values that are there, interpolated linearly
// between neighbours. At least one must be there.
func quantile(x []float64, p float64) float64 {
	v := slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	slices.Sort(v)
	at := p * float64(len(v)-1)
	i := min(int(at), len(v)-1)
	j := min(i+1, len(v)-1)
	return v[i] + (at-float64(i))*(v[j]-v[i])
}
