package synth

import "time"

// Options of a rig. The zero value is an endless run at 10 Hz.
type Options struct {
	Seed    uint64
	Rate    float64   // [Hz]; 0 or less is that of Rig
	Start   time.Time // of the first frame; zero is the start of 2026, UTC
	Frames  int       // how many; 0 never ends
	Changes []Change
}

// Change is something that happens to the machine, not to a sensor. Every
// channel that physics ties to it moves with it, across modalities, so that
// no sensor is to be accused.
type Change struct {
	From, To time.Duration // [From, To) since the first frame; To 0 lasts
	Valve    float64       // opening at which the valve is stuck, 0..1; 0 is free
	Suction  float64       // [bar] lost at the inlet
	Torque   float64       // [N·m] a rubbing bearing takes
	Ambient  float64       // [K] warmer
}

// upset is what the changes of one moment add up to. With several stuck
// valves the last one counts.
func (o Options) upset(t time.Duration) Change {
	var sum Change
	for _, c := range o.Changes {
		if t < c.From || (c.To > 0 && t >= c.To) {
			continue
		}
		if c.Valve > 0 {
			sum.Valve = c.Valve
		}
		sum.Suction += c.Suction
		sum.Torque += c.Torque
		sum.Ambient += c.Ambient
	}
	return sum
}

func (o Options) withDefaults() Options {
	if o.Rate <= 0 {
		o.Rate = Rig().Rate
	}
	if o.Start.IsZero() {
		o.Start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return o
}
