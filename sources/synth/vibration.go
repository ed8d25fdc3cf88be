package synth

import (
	"math"
	"math/rand/v2"
)

// resonance of the frame: at this relative speed, this wide.
const resonance, resonanceWidth = .78, .05

type vibration struct {
	beat        wander  // relative, of all that shakes
	motor, pump float64 // [mm/s] RMS
}

func newVibration(dt float64) vibration { return vibration{beat: newWander(.04, .3, dt)} }

// step at relative speed n, load as a share of full torque, the pump off its
// best point by off, and cavitation 0..1.
func (v *vibration) step(rng *rand.Rand, n, load, off, cavitation float64) {
	detune := (n - resonance) / resonanceWidth
	swing := n * n * math.Exp(-detune*detune)
	beat := 1 + v.beat.next(rng)
	v.motor = beat * (.35 + 1.4*n*n + .5*swing + .35*load + .6*cavitation)
	v.pump = beat * (.4 + 1.0*n*n + .25*swing + 2.6*n*n*off*off + 3.2*cavitation)
}
