package evaluate

import (
	"errors"
	"math/rand/v2"
	"slices"

	"rigscope/inference"
	"rigscope/inference/baselines"
	"rigscope/sensor"
	"rigscope/sources/faults"
)

// trial is what a Run needs to know.
type trial struct {
	Options
	method    baselines.Method
	rig       sensor.Rig
	sigma     []float64       // [C]
	windows   []sensor.Window // clean
	clean     []float64       // their scores
	streams   []sensor.Window // [C×3T] clean
	calm      []Stream        // scores of the clean streams
	window    faults.Windower
	t         int
	threshold float64
	seed      uint64
}

func (c Campaign) trial(m baselines.Method, seed uint64) (*trial, error) {
	t := &trial{Options: c.withDefaults(), method: m, rig: c.Clean.Rig, sigma: c.Clean.Scaler.Scale, t: c.Clean.T, seed: seed}
	rng := t.rng(0, 0)
	t.windows = thin(rng, baselines.Windows(c.Test, t.t, t.t/4), t.Windows)
	calibrate := baselines.Windows(c.Clean.Calibrate, t.t, t.t/4)
	if len(t.windows) == 0 || len(calibrate) == 0 {
		return nil, errors.New("the test or the calibration segments are shorter than a window")
	}
	if t.Streams > 0 {
		t.streams = thin(rng, baselines.Windows(c.Test, 3*t.t, t.t/2), t.Streams)
	}
	t.window = faults.Windower{Rig: t.rig, Sigma: t.sigma, Res: faults.LearnResolutions(c.Clean.Train)}
	for _, w := range t.windows {
		t.window.Donors = append(t.window.Donors, w.X)
	}
	return t, t.begin(calibrate)
}

// begin scores what is clean. The threshold is conformal on calibration
// windows at stride T/4, for every method alike.
func (t *trial) begin(calibrate []sensor.Window) error {
	scores, err := t.scores(calibrate)
	if err != nil {
		return err
	}
	t.threshold = inference.ConformalThreshold(scores, t.FAR)
	if t.clean, err = t.scores(t.windows); err != nil {
		return err
	}
	t.calm, err = t.watch(t.streams)
	return err
}

// rng of a cell: of its kind and severity, not of its place.
func (t *trial) rng(kind int, severity float64) *rand.Rand {
	return rand.New(rand.NewPCG(t.seed+123, uint64(kind+1)<<16+uint64(severity*256)))
}

func (t *trial) scores(ws []sensor.Window) ([]float64, error) {
	js, err := t.method.Judge(ws)
	out := make([]float64, len(js))
	for i, j := range js {
		out[i] = j.Score
	}
	return out, err
}

// thin leaves n at random, in their order.
func thin(rng *rand.Rand, ws []sensor.Window, n int) []sensor.Window {
	if len(ws) <= n {
		return ws
	}
	out := make([]sensor.Window, n)
	for i, k := range slices.Sorted(slices.Values(rng.Perm(len(ws))[:n])) {
		out[i] = ws[k]
	}
	return out
}
