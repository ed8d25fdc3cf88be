package main

import (
	"context"
	"math"

	"rigscope/sources/synth"
)

// loadSyn simulates the pump rig three times: seed 0 trains (30 000 frames,
// a third to each of three folds), seed 1 calibrates, seed 2 tests. It needs
// no files.
func loadSyn(string) (dataset, error) {
	d := dataset{Name: "syn", Rig: synth.Rig(), T: 128}
	for c := range d.Rig.Channels {
		d.Rig.Channels[c].Lo, d.Rig.Channels[c].Hi = math.NaN(), math.NaN()
	}
	train, err := simulate(0, 30000)
	if err != nil {
		return d, err
	}
	for i, fold := range [...]int{0, 2, 4} {
		d.add(fold, cut(train, 10000*i, 10000*(i+1)))
	}
	for _, s := range []struct{ seed, frames, fold int }{{1, 12000, 1}, {2, 16000, 3}} {
		x, err := simulate(uint64(s.seed), s.frames)
		if err != nil {
			return d, err
		}
		d.add(s.fold, x)
	}
	return d, nil
}

// simulate gives [C][frames].
func simulate(seed uint64, frames int) ([][]float64, error) {
	src := synth.New(synth.Options{Seed: seed, Frames: frames})
	defer src.Close()
	x := make([][]float64, len(src.Rig().Channels))
	for range frames {
		f, err := src.Next(context.Background())
		if err != nil {
			return nil, err
		}
		for c, v := range f.V {
			x[c] = append(x[c], v)
		}
	}
	return x, nil
}
