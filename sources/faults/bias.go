package faults

// bias adds Size [unit]: a wrong zero.
func bias() model {
	return model{levels: [3]float64{.3, 1, 3}, relative: true, signed: true,
		begin: func(o onset) effect {
			return func(_ int, _ []float64, x float64) float64 { return x + o.Size }
		}}
}
