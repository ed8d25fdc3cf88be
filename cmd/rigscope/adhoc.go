package main

import (
	"fmt"
	"math"
	"time"

	"rigscope/sensor"
	"rigscope/sensor/profile"
)

// adhocRate is the grid of a rig that nobody has described [Hz], adhocAge
// how long a reading of it is shown: its ports may be slow.
const (
	adhocRate = 10
	adhocAge  = 3 * time.Second
)

// adhocRig is a rig of what the ports were heard to name: a channel for each
// field, a modality for each port. It is for looking, not for judging.
func adhocRig(ss []profile.Source) (sensor.Rig, error) {
	rig := sensor.Rig{Name: "unnamed rig", Rate: adhocRate}
	seen := map[string]bool{}
	for _, s := range ss {
		for _, name := range s.Columns {
			if seen[name] {
				name = s.Name + "." + name
			}
			seen[name] = true
			rig.Channels = append(rig.Channels, sensor.Channel{Name: name, Modality: s.Name, Lo: math.NaN(), Hi: math.NaN(), MaxAge: adhocAge})
		}
	}
	if err := rig.Validate(); err != nil {
		return rig, fmt.Errorf("what the ports name makes no rig: %w: write a profile and use --rig", err)
	}
	return rig, nil
}
