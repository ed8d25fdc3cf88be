package faults

import "math"

// MaxDelay [samples] is the longest delay, because a stream must remember
// that much of every channel that is to be delayed.
const MaxDelay = 1024

// delay shows what was there Size samples ago (rounded): a filter set too
// slow, a backed-up bus. A gap comes late too, and before the beginning the
// oldest sample is shown.
func delay() model {
	return model{levels: [3]float64{2, 8, 24}, most: MaxDelay, offGrid: true,
		begin: func(o onset) effect {
			d := int(math.Round(o.Size))
			return func(_ int, past []float64, x float64) float64 { return ago(d, past, x) }
		}}
}

func ago(d int, past []float64, x float64) float64 {
	if d <= 0 || len(past) == 0 {
		return x
	}
	return past[max(len(past)-d, 0)]
}
