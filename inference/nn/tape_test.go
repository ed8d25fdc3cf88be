package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestResetReusesMemory(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	net, tape, x := newAutoencoder(rng), NewTape(nil), normal(rng, 2*4*16)
	step := func() {
		tape.Reset()
		tape.Backward(net.loss(tape, tape.Input([]int{2, 4, 16}, x)))
	}
	step()
	slabs, values := len(tape.memory.slabs), len(tape.values)
	// One closure for each of the 6 convolutions, 4 LeakyReLUs and the loss.
	if got := testing.AllocsPerRun(20, step); got > 11 {
		t.Errorf("a step makes %v allocations, want at most 11", got)
	}
	if len(tape.memory.slabs) != slabs || len(tape.values) != values {
		t.Errorf("grew to %d slabs and %d values from %d and %d",
			len(tape.memory.slabs), len(tape.values), slabs, values)
	}
}

func TestArenaBuffersDoNotOverlap(t *testing.T) {
	var a arena
	for range 2 {
		a.reset()
		for i, n := range []int{10, slabSize - 5, 3 * slabSize, 1, slabSize - 1} {
			x := a.alloc(n)
			if len(x) != n || cap(x) != n {
				t.Fatalf("buffer %d: got length %d, capacity %d, want %d", i, len(x), cap(x), n)
			}
		}
		if len(a.slabs) != 4 {
			t.Fatalf("got %d slabs, want 4", len(a.slabs))
		}
	}
}

func TestBackwardTwice(t *testing.T) {
	tape, w, b := newPoisonedTape(nil), param([]int{1, 1}, 3), param([]int{1})
	x := tape.Input([]int{1, 1}, []float32{2})
	tape.Watch(x)
	y := tape.Dense(x, w, b)
	loss := tape.Sum(tape.Square(y)) // (w·x)²
	for pass := range 2 {
		tape.Backward(loss)
		if got, want := x.G[0], float32(36); got != want {
			t.Errorf("pass %d: gradient of x is set: got %v, want %v", pass, got, want)
		}
	}
	if got, want := w.G[0], float32(48); got != want {
		t.Errorf("gradient of w adds up: got %v, want %v", got, want)
	}
}

func TestGradientsNobodyNeeds(t *testing.T) {
	tape, w, b := NewTape(nil), param([]int{1, 1}, 3), param([]int{1})
	x := tape.Input([]int{1, 1}, []float32{2}) // not watched
	aside := tape.Input([]int{1}, []float32{1})
	tape.Watch(aside) // watched, but the loss does not depend on it
	tape.Square(aside)
	tape.Backward(tape.Sum(tape.Dense(x, w, b)))
	if x.G != nil || aside.G != nil {
		t.Errorf("got gradients %v and %v, want none", x.G, aside.G)
	}
	if w.G[0] != 2 {
		t.Errorf("gradient of w: got %v, want 2", w.G[0])
	}
}

func TestInitIsUniformWithinTheFanIn(t *testing.T) {
	w, b := NewParam("w", 8, 32, 4), NewParam("b", 32) // ConvTranspose1d: fan-in 32·4
	Init(w, b, rand.New(rand.NewPCG(1, 2)))
	bound := 1 / math.Sqrt(32*4)
	for _, p := range []*Param{w, b} {
		low, high := float64(slices.Min(p.W)), float64(slices.Max(p.W))
		if low < -bound || high > bound || low > -.8*bound || high < .8*bound {
			t.Errorf("%s: got %v to %v, want about ±%v", p.Name, low, high, bound)
		}
	}
}

func TestWrongShapesPanic(t *testing.T) {
	tape, w3, w2, b := NewTape(nil), NewParam("w", 4, 2, 3), NewParam("w", 4, 2), NewParam("b", 4)
	series, dense := tape.Input([]int{3, 1, 5}, make([]float32, 15)), tape.Input([]int{3, 5}, make([]float32, 15))
	for _, c := range []struct {
		want string
		run  func()
	}{
		{"nn: input: shapes [2 2] [3] do not fit", func() { tape.Input([]int{2, 2}, make([]float32, 3)) }},
		{"nn: conv1d: shapes [3 1 5] [4 2 3] [4] do not fit", func() { tape.Conv1d(series, w3, b, 1, 0) }},
		{"nn: convtranspose1d: shapes [3 1 5] [4 2 3] [4] do not fit", func() { tape.ConvTranspose1d(series, w3, b, 1, 0) }},
		{"nn: dense: shapes [3 5] [4 2] [4] do not fit", func() { tape.Dense(dense, w2, b) }},
		{"nn: concat: shapes [3 5] [3 1 5] do not fit", func() { tape.Concat(dense, series) }},
		{"nn: slice: shapes [3 5] [2 4] do not fit", func() { tape.Slice(dense, 2, 4) }},
		{"nn: reshape: shapes [3 5] [4 4] do not fit", func() { tape.Reshape(dense, 4, 4) }},
		{"nn: flatten: shapes [3 5] do not fit", func() { tape.Flatten(dense) }},
		{"nn: unflatten: shapes [3 5] [2] do not fit", func() { tape.Unflatten(dense, 2) }},
		{"nn: add: shapes [3 5] [3 1 5] do not fit", func() { tape.Add(dense, series) }},
		{"nn: sub: shapes [3 5] [3 1 5] do not fit", func() { tape.Sub(dense, series) }},
		{"nn: mul: shapes [3 5] [3 1 5] do not fit", func() { tape.Mul(dense, series) }},
		{"nn: mse: shapes [3 5] [2] do not fit", func() { tape.MSE(dense, make([]float32, 2)) }},
		{"nn: bcewithlogits: shapes [3 5] [2] do not fit", func() { tape.BCEWithLogits(dense, make([]float32, 2), 1) }},
		{"nn: softmaxcrossentropy: shapes [3 5] [2] do not fit", func() { tape.SoftmaxCrossEntropy(dense, make([]int, 2)) }},
		{"nn: softmaxcrossentropy: class: shapes [3 5] [3] do not fit", func() { tape.SoftmaxCrossEntropy(dense, []int{0, 3, 0, 0, 0}) }},
		{"nn: backward: shapes [3 5] do not fit", func() { tape.Backward(dense) }},
	} {
		t.Run(c.want, func(t *testing.T) {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("got %v, want %v", got, c.want)
				}
			}()
			c.run()
		})
	}
}
