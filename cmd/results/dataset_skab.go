package main

import (
	"path/filepath"
	"slices"
)

var skabGroups = []group{
	{"vibration", []string{"Accelerometer1RMS", "Accelerometer2RMS"}},
	{"electrical", []string{"Current", "Voltage"}},
	{"hydraulic", []string{"Pressure", "Volume Flow RateRMS"}},
	{"thermal", []string{"Temperature", "Thermocouple"}},
}

// loadSKAB is the anomaly-free log in blocks of 470 rows, the first 6 of
// each left out, and of every other log what lies 10 rows and more before its
// first anomaly.
func loadSKAB(dir string) (dataset, error) {
	dir = filepath.Join(dir, "skab")
	d := dataset{Name: "skab", Rig: openRig("skab", 1, skabGroups), T: 64}
	clean, err := readChannels(filepath.Join(dir, "anomaly-free", "anomaly-free.csv"), d.Rig)
	if err != nil {
		return d, err
	}
	for i := 0; 470*i < len(clean[0]); i++ {
		if to := min(470*(i+1), len(clean[0])); to-470*i-6 >= 200 {
			d.add(i%5, cut(clean, 470*i+6, to))
		}
	}
	return d, d.addPrefixes(dir)
}

func (d *dataset) addPrefixes(dir string) error {
	files, err := globs(dir, "other/*.csv", "valve*/*.csv")
	if err != nil {
		return err
	}
	for i, f := range files {
		x, err := readChannels(f, d.Rig)
		if err != nil {
			return err
		}
		label, err := readColumns(f, []string{"anomaly"})
		if err != nil {
			return err
		}
		first := slices.IndexFunc(label[0], func(v float64) bool { return v > 0 })
		if n := first - 10; n >= 200 {
			d.add(i%5, cut(x, 0, n))
		}
	}
	return nil
}

// globs are the files of several patterns, sorted by their path.
func globs(dir string, patterns ...string) ([]string, error) {
	var out []string
	for _, p := range patterns {
		f, err := filepath.Glob(filepath.Join(dir, p))
		if err != nil {
			return nil, err
		}
		out = append(out, f...)
	}
	slices.Sort(out)
	return out, nil
}
