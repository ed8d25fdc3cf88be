package inference

import (
	"fmt"
	"math"

	"rigscope/sensor"
)

// sound runs the model on the clean means: a network whose weights are not
// numbers would call everything healthy, since nothing is greater than NaN.
func sound(m Model) error {
	spec := m.Spec()
	c, t := len(spec.Rig.Channels), spec.Rig.Window
	w := sensor.Window{C: c, T: t, X: make([]float64, c*t)}
	for ch := range c {
		for i := range t {
			w.X[ch*t+i] = spec.Scaler.Center[ch]
		}
	}
	out := make([]Output, 1)
	if err := m.Infer([]sensor.Window{w}, [][]bool{make([]bool, c)}, out); err != nil {
		return err
	}
	if !finite(out[0].Evidence) || !finite(out[0].Modality) || !finite(out[0].Virtual) {
		return fmt.Errorf("%w: its weights are damaged, the network gives no numbers: train it anew", ErrSpec)
	}
	return nil
}

// sound says whether the findings are numbers. If not, nothing is known.
func (f findings) sound() bool { return finite(f.u) && finite(f.group) && finite(f.recon) }

func finite(v []float64) bool {
	for _, x := range v {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
