package onnx

import "fmt"

// Ref names a value of the graph.
type Ref string

// Graph collects nodes in the order in which they will run. The inputs of a
// node must be there before it.
type Graph struct {
	name            string
	nodes, weights  []byte // encoded fields
	inputs, outputs []byte
	known           map[Ref]bool
	count           int
}

// New makes an empty graph.
func New(name string) *Graph { return &Graph{name: name, known: map[Ref]bool{}} }

// Input declares an input. It panics if the name is taken.
func (g *Graph) Input(name string, t DType, dims ...Dim) Ref {
	g.inputs = message(g.inputs, 11, valueInfo(name, t, dims))
	return g.define(name)
}

// Output makes r an output under that name. It panics if the name is taken.
func (g *Graph) Output(r Ref, name string, t DType, dims ...Dim) {
	g.add("Identity", []Ref{r}, []string{name}, nil)
	g.outputs = message(g.outputs, 12, valueInfo(name, t, dims))
}

// Node adds an operation with one output and returns it. It panics if an
// input is not there yet.
func (g *Graph) Node(op string, in []Ref, attrs ...Attr) Ref {
	return g.Nodes(op, in, 1, attrs...)[0]
}

// Nodes adds an operation with n outputs.
func (g *Graph) Nodes(op string, in []Ref, n int, attrs ...Attr) []Ref {
	var out []string
	for range n {
		g.count++
		out = append(out, fmt.Sprintf("%s.%d", op, g.count))
	}
	return g.add(op, in, out, attrs)
}

// add appends a NodeProto.
func (g *Graph) add(op string, in []Ref, out []string, attrs []Attr) []Ref {
	var b []byte
	for _, r := range in {
		if !g.known[r] {
			panic(fmt.Sprintf("onnx: %s reads %q, which is not there yet", op, r))
		}
		b = text(b, 1, string(r))
	}
	for _, name := range out {
		b = text(b, 2, name)
	}
	b = text(b, 3, out[0]) // the node's own name
	b = text(b, 4, op)
	for _, a := range attrs {
		b = message(b, 5, a)
	}
	g.nodes = message(g.nodes, 1, b)
	var refs []Ref
	for _, name := range out {
		refs = append(refs, g.define(name))
	}
	return refs
}

func (g *Graph) define(name string) Ref {
	if g.known[Ref(name)] {
		panic(fmt.Sprintf("onnx: %q is there twice", name))
	}
	g.known[Ref(name)] = true
	return Ref(name)
}
