package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// operation is one op on inputs and parameters of some shapes.
type operation struct {
	name   string
	inputs [][]int
	params [][]int
	run    func(t *Tape, x []*Value, p []*Param) *Value
	h, tol float64
}

// Most operations are linear or quadratic in any single number: there the
// central difference is exact for every h, and a large h leaves only the
// rounding of outputs near 10 at 2⁻²⁴, divided by h. The two with exp have
// a truncation error of h²/6 times a third derivative below 1/4.
const (
	exactH, exactTol   = 0.25, 2e-5
	smoothH, smoothTol = 1. / 32, 1e-4
	curvedTol          = 1e-3 // the same truncation where third derivatives reach about 5
)

func operations() []operation {
	target := normal(rand.New(rand.NewPCG(3, 3)), 24)
	labels := []float32{1, 0, 0, 1, .25, 1}
	return []operation{
		{"conv1d stride 1", [][]int{{2, 3, 5}}, [][]int{{4, 2, 3}, {4}},
			func(t *Tape, x []*Value, p []*Param) *Value { return t.Conv1d(x[0], p[0], p[1], 1, 1) }, exactH, exactTol},
		{"conv1d stride 2", [][]int{{3, 2, 8}}, [][]int{{2, 3, 5}, {2}},
			func(t *Tape, x []*Value, p []*Param) *Value { return t.Conv1d(x[0], p[0], p[1], 2, 2) }, exactH, exactTol},
		{"conv1d stride 3, last frames unused", [][]int{{1, 2, 9}}, [][]int{{2, 1, 2}, {2}},
			func(t *Tape, x []*Value, p []*Param) *Value { return t.Conv1d(x[0], p[0], p[1], 3, 0) }, exactH, exactTol},
		{"convtranspose1d stride 1", [][]int{{2, 3, 5}}, [][]int{{2, 3, 3}, {3}},
			func(t *Tape, x []*Value, p []*Param) *Value { return t.ConvTranspose1d(x[0], p[0], p[1], 1, 1) }, exactH, exactTol},
		{"convtranspose1d stride 2", [][]int{{3, 2, 4}}, [][]int{{3, 2, 4}, {2}},
			func(t *Tape, x []*Value, p []*Param) *Value { return t.ConvTranspose1d(x[0], p[0], p[1], 2, 1) }, exactH, exactTol},
		{"convtranspose1d stride 3, gaps", [][]int{{1, 2, 3}}, [][]int{{1, 2, 2}, {2}},
			func(t *Tape, x []*Value, p []*Param) *Value { return t.ConvTranspose1d(x[0], p[0], p[1], 3, 0) }, exactH, exactTol},
		{"dense", [][]int{{5, 3}}, [][]int{{4, 5}, {4}},
			func(t *Tape, x []*Value, p []*Param) *Value { return t.Dense(x[0], p[0], p[1]) }, exactH, exactTol},
		{"leakyrelu", [][]int{{24}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.LeakyReLU(x[0], .2) }, exactH, exactTol},
		{"tanh", [][]int{{24}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Tanh(x[0]) }, smoothH, curvedTol},
		{"silu", [][]int{{24}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.SiLU(x[0]) }, smoothH, smoothTol},
		{"clampmax", [][]int{{24}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.ClampMax(x[0], 0) }, exactH, exactTol},
		{"concat", [][]int{{1, 2, 3}, {2, 2, 3}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Concat(x...) }, exactH, exactTol},
		{"slice", [][]int{{4, 3}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Slice(x[0], 1, 3) }, exactH, exactTol},
		{"reshape", [][]int{{2, 6}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Reshape(x[0], 3, 4) }, exactH, exactTol},
		{"flatten", [][]int{{2, 3, 4}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Flatten(x[0]) }, exactH, exactTol},
		{"unflatten", [][]int{{6, 4}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Unflatten(x[0], 2) }, exactH, exactTol},
		{"add", [][]int{{2, 3}, {2, 3}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Add(x[0], x[1]) }, exactH, exactTol},
		{"sub", [][]int{{2, 3}, {2, 3}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Sub(x[0], x[1]) }, exactH, exactTol},
		{"mul", [][]int{{2, 3}, {2, 3}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Mul(x[0], x[1]) }, exactH, exactTol},
		{"scale", [][]int{{6}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Scale(x[0], -1.5) }, exactH, exactTol},
		{"square", [][]int{{6}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Square(x[0]) }, exactH, exactTol},
		{"sum", [][]int{{2, 3}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Sum(x[0]) }, exactH, exactTol},
		{"mean", [][]int{{2, 3}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Mean(x[0]) }, exactH, exactTol},
		{"mse", [][]int{{24}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.MSE(x[0], target) }, exactH, exactTol},
		{"bcewithlogits", [][]int{{6}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.BCEWithLogits(x[0], labels, 5) }, smoothH, smoothTol},
		{"columns", [][]int{{2, 4}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Columns(x[0], []int{3, 0, 3, 1}) }, exactH, exactTol},
		{"normalize", [][]int{{3, 4}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.Normalize(x[0]) }, smoothH, curvedTol},
		{"supcon", [][]int{{2, 6}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.SupCon(x[0], []int{0, 1, 0, 1, 1, 2}, 2) }, smoothH, curvedTol},
		{"triplet", [][]int{{2, 4}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value {
				return t.Triplet(x[0], [][3]int{{0, 1, 2}, {3, 2, 1}}, 50)
			}, exactH, exactTol},
		{"gainhinge below and above", [][]int{{2, 3, 2}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.GainHinge(x[0], []float32{100, 1, .5}, 1, 1.5) }, smoothH, curvedTol},
		{"softmaxcrossentropy", [][]int{{3, 4}}, nil,
			func(t *Tape, x []*Value, _ []*Param) *Value { return t.SoftmaxCrossEntropy(x[0], []int{2, 0, -1, 1}) }, smoothH, smoothTol},
	}
}

func TestBackwardIsTheCentralDifference(t *testing.T) {
	for level, g := range kernels() {
		for _, op := range operations() {
			t.Run(op.name, func(t *testing.T) {
				newProbe(op, uint64(level)).check(t, newPoisonedTape(g))
			})
		}
	}
}

// probe is an operation at one point, followed by a random weighting.
type probe struct {
	op      operation
	inputs  [][]float32
	params  []*Param
	weights []float32 // of the outputs
}

func newProbe(op operation, seed uint64) probe {
	rng := rand.New(rand.NewPCG(seed, 5))
	p := probe{op: op, weights: normal(rng, 1000)}
	for _, s := range op.inputs {
		p.inputs = append(p.inputs, awayFromZero(normal(rng, size(s))))
	}
	for _, s := range op.params {
		p.params = append(p.params, param(s, normal(rng, size(s))...))
	}
	return p
}

// awayFromZero keeps the kinks of LeakyReLU and ClampMax outside ±h.
func awayFromZero(x []float32) []float32 {
	for i := range x {
		x[i] += float32(math.Copysign(2*exactH, float64(x[i])))
	}
	return x
}

func (p probe) forward(t *Tape) (y *Value, xs []*Value) {
	t.Reset()
	for i, s := range p.op.inputs {
		x := t.Input(s, p.inputs[i])
		t.Watch(x)
		xs = append(xs, x)
	}
	return p.op.run(t, xs, p.params), xs
}

// loss is added in float64, so that only the operation's own rounding is
// left.
func (p probe) loss(t *Tape) float64 {
	y, _ := p.forward(t)
	s := 0.0
	for i, v := range y.X {
		s += float64(v) * float64(p.weights[i])
	}
	return s
}

func (p probe) check(t *testing.T, tape *Tape) {
	y, xs := p.forward(tape)
	tape.Backward(tape.Sum(tape.Mul(y, tape.Input(y.Shape, p.weights[:len(y.X)]))))
	var grads [][]float32
	for _, x := range xs {
		grads = append(grads, slices.Clone(x.G))
	}
	for i, x := range p.inputs {
		p.compare(t, tape, x, grads[i])
	}
	for _, w := range p.params {
		p.compare(t, tape, w.W, w.G)
	}
}

// compare moves every number of x by ±h.
func (p probe) compare(t *testing.T, tape *Tape, x, got []float32) {
	t.Helper()
	for i, v := range x {
		x[i] = v + float32(p.op.h)
		up := p.loss(tape)
		x[i] = v - float32(p.op.h)
		down := p.loss(tape)
		x[i] = v
		// The numbers moved by are rounded too, hence relative to both sides.
		h := float64(v+float32(p.op.h)) - float64(v-float32(p.op.h))
		want := (up - down) / h
		if d := math.Abs(float64(got[i]) - want); !(d <= p.op.tol*(1+math.Abs(want))) {
			t.Fatalf("[%d]: got %v, want %v", i, got[i], want)
		}
	}
}
