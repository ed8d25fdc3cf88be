package faults

// dropout reads raw 0 on the share Size (0..1] of the samples, drawn one by
// one: a loose contact.
func dropout() model {
	return model{levels: [3]float64{.05, .25, 1}, most: 1, offGrid: true,
		begin: func(o onset) effect {
			return func(i int, _ []float64, x float64) float64 {
				if o.chance(i).Float64() < o.Size {
					return 0
				}
				return x
			}
		}}
}
