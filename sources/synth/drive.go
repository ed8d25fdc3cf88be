package synth

import (
	"math"
	"math/rand/v2"
)

// Shaft, motor, converter and supply.
const (
	fullSpeed  = 2900 * 2 * math.Pi / 60 // [rad/s]
	fullTorque = 24.0                    // [N·m] at the rated point
	fullSlip   = .015                    // of the speed at full torque
	inertia    = .05                     // J [kg·m²]

	torqueConstant = 1.75 // kT [N·m/A]
	magnetising    = 5.5  // Im [A]
	phaseOhms      = .55  // of warm copper at 75 °C
	copperPerK     = .0039
	ironLoss       = .18 // [kW] at full speed
	converter      = .97 // efficiency
	powerFactor    = .95 // at the converter's input
	lineDroop      = .9  // [V/A]
)

type drive struct {
	speed   lag     // relative
	torque  float64 // [N·m]
	rub     lag     // [N·m] by a change
	current float64 // [A] of the motor
	power   float64 // [kW] from the supply
	copper  float64 // [kW]
	iron    float64 // [kW]
	mains   wander  // [V] around 400
	flicker wander  // [V]
	voltage float64
}

func newDrive(dt float64) drive {
	return drive{speed: newLag(.8, .6, dt), rub: newLag(0, 2, dt),
		mains: newWander(.9, 60, dt), flicker: newWander(.3, .5, dt), voltage: 400}
}

// turn takes the shaft towards the relative speed goal and gives its
// acceleration [rad/s²].
func (d *drive) turn(goal, dt float64) float64 {
	was := d.speed.v
	return (d.speed.follow(goal*(1-fullSlip*d.torque/fullTorque)) - was) * fullSpeed / dt
}

// load puts the pump's shaft power [kW] and a change's rubbing [N·m] on the
// shaft.
func (d *drive) load(pump, acceleration, rubbing float64) {
	n := d.speed.v
	d.torque = 1000*pump/(n*fullSpeed) + .8 + .6*n + inertia*acceleration + d.rub.follow(rubbing)
}

// feed the motor at winding temperature warm [°C].
func (d *drive) feed(rng *rand.Rand, warm float64) {
	active := d.torque / torqueConstant
	d.current = math.Sqrt(magnetising*magnetising + active*active)
	d.copper = 3 * phaseOhms * (1 + copperPerK*(warm-75)) * d.current * d.current / 1000
	d.iron = ironLoss * d.speed.v * d.speed.v
	shaft := d.torque * d.speed.v * fullSpeed / 1000
	d.power = math.Max(shaft+d.copper+d.iron, 0) / converter // a braking shaft heats a resistor
	amps := 1000 * d.power / (math.Sqrt(3) * d.voltage * powerFactor)
	d.voltage = 400 + d.mains.next(rng) + d.flicker.next(rng) - lineDroop*amps
}
