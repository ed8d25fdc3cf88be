package synth

import "math/rand/v2"

// Temperatures [°C]. A small rig: it warms in minutes.
type thermal struct {
	ambient wander // around 24
	winding lag
	bearing lag
	fluid   lag
}

func newThermal(dt float64) thermal {
	return thermal{ambient: newWander(1.5, 900, dt),
		winding: newLag(55, 45, dt), bearing: newLag(40, 70, dt), fluid: newLag(32, 100, dt)}
}

// step takes up the motor's losses and what the pump wastes [kW], the
// friction of the bearing at relative speed n under rubbing [N·m], in an
// ambient warmed by warmer [K].
func (h *thermal) step(rng *rand.Rand, motor, wasted, n, rubbing, warmer float64) {
	air := 24 + h.ambient.next(rng) + warmer
	h.fluid.follow(air + 7*wasted)
	h.winding.follow(air + 105*motor + .3*(h.fluid.v-air))
	h.bearing.follow(air + 13*n*n + 2.5*rubbing + .3*(h.winding.v-air))
}
