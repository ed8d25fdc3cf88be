package faults

// drift adds a ramp that reaches Size [unit] at the last sample: ageing,
// creep, a slow leak in the sensor.
func drift() model {
	return model{levels: [3]float64{.3, 1, 3}, relative: true, signed: true,
		begin: func(o onset) effect {
			n := float64(o.To - o.From)
			return func(i int, _ []float64, x float64) float64 { return x + o.Size*float64(i+1)/n }
		}}
}
