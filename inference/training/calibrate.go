package training

import (
	"math"

	"rigscope/inference"
	"rigscope/sensor"
)

// outputs runs the model over whole windows with only the constant channels
// masked.
func outputs(m inference.Model, ws []sensor.Window) ([]inference.Output, error) {
	mask := make([]bool, len(m.Spec().Rig.Channels))
	for _, c := range m.Spec().Scaler.Constant() {
		mask[c] = true
	}
	masks := make([][]bool, len(ws))
	for i := range masks {
		masks[i] = mask
	}
	out := make([]inference.Output, len(ws))
	return out, m.Infer(ws, masks, out)
}

// residualScale is the root mean square of each residual on clean windows,
// read off a model whose scales are still 1: the evidence is a mean square.
func residualScale(outs []inference.Output, pick func(inference.Output) []float64) []float64 {
	scale := make([]float64, len(pick(outs[0])))
	for _, o := range outs {
		for c, v := range pick(o) {
			scale[c] += v / float64(len(outs))
		}
	}
	for c := range scale {
		scale[c] = max(math.Sqrt(scale[c]), .005)
	}
	return scale
}

// virtualError is the σ of the virtual sensors on clean windows [unit] and
// the share of the variance they explain.
func virtualError(ws []sensor.Window, outs []inference.Output, scale sensor.Scaler) (sigma, explained []float64) {
	c := ws[0].C
	sigma, explained = make([]float64, c), make([]float64, c)
	for ch := range c {
		var n, sum, square, err float64
		for i, w := range ws {
			for t, x := range w.Channel(ch) {
				d := x - outs[i].Virtual[ch*w.T+t]
				x -= scale.Center[ch]
				n, sum, square, err = n+1, sum+x, square+x*x, err+d*d
			}
		}
		sigma[ch] = max(math.Sqrt(err/n), .005*scale.Scale[ch])
		if variance := square/n - sum/n*sum/n; variance > 0 {
			explained[ch] = max(0, 1-err/n/variance)
		}
	}
	return sigma, explained
}

// calibrate learns norms, thresholds and clean scores. dense windows may
// overlap and set norms and thresholds; apart windows share no row and are
// the ones p-values count (overlapping windows are not exchangeable).
func calibrate(m inference.Model, dense, apart []sensor.Window, far float64) (inference.Calibration, error) {
	spec := m.Spec()
	d, err := outputs(m, dense)
	if err != nil {
		return inference.Calibration{}, err
	}
	a, err := outputs(m, apart)
	if err != nil {
		return inference.Calibration{}, err
	}
	cal := inference.Calibration{FAR: far}
	cal.Sigma, cal.Explained = virtualError(dense, d, spec.Scaler)
	cal.Fit(spec, dense, d, apart, a)
	return cal, nil
}
