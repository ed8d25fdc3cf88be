package main

import (
	"math"
	"path/filepath"
)

var auvGroups = []group{
	{"power", []string{"pwm1", "voltage"}},
	{"pressure", []string{"depth"}},
	{"attitude", []string{"roll", "pitch", "yaw"}},
	{"acceleration", []string{"a_x", "a_y", "a_z"}},
	{"rotation", []string{"w_row", "w_pitch", "w_yaw"}},
}

// loadAUV is the normal dives of the Haizhe vehicle, four in a row to a
// fold. The heading is unwound and starts at zero.
func loadAUV(dir string) (dataset, error) {
	d := dataset{Name: "auv", Rig: openRig("auv", 20, auvGroups), T: 64}
	files, err := globs(filepath.Join(dir, "auv-haizhe"), "*/Normal/*.csv")
	if err != nil {
		return d, err
	}
	yaw := d.Rig.Index("yaw")
	for i, f := range files {
		x, err := readChannels(f, d.Rig)
		if err != nil {
			return d, err
		}
		unwind(x[yaw])
		d.add(i/4%5, x)
	}
	return d, nil
}

// unwind takes the jumps of a full turn out of angles [°] and lets them
// begin at zero.
func unwind(deg []float64) {
	if len(deg) == 0 {
		return
	}
	turns, prev, start := 0.0, deg[0], deg[0]
	for i, v := range deg {
		if d := v - prev; math.Abs(d) >= 180 {
			turns -= math.Round(d / 360)
		}
		prev = v
		deg[i] = v + 360*turns - start
	}
}
