package main

import (
	"math"
	"path/filepath"
)

var ur3Groups = []group{
	{"current", []string{"Current_J0", "Current_J1", "Current_J2", "Current_J3", "Current_J4", "Current_J5", "Tool_current"}},
	{"speed", []string{"Speed_J0", "Speed_J1", "Speed_J2", "Speed_J3", "Speed_J4", "Speed_J5"}},
	{"temperature", []string{"Temperature_T0", "Temperature_J1", "Temperature_J2", "Temperature_J3", "Temperature_J4", "Temperature_J5"}},
}

// loadUR3 is the eight shared blocks of the robot arm, gaps bridged. The
// reference deals them t t c e t t c e; the folds give the same first split.
func loadUR3(dir string) (dataset, error) {
	d := dataset{Name: "ur3", Rig: openRig("ur3", 1/1.005, ur3Groups), T: 64}
	files, err := globs(filepath.Join(dir, "ur3-cobotops"), "*block*.csv")
	if err != nil {
		return d, err
	}
	for i, f := range files {
		x, err := readChannels(f, d.Rig)
		if err != nil {
			return d, err
		}
		for _, v := range x {
			bridge(v)
		}
		d.add([...]int{0, 2, 1, 3, 4, 0, 1, 3}[i%8], x)
	}
	return d, nil
}

// bridge replaces NaNs by the line between their neighbours, at the ends by
// the nearest value.
func bridge(v []float64) {
	last := -1
	for i, x := range v {
		if math.IsNaN(x) {
			continue
		}
		for j := last + 1; j < i; j++ {
			v[j] = x
			if last >= 0 {
				v[j] = v[last] + (x-v[last])*float64(j-last)/float64(i-last)
			}
		}
		last = i
	}
	for j := last + 1; last >= 0 && j < len(v); j++ {
		v[j] = v[last]
	}
}
