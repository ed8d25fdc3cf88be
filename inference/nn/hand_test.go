package nn

import (
	"math"
	"slices"
	"testing"
)

func param(shape []int, w ...float32) *Param {
	p := NewParam("p", shape...)
	copy(p.W, w)
	return p
}

// TestByHand holds every operation to numbers worked out on paper, and the
// gradient of Σ(output·r) with r = 1, 2, 3, … to the same.
func TestByHand(t *testing.T) {
	taps := []float32{1, 10, 100}
	for _, c := range []struct {
		name  string
		shape []int
		x     []float32
		op    func(t *Tape, x *Value) *Value
		to    []int
		want  []float32
		grad  []float32
	}{
		{"conv1d stride 1 pad 1", []int{1, 1, 4}, []float32{1, 2, 3, 4},
			func(t *Tape, x *Value) *Value {
				return t.Conv1d(x, param([]int{1, 1, 3}, taps...), param([]int{1}, .5), 1, 1)
			},
			[]int{1, 1, 4}, []float32{210.5, 321.5, 432.5, 43.5}, []float32{12, 123, 234, 340}},
		{"conv1d stride 2 pad 1, two windows", []int{1, 2, 4}, []float32{1, 2, 3, 4, 5, 6, 7, 8},
			func(t *Tape, x *Value) *Value {
				return t.Conv1d(x, param([]int{1, 1, 3}, taps...), param([]int{1}), 2, 1)
			},
			[]int{1, 2, 2}, []float32{210, 432, 650, 876}, []float32{10, 102, 20, 200, 30, 304, 40, 400}},
		{"conv1d two channels in and out, no padding", []int{2, 1, 2}, []float32{1, 2, 3, 4},
			func(t *Tape, x *Value) *Value {
				return t.Conv1d(x, param([]int{2, 2, 2}, 1, 2, 3, 4, 5, 6, 7, 8), param([]int{2}, 0, 1), 1, 0)
			},
			[]int{2, 1, 1}, []float32{30, 71}, []float32{11, 14, 17, 20}},
		{"conv1d padding wider than the window", []int{1, 1, 1}, []float32{2},
			func(t *Tape, x *Value) *Value {
				return t.Conv1d(x, param([]int{1, 1, 3}, taps...), param([]int{1}), 2, 3)
			},
			[]int{1, 1, 3}, []float32{0, 20, 0}, []float32{20}},
		{"convtranspose1d stride 2", []int{1, 1, 2}, []float32{1, 2},
			func(t *Tape, x *Value) *Value {
				return t.ConvTranspose1d(x, param([]int{1, 1, 3}, taps...), param([]int{1}), 2, 0)
			},
			[]int{1, 1, 5}, []float32{1, 10, 102, 20, 200}, []float32{321, 543}},
		{"convtranspose1d stride 2 pad 1, two windows", []int{1, 2, 2}, []float32{1, 2, 3, 4},
			func(t *Tape, x *Value) *Value {
				return t.ConvTranspose1d(x, param([]int{1, 1, 4}, 1, 10, 100, 1000), param([]int{1}, 1), 2, 1)
			},
			[]int{1, 2, 4}, []float32{11, 103, 1021, 201, 31, 305, 3041, 401}, []float32{3210, 432, 7650, 876}},
		{"convtranspose1d one channel to two", []int{1, 1, 1}, []float32{2},
			func(t *Tape, x *Value) *Value {
				return t.ConvTranspose1d(x, param([]int{1, 2, 2}, 1, 2, 3, 4), param([]int{2}, 0, 1), 1, 0)
			},
			[]int{2, 1, 2}, []float32{2, 4, 7, 9}, []float32{30}},
		{"dense", []int{2, 2}, []float32{1, 2, 3, 4},
			func(t *Tape, x *Value) *Value {
				return t.Dense(x, param([]int{3, 2}, 1, 10, 2, 20, 3, 30), param([]int{3}, .5, 0, 0))
			},
			[]int{3, 2}, []float32{31.5, 42.5, 62, 84, 93, 126}, []float32{22, 28, 220, 280}},
		{"leakyrelu", []int{3}, []float32{-4, 0, 4},
			func(t *Tape, x *Value) *Value { return t.LeakyReLU(x, .25) },
			[]int{3}, []float32{-1, 0, 4}, []float32{.25, 2, 3}},
		{"tanh", []int{2}, []float32{0, 20},
			func(t *Tape, x *Value) *Value { return t.Tanh(x) },
			[]int{2}, []float32{0, 1}, []float32{1, 0}},
		{"silu", []int{3}, []float32{-200, 0, 200},
			func(t *Tape, x *Value) *Value { return t.SiLU(x) },
			[]int{3}, []float32{0, 0, 200}, []float32{0, 1, 3}},
		{"concat", []int{1, 2}, []float32{1, 2},
			func(t *Tape, x *Value) *Value { return t.Concat(x, t.Input([]int{2, 2}, []float32{3, 4, 5, 6}), x) },
			[]int{4, 2}, []float32{1, 2, 3, 4, 5, 6, 1, 2}, []float32{8, 10}},
		{"slice", []int{3, 2}, []float32{1, 2, 3, 4, 5, 6},
			func(t *Tape, x *Value) *Value { return t.Slice(x, 1, 2) },
			[]int{1, 2}, []float32{3, 4}, []float32{0, 0, 1, 2, 0, 0}},
		{"reshape", []int{2, 2}, []float32{1, 2, 3, 4},
			func(t *Tape, x *Value) *Value { return t.Reshape(x, 4, 1) },
			[]int{4, 1}, []float32{1, 2, 3, 4}, []float32{1, 2, 3, 4}},
		{"flatten", []int{2, 2, 3}, []float32{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
			func(t *Tape, x *Value) *Value { return t.Flatten(x) },
			[]int{6, 2}, []float32{1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12}, []float32{1, 3, 5, 2, 4, 6, 7, 9, 11, 8, 10, 12}},
		{"unflatten", []int{4, 2}, []float32{1, 2, 3, 4, 5, 6, 7, 8},
			func(t *Tape, x *Value) *Value { return t.Unflatten(x, 2) },
			[]int{2, 2, 2}, []float32{1, 3, 2, 4, 5, 7, 6, 8}, []float32{1, 3, 2, 4, 5, 7, 6, 8}},
		{"add", []int{2}, []float32{1, 2},
			func(t *Tape, x *Value) *Value { return t.Add(x, x) },
			[]int{2}, []float32{2, 4}, []float32{2, 4}},
		{"sub", []int{2}, []float32{1, 2},
			func(t *Tape, x *Value) *Value { return t.Sub(t.Input([]int{2}, []float32{5, 5}), x) },
			[]int{2}, []float32{4, 3}, []float32{-1, -2}},
		{"mul", []int{2}, []float32{3, 4},
			func(t *Tape, x *Value) *Value { return t.Mul(x, t.Input([]int{2}, []float32{5, 6})) },
			[]int{2}, []float32{15, 24}, []float32{5, 12}},
		{"scale", []int{2}, []float32{3, 4},
			func(t *Tape, x *Value) *Value { return t.Scale(x, -2) },
			[]int{2}, []float32{-6, -8}, []float32{-2, -4}},
		{"square", []int{2}, []float32{3, -4},
			func(t *Tape, x *Value) *Value { return t.Square(x) },
			[]int{2}, []float32{9, 16}, []float32{6, -16}},
		{"clampmax", []int{3}, []float32{1, 2, 3},
			func(t *Tape, x *Value) *Value { return t.ClampMax(x, 2) },
			[]int{3}, []float32{1, 2, 2}, []float32{1, 2, 0}},
		{"sum", []int{3}, []float32{1, 2, 3},
			func(t *Tape, x *Value) *Value { return t.Sum(x) },
			[]int{1}, []float32{6}, []float32{1, 1, 1}},
		{"mean", []int{4}, []float32{1, 2, 3, 6},
			func(t *Tape, x *Value) *Value { return t.Mean(x) },
			[]int{1}, []float32{3}, []float32{.25, .25, .25, .25}},
		{"mse", []int{2}, []float32{1, 5},
			func(t *Tape, x *Value) *Value { return t.MSE(x, []float32{2, 2}) },
			[]int{1}, []float32{5}, []float32{-1, 3}},
		{"bcewithlogits", []int{2}, []float32{0, 0},
			func(t *Tape, x *Value) *Value { return t.BCEWithLogits(x, []float32{1, 0}, 3) },
			[]int{1}, []float32{2 * math.Ln2}, []float32{-.75, .25}},
		{"bcewithlogits far out", []int{2}, []float32{1000, -1000},
			func(t *Tape, x *Value) *Value { return t.BCEWithLogits(x, []float32{0, 1}, 1) },
			[]int{1}, []float32{1000}, []float32{.5, -.5}},
		{"softmaxcrossentropy, second column without a class", []int{2, 3}, []float32{0, 7, 1000, 0, 9, 1000},
			func(t *Tape, x *Value) *Value { return t.SoftmaxCrossEntropy(x, []int{0, -1, 1}) },
			[]int{1}, []float32{math.Ln2}, []float32{-.25, 0, .25, .25, 0, -.25}},
		{"softmaxcrossentropy without classes", []int{2, 1}, []float32{1, 2},
			func(t *Tape, x *Value) *Value { return t.SoftmaxCrossEntropy(x, []int{-1}) },
			[]int{1}, []float32{0}, []float32{0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			tape := newPoisonedTape(nil)
			x := tape.Input(c.shape, c.x)
			tape.Watch(x)
			y := c.op(tape, x)
			if !slices.Equal(y.Shape, c.to) || !slices.Equal(y.X, c.want) {
				t.Errorf("got %v %v, want %v %v", y.Shape, y.X, c.to, c.want)
			}
			tape.Backward(tape.Sum(tape.Mul(y, tape.Input(c.to, ramp(len(y.X))))))
			if !slices.Equal(x.G, c.grad) {
				t.Errorf("gradient: got %v, want %v", x.G, c.grad)
			}
		})
	}
}

func ramp(n int) []float32 {
	r := make([]float32, n)
	for i := range r {
		r[i] = float32(i + 1)
	}
	return r
}
