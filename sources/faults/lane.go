package faults

import (
	"math"
	"time"
)

// lane is one channel of a drill that runs.
type lane struct {
	channel int
	fault   Fault // from sample 0
	model   model
	rate    float64
	res     *Resolution
	act     effect // nil until the first sample that is there
}

// lanes are those of an order that begins now; past is the clean samples of
// all channels [C].
func (o Order) lanes(rate float64, past [][]float64) []*lane {
	n := max(int(math.Round(o.Lasts.Seconds()*rate)), 1)
	var out []*lane
	for i, c := range o.Channels {
		l := &lane{channel: c, rate: rate, res: LearnResolution(past[c])}
		l.fault = Fault{Kind: o.Kind, To: n, Count: o.Count, Seed: o.Seed + uint64(i)}
		if o.Kind == Incon {
			l.model = elsewhen(min(len(past[c]), MaxDelay))
		} else {
			l.model = o.Kind.must()
		}
		if o.Kind.sized() {
			l.fault.Size = o.Size[i]
		}
		out = append(out, l)
	}
	return out
}

// elsewhen is Incon of a stream, whose only other time is its past: what was
// there so many samples ago, on all channels alike.
func elsewhen(samples int) model {
	return model{offGrid: true, begin: func(onset) effect {
		return func(_ int, past []float64, x float64) float64 { return ago(samples, past, x) }
	}}
}

// pass takes the clean sample at a time since the beginning and gives what
// the sensor says. past is the clean samples before it.
func (l *lane) pass(since time.Duration, past []float64, x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	if l.act == nil {
		l.act = l.model.begin(onset{l.fault, append(past[:len(past):len(past)], x)})
	}
	i := int(math.Round(since.Seconds() * l.rate))
	return l.model.damage(l.act, i, past, x, l.res)
}

// remember adds a sample to the latest MaxDelay or more.
func remember(past []float64, x float64) []float64 {
	if len(past) == 2*MaxDelay {
		past = past[:copy(past, past[MaxDelay:])]
	}
	return append(past, x)
}
