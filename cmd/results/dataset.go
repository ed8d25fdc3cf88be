package main

import (
	"fmt"
	"math"

	"rigscope/sensor"
)

// dataset is the clean segments of a rig, dealt into five folds. The
// published split and the folds are those of the reference (data.py), row by
// row, so that figures can be compared.
type dataset struct {
	Name     string
	Rig      sensor.Rig // limits are open: the figures must not come from a profile
	T        int        // [frames] of a window
	segments []folded   // in the order of the files
}

// folded is one segment [C][N], physical units, and its fold, 0 to 4.
type folded struct {
	fold int
	x    [][]float64
}

// split is one experiment. No row is in two of its parts.
type split struct {
	Train, Calibrate, Test [][][]float64 // segments, each [C][N] in physical units
}

// pairs of folds; each is used both ways. The first is the published
// split.
var pairs = [...][2]int{{1, 3}, {2, 4}, {0, 2}, {4, 1}, {3, 0}}

// experiments is how many Folds there are.
const experiments = 2 * len(pairs)

// Published is the split of data.py: t c t e t.
func (d dataset) Published() split { return d.Folds(0) }

// Folds is experiment k, 0 ≤ k < experiments: one fold of a pair calibrates,
// the other tests, and the three that are left train.
func (d dataset) Folds(k int) split {
	calibrate, test := pairs[k/2][k%2], pairs[k/2][1-k%2]
	var s split
	for _, seg := range d.segments {
		switch seg.fold {
		case calibrate:
			s.Calibrate = append(s.Calibrate, seg.x)
		case test:
			s.Test = append(s.Test, seg.x)
		default:
			s.Train = append(s.Train, seg.x)
		}
	}
	return s
}

func (d *dataset) add(fold int, x [][]float64) { d.segments = append(d.segments, folded{fold, x}) }

// rows of all segments together.
func rows(segments [][][]float64) int {
	n := 0
	for _, s := range segments {
		n += len(s[0])
	}
	return n
}

// group is a modality and the columns of its channels.
type group struct {
	modality string
	columns  []string
}

func openRig(name string, rate float64, groups []group) sensor.Rig {
	rig := sensor.Rig{Name: name, Rate: rate}
	for _, g := range groups {
		for _, c := range g.columns {
			rig.Channels = append(rig.Channels, sensor.Channel{Name: c, Modality: g.modality, Lo: math.NaN(), Hi: math.NaN()})
		}
	}
	return rig
}

// loaders of all data sets, by name. dir is the folder of the shared data.
var loaders = []struct {
	name string
	load func(dir string) (dataset, error)
}{{"syn", loadSyn}, {"skab", loadSKAB}, {"hyd", loadHydraulic}, {"auv", loadAUV}, {"ur3", loadUR3}}

// load the data set of that name.
func load(name, dir string) (dataset, error) {
	for _, l := range loaders {
		if l.name == name {
			return l.load(dir)
		}
	}
	return dataset{}, fmt.Errorf("no data set is called %q", name)
}
