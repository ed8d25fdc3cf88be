package synth

import (
	"math"
	"math/rand/v2"
)

// Pump and pipes. Flow is relative to fullFlow, so that one relative flow at
// one bar is one kilowatt; pressures in bar.
const (
	fullFlow = 600.0 // [L/min]

	shutoffHead = 6.6 // H0 at full speed and no flow
	headLoss    = 1.8 // K
	staticHead  = .9  // Hs
	pipeLoss    = 2.2 // R0
	valveLoss   = 1.2 // Rv, fully open

	tankPressure = .6  // at the inlet without flow
	inletLoss    = .45 // at full flow
	boiling      = -.2 // inlet pressure at which half the cavitation is there
	boilingSpan  = .04 // how sharply it sets in
	cavityLoss   = .18 // share of the head that full cavitation takes

	bestFlow       = .95 // Q/n of the best efficiency
	bestEfficiency = .70
	valveSpeed     = .12 // [1/s] of the actuator
)

type hydraulics struct {
	valve      float64
	flow       lag
	turbulence wander // relative resistance of the pipes
	tank       wander // [bar]
	loss       lag    // [bar] by a change

	suction, head, cavitation float64
}

func newHydraulics(dt float64) hydraulics {
	return hydraulics{valve: .6, flow: newLag(.7, .5, dt), turbulence: newWander(.025, .4, dt),
		tank: newWander(.05, 120, dt), loss: newLag(0, 2, dt)}
}

// step goes on by dt [s] at relative speed n towards opening valve; lost is
// the pressure [bar] that a change takes from the inlet.
func (h *hydraulics) step(rng *rand.Rand, dt, n, valve, lost float64) {
	h.valve = slew(h.valve, valve, valveSpeed*dt)
	resistance := (pipeLoss + valveLoss/(h.valve*h.valve)) * (1 + h.turbulence.next(rng))
	drive := h.lift(n) - staticHead
	q := h.flow.follow(math.Sqrt(math.Max(drive, 0) / (headLoss + resistance)))
	h.suction = tankPressure + h.tank.next(rng) - h.loss.follow(lost) - inletLoss*q*q
	h.cavitation = 1 / (1 + math.Exp((h.suction-boiling)/boilingSpan))
	h.head = math.Max(h.lift(n)-headLoss*q*q, 0)
}

// lift is the head without flow; cavitation is that of the frame before.
func (h *hydraulics) lift(n float64) float64 {
	return shutoffHead * n * n * (1 - cavityLoss*h.cavitation)
}

// power the water gets [kW].
func (h *hydraulics) power() float64 { return h.flow.v * h.head }

// efficiency of the pump, and how far (in Q/n) it runs from its best point.
func (h *hydraulics) efficiency(n float64) (eta, off float64) {
	off = h.flow.v/n - bestFlow
	return bestEfficiency * (1 - 1.1*off*off) * (1 - .3*h.cavitation), off
}
