package baselines

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"rigscope/sensor"
)

// Windows cuts segments, each [C][N], into windows of t frames, one every
// stride. The windows are copies.
func Windows(segments [][][]float64, t, stride int) []sensor.Window {
	var out []sensor.Window
	for _, s := range segments {
		for at := 0; at+t <= len(s[0]); at += stride {
			w := sensor.Window{C: len(s), T: t, New: stride, X: make([]float64, 0, len(s)*t)}
			for c := range s {
				w.X = append(w.X, s[c][at:at+t]...)
			}
			out = append(out, w)
		}
	}
	return out
}

// material is clean windows, dealt out as for the network (method.md §3
// step 2) so that nobody has more to learn from.
type material struct {
	fit       []sensor.Window // A: at most mostFit
	honest    []sensor.Window // B: residuals the predictor has not seen
	calibrate []sensor.Window
	rng       *rand.Rand
}

const mostFit = 6000 // windows, as for the network

// material cuts the training segments into blocks of about 4T or 400 rows;
// every fourth is honest. If there is only one block it is both.
func (c Clean) material() (material, error) {
	var fit, honest [][][]float64
	n := 0
	for _, s := range c.Train {
		for _, b := range blocks(s, max(4*c.T, 400)) {
			if len(b[0]) < c.T {
				continue
			}
			if n%4 == 2 {
				honest = append(honest, b)
			} else {
				fit = append(fit, b)
			}
			n++
		}
	}
	if honest == nil {
		honest = fit
	}
	m := material{Windows(fit, c.T, c.T/8), Windows(honest, c.T, max(c.T/16, 1)), Windows(c.Calibrate, c.T, c.T/4),
		rand.New(rand.NewPCG(c.Seed, 11))}
	if len(m.fit) == 0 || len(m.calibrate) == 0 {
		return m, fmt.Errorf("the clean data has no window of %d frames to fit or to calibrate", c.T)
	}
	m.fit = thin(m.rng, m.fit, mostFit)
	return m, nil
}

// blocks cuts s into equal parts of size rows or a little more.
func blocks(s [][]float64, size int) [][][]float64 {
	rows := len(s[0])
	n := max(1, rows/size)
	out := make([][][]float64, n)
	for i, at := 0, 0; i < n; i++ {
		to := at + rows/n
		if i < rows%n {
			to++
		}
		for c := range s {
			out[i] = append(out[i], s[c][at:to])
		}
		at = to
	}
	return out
}

// thin leaves n at random, in their order.
func thin[T any](rng *rand.Rand, v []T, n int) []T {
	if len(v) <= n {
		return v
	}
	out := make([]T, n)
	for i, k := range slices.Sorted(slices.Values(rng.Perm(len(v))[:n])) {
		out[i] = v[k]
	}
	return out
}

// scaled is the windows in scaled units, [n][C×T].
func scaled(ws []sensor.Window, s sensor.Scaler) [][]float64 {
	out := make([][]float64, len(ws))
	for i, w := range ws {
		out[i] = make([]float64, len(w.X))
		for c := range w.C {
			s.To(c, out[i][c*w.T:(c+1)*w.T], w.Channel(c))
		}
	}
	return out
}
