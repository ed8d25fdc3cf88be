package theory

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestNoLayerAmplifiesBeyondItsCeiling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, n, rng := rapid.IntRange(1, 3).Draw(t, "c"), rapid.IntRange(2, 12).Draw(t, "t"), drawRNG(t)
		net := drawNetwork(t, rng, c, n)
		x, delta := Signal{c, n, normal(rng, c*n)}, nans(c*n)
		at := rapid.IntRange(0, c-1).Draw(t, "channel")
		from := rapid.IntRange(0, n-1).Draw(t, "from")
		to := rapid.IntRange(from+1, n).Draw(t, "to")
		if rapid.Bool().Draw(t, "gain") {
			Gain(delta, x.X, n, at, from, to, .2, 3, 2)
		} else {
			Offset(delta, n, at, from, to, 1)
		}
		for _, s := range Trace(net, x, delta, to-from) {
			if s.Size == 0 {
				break // lost between strides
			}
			most(t, s.Layer+" gain", float64(s.Gain), float64(s.Ceiling)*(1+rounded))
			most(t, s.Layer+" touched", float64(s.Touched), float64(s.Reach))
			most(t, s.Layer+" reach", float64(s.Reach), float64(s.Of))
		}
	})
}

func TestReachByHand(t *testing.T) {
	conv := Layer{Op: Conv, Shape: []int{1, 1, 5}, W: make([]float64, 5), Stride: 2, Pad: 2}
	up := Layer{Op: ConvTranspose, Shape: []int{1, 1, 4}, W: make([]float64, 4), Stride: 2, Pad: 1}
	dense := Layer{Op: Dense, Shape: []int{9, 8}, W: make([]float64, 72)}
	for _, c := range []struct {
		name       string
		l          Layer
		r, t, want int
	}{
		{"impulse", conv, 1, 64, 3}, // ⌈(1+4)/2⌉
		{"second layer", conv, 3, 32, 4},
		{"third layer", conv, 4, 16, 4},
		{"no more than there are", conv, 60, 64, 32},
		{"nothing", conv, 0, 64, 0},
		{"transposed", up, 4, 8, 10},
		{"dense", dense, 1, 8, 9},
	} {
		if got := c.l.Reach(c.r, c.t); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

// TestConvolutionsKeepAFaultLocal is the lemma on untrained layers: an
// impulse in the middle touches a few samples of a convolution and
// everything after a dense layer of the same size.
func TestConvolutionsKeepAFaultLocal(t *testing.T) {
	rng := rngOf(11)
	x, delta := Signal{2, 32, normal(rng, 64)}, nans(64)
	Impulse(delta, 32, 0, 16, 1)
	conv := Network{Layers: []Layer{{Op: Conv, Shape: []int{4, 2, 5}, W: normal(rng, 40), Stride: 2, Pad: 2}}}
	dense := Network{Layers: []Layer{{Op: Dense, Shape: []int{64, 64}, W: normal(rng, 64*64)}}}
	c, d := Trace(conv, x, delta, 1)[0], Trace(dense, x, delta, 1)[0]
	if c.Touched != 3 || d.Touched != 64 {
		t.Errorf("got %d and %d positions, want 3 and 64", c.Touched, d.Touched)
	}
	most(t, "participation", float64(c.Spread.Participation), .5*float64(d.Spread.Participation))
}

func TestTraceOfNothing(t *testing.T) {
	net := Network{Layers: []Layer{{Op: Dense, Shape: []int{2, 2}, W: []float64{1, 2, 3, 4}}}}
	s := Trace(net, Signal{2, 1, []float64{5, 6}}, []float64{0, 0}, 0)[0]
	if !math.IsNaN(float64(s.Gain)) || s.Size != 0 || s.Touched != 0 {
		t.Errorf("got %+v, want no size and no gain", s)
	}
}
