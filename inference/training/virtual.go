package training

import (
	"rigscope/inference/nn"
)

// prefill is how often masked channels are predicted from the others,
// masked ones among them: once would do for one.
const prefill = 3

// sensors is the ridge virtual sensors as frozen convolutions.
type sensors struct {
	c              int
	others, groups filter
}

// filter is a convolution of 17 taps over edge-padded windows.
type filter struct{ w, b *nn.Param }

func (r ridge) sensors() sensors {
	return sensors{r.C, newFilter("ridge.others", r, r.Others), newFilter("ridge.groups", r, r.Groups)}
}

func newFilter(name string, r ridge, rows [][]float64) filter {
	f := filter{nn.NewParam(name+".weight", r.C, r.C, taps), nn.NewParam(name+".bias", r.C)}
	f.w.W, f.b.W = r.kernel(rows)
	freeze([]*nn.Param{f.w, f.b}, true)
	return f
}

// predict runs f over x [C,B,T] and gives [C,B,T], which lives until the
// tape's reset.
func (f filter) predict(t *nn.Tape, x []float32, c, T int) []float32 {
	const edge = taps / 2
	n := len(x) / T
	wide := make([]float32, n*(T+2*edge))
	for i := range n {
		from, to := x[i*T:(i+1)*T], wide[i*(T+2*edge):][:T+2*edge]
		copy(to[edge:], from)
		for k := range edge {
			to[k], to[edge+T+k] = from[0], from[T-1]
		}
	}
	return t.Conv1d(t.Input([]int{c, n / c, T + 2*edge}, wide), f.w, f.b, 1, 0).X
}

// hide replaces the masked channels of x [C,B,T] by what the others say of
// them, in rounds from zero, so that nothing of theirs is left. mask is
// [C,B].
func (s sensors) hide(t *nn.Tape, x, mask []float32, T int) []float32 {
	y := make([]float32, len(x))
	for i, m := range mask {
		if m == 0 {
			copy(y[i*T:(i+1)*T], x[i*T:])
		}
	}
	for range prefill {
		p := s.others.predict(t, y, s.c, T)
		for i, m := range mask {
			if m != 0 {
				copy(y[i*T:(i+1)*T], p[i*T:])
			}
		}
	}
	return y
}
