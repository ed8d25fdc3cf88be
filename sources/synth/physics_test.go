package synth

import (
	"fmt"
	"math"
	"testing"
	"time"

	"gonum.org/v1/gonum/stat"
)

// worst is the mean and the largest of |x[i]-y(i)| over all frames.
func worst(x []float64, y func(i int) float64) (mean, most float64) {
	for i := range x {
		d := math.Abs(x[i] - y(i))
		mean, most = mean+d/float64(len(x)), math.Max(most, d)
	}
	return mean, most
}

// The laws of the package comment, checked on what the sensors show: no law
// may be off by more than the noise of what it is made of.
func TestLawsHold(t *testing.T) {
	x := record(t, Options{Seed: 2, Frames: 12000})
	omega := func(i int) float64 { return x[shaftSpeed][i] * 2 * math.Pi / 60 }
	for _, law := range []struct {
		name       string
		channel    int
		of         func(i int) float64
		mean, most float64
	}{
		{"pump curve [bar]", dischargePressure, func(i int) float64 {
			n, q := x[shaftSpeed][i]/2900, x[flowRate][i]/600
			return x[suctionPressure][i] + 6.6*n*n - 1.8*q*q
		}, .05, .25},
		{"motor current [A]", motorCurrent, func(i int) float64 {
			return math.Hypot(5.5, x[shaftTorque][i]/1.75)
		}, .25, 1.3},
		{"power balance [kW]", activePower, func(i int) float64 {
			warm := 1 + .0039*(x[windingTemp][i]-75)
			copper := 3 * .55 * warm * x[motorCurrent][i] * x[motorCurrent][i]
			iron := 180 * math.Pow(x[shaftSpeed][i]/2900, 2)
			return (x[shaftTorque][i]*omega(i) + copper + iron) / .97 / 1000
		}, .15, .8},
	} {
		if mean, most := worst(x[law.channel], law.of); mean > law.mean || most > law.most {
			t.Errorf("%s: off by %.3f, at most %.3f; want %v and %v", law.name, mean, most, law.mean, law.most)
		}
	}
}

// steady is a plant that has come to rest at speed n and opening valve.
func steady(n, valve float64) *plant {
	p := newPlant(1, .1)
	p.water.turbulence, p.water.tank = wander{}, wander{}
	for range 6000 {
		p.demand = demand{rng: p.demand.rng, rest: 1e9, speed: n, goal: n, valve: valve}
		p.step(Change{})
	}
	return p
}

// Between points of the same Q/n flow, head and power go with n, n² and n³.
// The static head is not scaled with them, so the valve is searched for that
// leads to such a point.
func TestAffinityLaws(t *testing.T) {
	fast := steady(.95, .5)
	lo, hi := .2, 1.0
	for range 16 {
		valve := (lo + hi) / 2
		if slow := steady(.7, valve); slow.water.flow.v/slow.motor.speed.v < fast.water.flow.v/fast.motor.speed.v {
			lo = valve
		} else {
			hi = valve
		}
	}
	slow := steady(.7, lo)
	ratio := slow.motor.speed.v / fast.motor.speed.v
	for _, law := range []struct {
		name       string
		slow, fast float64
		exponent   float64
	}{
		{"flow", slow.water.flow.v, fast.water.flow.v, 1},
		{"head", slow.water.head, fast.water.head, 2},
		{"power", slow.water.power(), fast.water.power(), 3},
	} {
		got, want := law.slow/law.fast, math.Pow(ratio, law.exponent)
		if math.Abs(got-want) > 2e-3 { // the last of the cavitation is not quite 0
			t.Errorf("%s ratio %.4f, want %.4f", law.name, got, want)
		}
	}
}

func TestOperatingPointsChange(t *testing.T) {
	x := record(t, Options{Seed: 4, Frames: 18000})
	for _, c := range []int{shaftSpeed, valvePosition} {
		lo, hi := limits(x[c])
		if span := (hi - lo) / hi; span < .3 {
			t.Errorf("%s covers %.2f of its top in half an hour, want .3", Rig().Channels[c].Name, span)
		}
	}
	d, last := newDemand(stream(4, 2)), 0.0
	goal, valve := d.goal, d.valve
	for i := range 36000 {
		if d.step(.1); d.goal != goal || d.valve != valve {
			if rest := float64(i)/10 - last; last > 0 && rest < 14.9 {
				t.Errorf("new setpoints %.1f s after the last ones, want 15 or more", rest)
			}
			goal, valve, last = d.goal, d.valve, float64(i)/10
		}
	}
}

func TestValuesArePlausible(t *testing.T) {
	rig := Rig()
	for name, changes := range map[string][]Change{
		"nothing": nil,
		"all at once": {{Valve: .2}, {Suction: .8}, {Torque: 12},
			{Ambient: 25, From: time.Minute}},
	} {
		for seed := range uint64(2) {
			for c, v := range record(t, Options{Seed: seed, Frames: 9000, Changes: changes}) {
				ch := rig.Channels[c]
				if lo, hi := limits(v); !(lo >= ch.Lo && hi <= ch.Hi) {
					t.Errorf("%s, seed %d: %s is %v … %v, plausible is %v … %v", name, seed, ch.Name, lo, hi, ch.Lo, ch.Hi)
				}
			}
		}
	}
}

// A change must show in several modalities, and in none before it begins.
func TestChangesMoveModalitiesTogether(t *testing.T) {
	const begin, end = 600, 2400 // [frames]
	clean := record(t, Options{Seed: 7, Frames: end})
	for _, c := range []struct {
		name   string
		change Change
		want   string
	}{
		{"stuck valve", Change{Valve: .25}, "electrical kinematic hydraulic vibration thermal "},
		{"suction loss", Change{Suction: .6}, "hydraulic vibration thermal "},
		{"overload", Change{Torque: 8}, "electrical kinematic thermal "},
		{"ambient step", Change{Ambient: 15}, "thermal "},
	} {
		c.change.From = time.Minute
		got := record(t, Options{Seed: 7, Frames: end, Changes: []Change{c.change}})
		moved := ""
		for _, m := range Rig().Modalities() {
			most := 0.0
			for _, ch := range m.Channels {
				if before, _ := worst(got[ch][:begin], at(clean[ch])); before != 0 {
					t.Errorf("%s moves %s before it begins", c.name, Rig().Channels[ch].Name)
				}
				after, _ := worst(got[ch][begin:], at(clean[ch][begin:]))
				most = math.Max(most, after/stat.StdDev(clean[ch], nil))
			}
			if most > .3 {
				moved += m.Name + " "
			}
		}
		if moved != c.want {
			t.Errorf("%s moves %s, want %s", c.name, moved, c.want)
		}
	}
}

func at(x []float64) func(i int) float64 { return func(i int) float64 { return x[i] } }

func TestChangesAddUpAndEnd(t *testing.T) {
	o := Options{Changes: []Change{
		{From: time.Second, To: 3 * time.Second, Valve: .5, Suction: .1, Torque: 2, Ambient: 3},
		{From: 2 * time.Second, Valve: .3, Suction: .2, Torque: 3, Ambient: -1},
	}}
	for since, want := range map[time.Duration]string{
		0:               "{0s 0s 0 0 0 0}",
		time.Second:     "{0s 0s 0.5 0.1 2 3}",
		2 * time.Second: "{0s 0s 0.3 0.3 5 2}",
		3 * time.Second: "{0s 0s 0.3 0.2 3 -1}",
	} {
		u := o.upset(since)
		u.Suction = math.Round(u.Suction*10) / 10
		if got := fmt.Sprint(u); got != want {
			t.Errorf("at %v: got %s, want %s", since, got, want)
		}
	}
}
