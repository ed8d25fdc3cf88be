package nn

import "math"

// LeakyReLU is x where x is positive and a·x where it is negative.
func (t *Tape) LeakyReLU(x *Value, a float32) *Value {
	y := t.value(x.Shape...)
	slope := [2]float32{1, a}
	dst := y.X[:len(x.X)] // the compiler then drops its bounds checks
	for i, v := range x.X {
		dst[i] = v * slope[signBit(v)]
	}
	t.record(y, x.wants, func() {
		dx, src := t.gradient(x)[:len(y.G)], x.X[:len(y.G)]
		for i, g := range y.G {
			dx[i] += g * slope[signBit(src[i])]
		}
	})
	return y
}

// signBit picks a slope by table: signs are random, so a branch would be
// mispredicted every other time.
func signBit(v float32) uint32 { return math.Float32bits(v) >> 31 }
