package faults

// gain multiplies by 1 + Size: a wrong span. Size has no unit; .05 reads 5 %
// too high. It acts on the raw value, so near zero it cannot be seen.
func gain() model {
	return model{levels: [3]float64{.05, .2, .5}, signed: true,
		begin: func(o onset) effect {
			return func(_ int, _ []float64, x float64) float64 { return x * (1 + o.Size) }
		}}
}
