package synth

import (
	"math"
	"math/rand/v2"
)

// lag follows a target with a time constant; the step is exact for a target
// that holds still in between, so any rate is stable.
type lag struct {
	v     float64
	share float64 // of the distance made good in one frame
}

// newLag starts at v; tau and dt in seconds.
func newLag(v, tau, dt float64) lag { return lag{v, 1 - math.Exp(-dt/tau)} }

func (l *lag) follow(target float64) float64 {
	l.v += l.share * (target - l.v)
	return l.v
}

// wander is noise with a memory (Ornstein-Uhlenbeck) around 0.
type wander struct {
	v          float64
	keep, kick float64
}

// newWander has standard deviation sigma and forgets within tau [s].
func newWander(sigma, tau, dt float64) wander {
	keep := math.Exp(-dt / tau)
	return wander{keep: keep, kick: sigma * math.Sqrt(1-keep*keep)}
}

func (w *wander) next(rng *rand.Rand) float64 {
	w.v = w.v*w.keep + w.kick*rng.NormFloat64()
	return w.v
}

// slew goes from v towards target by at most step.
func slew(v, target, step float64) float64 {
	return v + math.Max(-step, math.Min(step, target-v))
}
