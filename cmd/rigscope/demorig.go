package main

import (
	"time"

	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/faults"
	"rigscope/sources/synth"
)

// demoRound is after how much data time the demo's faults come again, and
// how long the demo runs without a screen.
const demoRound = 5 * time.Minute

// demoDay is how long the demo's sensors keep breaking.
const demoDay = 24 * time.Hour

// demoFaults is one round, its times counted from the round's start. All are
// of a size that the bundled model shows (inference/models/pump-demo.md): a
// drift of 12 °C of the winding, which nothing else measures, was found only
// when it had gone.
var demoFaults = faults.Schedule{
	{Kind: faults.Bias, Channel: "discharge_pressure", From: 25 * time.Second, To: 55 * time.Second, Size: 0.8},
	{Kind: faults.Stuck, Channel: "flow_rate", From: 80 * time.Second, To: 115 * time.Second},
	{Kind: faults.Drift, Channel: "winding_temp", From: 135 * time.Second, To: 170 * time.Second, Size: 30},
	{Kind: faults.Noise, Channel: "motor_current", From: 190 * time.Second, To: 215 * time.Second, Size: 2},
	{Kind: faults.Dropout, Channel: "shaft_speed", From: 235 * time.Second, To: 250 * time.Second, Size: 0.25},
	{Kind: faults.Gain, Channel: "active_power", From: 265 * time.Second, To: 290 * time.Second, Size: 0.25},
}

// newDemoRig is the simulated rig with sensors that break, ending after span
// of data time; 0 never ends.
func newDemoRig(seed uint64, span time.Duration) (sources.Source, error) {
	rig := synth.Rig()
	src := synth.New(synth.Options{Seed: seed, Frames: framesOf(span, rig)})
	return faults.Inject(src, demoSchedule(seed))
}

// framesOf span, at least one; 0 of 0.
func framesOf(span time.Duration, rig sensor.Rig) int {
	if span <= 0 {
		return 0
	}
	return max(int(span.Seconds()*rig.Rate+.5), 1)
}

// demoSchedule repeats the round for a day, with other chance each time.
func demoSchedule(seed uint64) faults.Schedule {
	var all faults.Schedule
	for at := time.Duration(0); at < demoDay; at += demoRound {
		for _, e := range demoFaults {
			e.From, e.To, e.Seed = e.From+at, e.To+at, seed+uint64(len(all))
			all = append(all, e)
		}
	}
	return all
}
