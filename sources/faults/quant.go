package faults

import "math"

// quant rounds to multiples of Size [unit]: lost bits of a converter.
func quant() model {
	return model{levels: [3]float64{.1, .3, 1}, relative: true,
		begin: func(o onset) effect {
			return func(_ int, _ []float64, x float64) float64 { return o.Size * math.Round(x/o.Size) }
		}}
}
