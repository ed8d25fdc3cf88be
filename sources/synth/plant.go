package synth

import "math/rand/v2"

// plant is the machine without its sensors.
type plant struct {
	dt     float64 // [s]
	rng    *rand.Rand
	demand demand
	water  hydraulics
	motor  drive
	shake  vibration
	heat   thermal
}

func newPlant(seed uint64, dt float64) *plant {
	return &plant{dt: dt, rng: stream(seed, 1), demand: newDemand(stream(seed, 2)),
		water: newHydraulics(dt), motor: newDrive(dt), shake: newVibration(dt), heat: newThermal(dt)}
}

// stream number n of random numbers: what one part draws never shifts what
// another one gets.
func stream(seed, n uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, n)) }

// step goes on by one frame.
func (p *plant) step(u Change) {
	p.demand.step(p.dt)
	valve := p.demand.valve
	if u.Valve > 0 {
		valve = u.Valve
	}
	acceleration := p.motor.turn(p.demand.speed, p.dt)
	n := p.motor.speed.v
	p.water.step(p.rng, p.dt, n, valve, u.Suction)
	eta, off := p.water.efficiency(n)
	shaft := p.water.power() / eta
	p.motor.load(shaft, acceleration, u.Torque)
	p.motor.feed(p.rng, p.heat.winding.v)
	p.shake.step(p.rng, n, p.motor.torque/fullTorque, off, p.water.cavitation)
	p.heat.step(p.rng, p.motor.copper+p.motor.iron, shaft-p.water.power(), n, p.motor.rub.v, u.Ambient)
}

// truth is what perfect sensors would read, in rig order and units.
func (p *plant) truth() [channels]float64 {
	q := p.water.flow.v
	return [channels]float64{
		supplyVoltage:     p.motor.voltage,
		motorCurrent:      p.motor.current,
		activePower:       p.motor.power,
		shaftSpeed:        p.motor.speed.v * 2900,
		shaftTorque:       p.motor.torque,
		flowRate:          q * fullFlow,
		dischargePressure: p.water.suction + p.water.head,
		suctionPressure:   p.water.suction,
		valvePosition:     p.water.valve * 100,
		motorVibration:    p.shake.motor,
		pumpVibration:     p.shake.pump,
		windingTemp:       p.heat.winding.v,
		bearingTemp:       p.heat.bearing.v,
		fluidTemp:         p.heat.fluid.v,
	}
}
