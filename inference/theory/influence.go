package theory

import "math"

// Influence writes the C×C matrix of what a disturbance of one channel does
// to the corrected value of each: dst[i·C+j] is ‖f_j(x+δ_i)-f_j(x)‖/‖δ_i‖,
// row the disturbed channel i, column the corrected one j. On the diagonal is
// auto-sensitivity (0 ideal, 1 follows the fault), off it cross-sensitivity
// or spillover.
//
// corrected maps windows [C×T] to windows [C×T]; to see what a channel's
// correction rests on, give the function that predicts every channel with
// itself masked. probe writes δ_i [C×T], on channel i alone. A probe that
// writes zeros, such as a gain on a channel that reads zero, makes a row of
// NaN: not observable here.
func Influence(dst []float64, c int, corrected Func, x []float64, probe func(dst []float64, i int)) {
	mustBe(len(dst) == c*c && c > 0 && len(x)%c == 0, "influence", len(dst), c, len(x))
	clean, moved := make([]float64, len(x)), make([]float64, len(x))
	delta, y := make([]float64, len(x)), make([]float64, len(x))
	corrected(clean, x)
	for i := range c {
		probe(delta, i)
		for t, v := range x {
			y[t] = v + delta[t]
		}
		corrected(moved, y)
		perChannel(dst[i*c:(i+1)*c], moved, clean, norm(delta))
	}
}

// perChannel writes ‖moved_j - clean_j‖/size for every channel j.
func perChannel(dst, moved, clean []float64, size float64) {
	t := len(moved) / len(dst)
	for j := range dst {
		sum := 0.0
		for k := j * t; k < (j+1)*t; k++ {
			sum += (moved[k] - clean[k]) * (moved[k] - clean[k])
		}
		dst[j] = math.Sqrt(sum) / size
	}
}
