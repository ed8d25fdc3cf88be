package faults

// noise adds Gaussian noise of standard deviation Size [unit]: a lost
// shield, a failing amplifier.
func noise() model {
	return model{levels: [3]float64{.25, 1, 3}, relative: true,
		begin: func(o onset) effect {
			return func(i int, _ []float64, x float64) float64 { return x + o.Size*o.chance(i).NormFloat64() }
		}}
}
