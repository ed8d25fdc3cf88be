package faults

// stuck repeats the first sample of the fault that is not missing: a frozen
// converter or a dead bus that repeats its last telegram. Size says nothing;
// severity is how long it lasts.
func stuck() model {
	return model{levels: [3]float64{1, 1, 1}, offGrid: true,
		begin: func(onset) effect {
			var held float64
			begun := false
			return func(_ int, _ []float64, x float64) float64 {
				if !begun {
					held, begun = x, true
				}
				return held
			}
		}}
}
