package nn

import (
	"gonum.org/v1/gonum/blas"
)

// Tape records operations and plays them back for gradients. It is not for
// concurrent use; for data parallelism each worker has its own.
type Tape struct {
	blas    blas.Float32Level3
	memory  arena
	values  []*Value // the first used belong to the graph, the rest wait
	used    int
	steps   []step
	scratch []float32
	own     map[*Param][]float32 // nil: gradients go to Param.G
}

// step is one recorded operation.
type step struct {
	out      *Value
	backward func() // adds to the gradients of out's parents; out.G is set
}

// NewTape makes an empty tape that multiplies with g; nil means DefaultBLAS.
func NewTape(g blas.Float32Level3) *Tape {
	if g == nil {
		g = DefaultBLAS()
	}
	return &Tape{blas: g}
}

// Reset forgets the graph and keeps its memory for the next one: all Values
// become invalid. Gradients of Params stay.
func (t *Tape) Reset() {
	clear(t.steps) // so that the closures can be collected
	t.steps = t.steps[:0]
	t.used = 0
	t.memory.reset()
}

// Input puts x, row-major, on the tape. It is not copied: the caller must not
// change it before Reset.
func (t *Tape) Input(shape []int, x []float32) *Value {
	mustBe(size(shape) == len(x), "input", shape, []int{len(x)})
	v := t.header(shape...)
	v.X = x
	return v
}

// Watch asks for the gradient of an input. It must be called before v is
// used.
func (t *Tape) Watch(v *Value) { v.wants = true }

// Backward adds the gradient of loss, a single number, to the parameters and
// sets G of every watched input and every Value on the way. It may be called
// again on the same graph.
func (t *Tape) Backward(loss *Value) {
	mustBe(len(loss.X) == 1, "backward", loss.Shape)
	for _, v := range t.values[:t.used] {
		v.G = nil
	}
	t.gradient(loss)[0] = 1
	for i := len(t.steps) - 1; i >= 0; i-- {
		if s := t.steps[i]; s.out.G != nil {
			s.backward()
		}
	}
}

// Grads is where Backward adds the gradient of p: p.G, or this tape's own
// buffer if it is a worker's.
func (t *Tape) Grads(p *Param) []float32 {
	if t.own == nil {
		return p.G
	}
	g, ok := t.own[p]
	if !ok {
		g = make([]float32, len(p.W))
		t.own[p] = g
	}
	return g
}

// gradient is v.G, zeroed at its first use in a Backward.
func (t *Tape) gradient(v *Value) []float32 {
	if v.G == nil {
		if v.grad == nil {
			v.grad = t.memory.alloc(len(v.X))
		}
		v.G = v.grad
		clear(v.G)
	}
	return v.G
}

// header is a Value without numbers.
func (t *Tape) header(shape ...int) *Value {
	if t.used == len(t.values) {
		t.values = append(t.values, &Value{})
	}
	v := t.values[t.used]
	t.used++
	*v = Value{Shape: append(v.Shape[:0], shape...)}
	return v
}

// value is a Value whose numbers the operation has to fill.
func (t *Tape) value(shape ...int) *Value {
	v := t.header(shape...)
	v.X = t.memory.alloc(size(shape))
	return v
}

// record notes how out's gradient reaches its parents, if one wants it.
func (t *Tape) record(out *Value, wanted bool, backward func()) {
	if wanted {
		out.wants = true
		t.steps = append(t.steps, step{out, backward})
	}
}

// give adds k·g to the gradient of x, if x wants it.
func (t *Tape) give(x *Value, k float32, g []float32) {
	if !x.wants {
		return
	}
	dx := t.gradient(x)
	for i, v := range g {
		dx[i] += k * v
	}
}

// temporary is n numbers to use until the next call, filled with old ones.
func (t *Tape) temporary(n int) []float32 {
	if cap(t.scratch) < n {
		t.scratch = make([]float32, n)
	}
	return t.scratch[:n]
}
