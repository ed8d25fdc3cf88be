package theory

import "math"

// BreakEven is the smallest latent disturbance ‖Δz‖ that is worth correcting:
// above ε/(1-g) the corrector's worst case beats passing the fault through.
// ε is its error on clean windows, ‖K(z)-z‖ at most, and g its gain in fault
// directions, g⊥. It is +Inf for g ≥ 1: such a corrector never pays. ε and
// the result have one unit, so it also answers in the unit of a channel:
// with ε the error of its virtual sensor, the smallest correctable bias.
func BreakEven(eps, g float64) float64 {
	if g >= 1 {
		return math.Inf(1)
	}
	return eps / (1 - g)
}

// BlendResidue bounds how far the blended output of an accused channel is
// from its virtual sensor V, whatever the channel reads. The blend is
// out = x + β(V-x), β = f/(f+s²), f = max(0, E-s²), E a moving average of
// (V-x)² over n samples, s the virtual sensor's clean error: the distance is
// at most √n·s.
func BlendResidue(s float64, n int) float64 { return s * math.Sqrt(float64(n)) }
