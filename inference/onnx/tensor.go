package onnx

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Floats adds float32 weights: data is row-major in shape, and nil is a
// scalar's shape. It panics if their sizes differ or the name is taken.
func (g *Graph) Floats(name string, shape []int, data []float32) Ref {
	raw := make([]byte, 0, 4*len(data))
	for _, v := range data {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	return g.tensor(name, Float32, shape, len(data), raw)
}

// Doubles adds float64 weights, as Floats does.
func (g *Graph) Doubles(name string, shape []int, data []float64) Ref {
	raw := make([]byte, 0, 8*len(data))
	for _, v := range data {
		raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(v))
	}
	return g.tensor(name, Float64, shape, len(data), raw)
}

// Ints adds integers, as Floats does: axes, starts, pads.
func (g *Graph) Ints(name string, shape []int, data []int) Ref {
	raw := make([]byte, 0, 8*len(data))
	for _, v := range data {
		raw = binary.LittleEndian.AppendUint64(raw, uint64(v))
	}
	return g.tensor(name, Int64, shape, len(data), raw)
}

// tensor adds a TensorProto with its numbers as raw_data.
func (g *Graph) tensor(name string, t DType, shape []int, n int, raw []byte) Ref {
	size := 1
	var b []byte
	for _, d := range shape {
		size *= d
		b = varint(b, 1, d)
	}
	if size != n {
		panic(fmt.Sprintf("onnx: %q has shape %v and %d numbers", name, shape, n))
	}
	b = text(varint(b, 2, int(t)), 8, name)
	g.weights = message(g.weights, 5, message(b, 9, raw))
	return g.define(name)
}
