package synth

import (
	"math"
	"math/rand/v2"
)

// meter is how a channel is measured.
type meter struct {
	noise  float64 // σ [unit]
	share  float64 // σ in proportion to the value
	perOne float64 // steps of resolution in one unit
}

// meters of all channels, in rig order.
func meters() [channels]meter {
	return [channels]meter{
		supplyVoltage:     {noise: .3, perOne: 10},
		motorCurrent:      {noise: .12, perOne: 50},
		activePower:       {noise: .06, perOne: 100},
		shaftSpeed:        {noise: 5, perOne: 1},
		shaftTorque:       {noise: .4, perOne: 20},
		flowRate:          {noise: 5, perOne: 2},
		dischargePressure: {noise: .03, perOne: 200},
		suctionPressure:   {noise: .008, perOne: 500},
		valvePosition:     {noise: .4, perOne: 10},
		motorVibration:    {share: .03, perOne: 100},
		pumpVibration:     {share: .03, perOne: 100},
		windingTemp:       {noise: .08, perOne: 10},
		bearingTemp:       {noise: .08, perOne: 10},
		fluidTemp:         {noise: .06, perOne: 10},
	}
}

// read x as the channel shows it. Dividing, not multiplying by the step,
// gives the number that its few digits would be parsed to.
func (m meter) read(rng *rand.Rand, x float64) float64 {
	x += rng.NormFloat64() * (m.noise + m.share*math.Abs(x))
	return math.Round(x*m.perOne) / m.perOne
}
