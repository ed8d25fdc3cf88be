package faults

import (
	"fmt"
	"math"
	"strings"
)

// Kind is what goes wrong with a sensor.
type Kind string

// The kinds; each has a file of its own.
const (
	Bias    Kind = "bias"
	Drift   Kind = "drift"
	Gain    Kind = "gain"
	Stuck   Kind = "stuck"
	Dropout Kind = "dropout"
	Spike   Kind = "spike"
	Noise   Kind = "noise"
	Quant   Kind = "quant"
	Clip    Kind = "clip"
	Delay   Kind = "delay"
	Hum     Kind = "hum"
)

// Kinds lists them all, always in the same order.
func Kinds() []Kind {
	return []Kind{Bias, Drift, Gain, Stuck, Dropout, Spike, Noise, Quant, Clip, Delay, Hum}
}

// model is how one kind behaves.
type model struct {
	levels   [3]float64 // sizes of severities 1, 2 and 3, all above 0
	relative bool       // levels are in σ of the clean channel
	signed   bool       // a size may be negative
	most     float64    // largest |size| that makes sense; 0 is any
	offGrid  bool       // results keep their values instead of being snapped
	begin    func(o onset) effect
}

// onset is what an effect knows when the fault begins.
type onset struct {
	Fault
	ref []float64 // clean samples the fault is sized by, one or more not NaN; read only
}

// effect gives the faulty value of x, the i-th sample from the onset. past
// holds the clean samples before it, newest last. x is never NaN.
type effect func(i int, past []float64, x float64) float64

func (k Kind) model() (model, error) {
	switch k {
	case Bias:
		return bias(), nil
	case Drift:
		return drift(), nil
	case Gain:
		return gain(), nil
	case Stuck:
		return stuck(), nil
	case Dropout:
		return dropout(), nil
	case Spike:
		return spike(), nil
	case Noise:
		return noise(), nil
	case Quant:
		return quant(), nil
	case Clip:
		return clip(), nil
	case Delay:
		return delay(), nil
	case Hum:
		return hum(), nil
	}
	return model{}, fmt.Errorf("kind %q is not one of %s", string(k), list(Kinds()))
}

func list(kinds []Kind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// must is for kinds that a program names; a user's are validated.
func (k Kind) must() model {
	m, err := k.model()
	if err != nil {
		panic("faults: " + err.Error())
	}
	return m
}

// Size is the Fault.Size of severity s, for a channel whose clean standard
// deviation is sigma [unit]. The severities 1, 2 and 3 are small, plain and
// gross; between them the size grows geometrically, outside it stays. An
// unknown kind panics.
func (k Kind) Size(s, sigma float64) float64 {
	m := k.must()
	size := between(s, m.levels)
	if m.relative {
		size *= sigma
	}
	return size
}

// between interpolates v, the values at 1, 2 and 3, geometrically.
func between(s float64, v [3]float64) float64 {
	switch {
	case s <= 1:
		return v[0]
	case s >= 3:
		return v[2]
	case s == 2:
		return v[1]
	}
	i := int(s) - 1
	return v[i] * math.Pow(v[i+1]/v[i], s-math.Floor(s))
}
