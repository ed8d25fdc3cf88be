package main

import (
	"testing"

	"rigscope/inference/baselines"
)

// Every experiment of every set can be run: each part has windows.
func TestEveryExperimentHasWindows(t *testing.T) {
	dir := shared(t)
	for _, l := range loaders {
		d, err := l.load(dir)
		if err != nil {
			t.Fatal(err)
		}
		for k := range experiments {
			s := d.Folds(k)
			if rows(s.Train)+rows(s.Calibrate)+rows(s.Test) != rows(d.Published().Train)+rows(d.Published().Calibrate)+rows(d.Published().Test) {
				t.Errorf("%s, experiment %d: rows are lost", l.name, k)
			}
			for i, part := range [][][][]float64{s.Train, s.Calibrate, s.Test} {
				if len(baselines.Windows(part, d.T, d.T/4)) < 5 {
					t.Errorf("%s, experiment %d: part %d has no windows", l.name, k, i)
				}
			}
		}
	}
}
