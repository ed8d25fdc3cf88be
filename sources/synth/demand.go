package synth

import "math/rand/v2"

// demand is what the plant asks of the rig: every 15 to 60 s another speed,
// another valve opening or both. The speed goes along a ramp.
type demand struct {
	rng   *rand.Rand
	rest  float64 // [s] until the next change
	speed float64 // relative, on its way to goal
	goal  float64
	ramp  float64 // [1/s]
	valve float64 // opening 0..1
}

func newDemand(rng *rand.Rand) demand {
	d := demand{rng: rng, speed: .8, goal: .8, valve: .6}
	d.change()
	return d
}

// step goes on by dt [s].
func (d *demand) step(dt float64) {
	if d.rest -= dt; d.rest <= 0 {
		d.change()
	}
	d.speed = slew(d.speed, d.goal, d.ramp*dt)
}

func (d *demand) change() {
	d.rest += 15 + 45*d.rng.Float64()
	d.ramp = .02 + .28*d.rng.Float64()
	what, goal, valve := d.rng.IntN(3), .55+.45*d.rng.Float64(), .3+.7*d.rng.Float64()
	if what != 0 {
		d.goal = goal
	}
	if what != 1 {
		d.valve = valve
	}
}
