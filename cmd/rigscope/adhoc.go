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
// field, with its unit where the wire tells one, a modality for each port. It
// is for looking, not for judging. units are [ports][columns].
func adhocRig(ss []profile.Source, units [][]string) (sensor.Rig, error) {
	rig := sensor.Rig{Name: "unnamed rig", Rate: adhocRate}
	seen := map[string]bool{}
	for i, s := range ss {
		for j, name := range s.Columns {
			unit := ""
			if j < len(units[i]) {
				unit = units[i][j]
			}
			if seen[name] {
				name = s.Name + "." + name
			}
			seen[name] = true
			rig.Channels = append(rig.Channels, sensor.Channel{Name: name, Unit: unit, Modality: s.Name, Lo: math.NaN(), Hi: math.NaN(), MaxAge: adhocAge})
		}
	}
	if err := rig.Validate(); err != nil {
		return rig, fmt.Errorf("what the ports name makes no rig: %w: write a profile and use --rig", err)
	}
	return rig, nil
}
