package main

import (
	"rigscope/inference/baselines"
	"rigscope/inference/evaluate"
	"rigscope/sensor"
)

// campaign is one experiment on a data set, scaled by its training rows.
func campaign(d dataset, s split) evaluate.Campaign {
	joined := make([][]float64, len(d.Rig.Channels))
	for _, seg := range s.Train {
		for c, v := range seg {
			joined[c] = append(joined[c], v...)
		}
	}
	return evaluate.Campaign{Test: s.Test, Clean: baselines.Clean{Rig: d.Rig, Scaler: sensor.FitScaler(joined),
		Train: s.Train, Calibrate: s.Calibrate, T: d.T}}
}
