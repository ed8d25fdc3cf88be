package faults

import "math"

// hum adds a sine of amplitude Size [unit]: mains or a converter's carrier,
// aliased. The seed draws its phase and its frequency, between .08 and .45
// cycles a sample.
func hum() model {
	return model{levels: [3]float64{.1, .5, 1}, relative: true,
		begin: func(o onset) effect {
			rng := o.chance(0)
			freq, phase := .08+.37*rng.Float64(), rng.Float64()
			return func(i int, _ []float64, x float64) float64 {
				_, turn := math.Modf(freq*float64(i) + phase)
				return x + o.Size*math.Sin(2*math.Pi*turn)
			}
		}}
}
