package onnx

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// Tensor is a weight of a network. One of F32 and F64 is set, as it was
// stored; with no elements both may be empty.
type Tensor struct {
	Shape []int
	F32   []float32 // [Shape] row-major
	F64   []float64 // [Shape] row-major
}

// Fields of GraphProto and TensorProto.
const initializerField, dimsField, typeField, nameField, rawField = 5, 1, 2, 8, 9

// ReadWeights reads the float32 and float64 initializers of an ONNX file by
// name. Numbers are copied. Other types are left out; numbers stored in any
// way but as raw data are an error, which, like every other, wraps ErrFormat.
func ReadWeights(model []byte) (map[string]Tensor, error) {
	weights, graph := map[string]Tensor{}, false
	err := fields(model, func(field protowire.Number, v []byte) error {
		if field != graphField {
			return nil
		}
		graph = true
		return readGraph(v, weights)
	})
	if err == nil && !graph {
		err = fmt.Errorf("%w: it has no graph", ErrFormat)
	}
	if err != nil {
		return nil, err
	}
	return weights, nil
}

// readGraph adds the initializers of a GraphProto to weights.
func readGraph(b []byte, weights map[string]Tensor) error {
	return fields(b, func(field protowire.Number, v []byte) error {
		if field != initializerField {
			return nil
		}
		p, err := readProto(v)
		if err != nil || p.kind != Float32 && p.kind != Float64 {
			return err
		}
		if _, twice := weights[p.name]; twice {
			return fmt.Errorf("%w: weight %q is there twice", ErrFormat, p.name)
		}
		weights[p.name], err = p.tensor()
		return err
	})
}

// proto is a TensorProto as it was stored.
type proto struct {
	name string
	kind DType
	dims []int
	raw  []byte
}

func readProto(b []byte) (p proto, err error) {
	err = values(b, func(field protowire.Number, n uint64, v []byte) error {
		switch {
		case field == dimsField && v == nil:
			p.dims = append(p.dims, int(n))
		case field == dimsField:
			return p.packed(v)
		case field == typeField && v == nil:
			p.kind = DType(n)
		case field == nameField:
			p.name = string(v)
		case field == rawField:
			p.raw = v
		}
		return nil
	})
	return p, err
}

// packed reads dimensions that other writers store as one field.
func (p *proto) packed(b []byte) error {
	for len(b) > 0 {
		v, n := protowire.ConsumeVarint(b)
		if n < 0 {
			return ErrFormat
		}
		p.dims, b = append(p.dims, int(v)), b[n:]
	}
	return nil
}

// tensor unpacks the numbers. Memory is taken only for numbers that are in
// the file, whatever the dimensions say.
func (p *proto) tensor() (Tensor, error) {
	size := map[DType]int{Float32: 4, Float64: 8}[p.kind]
	n := len(p.raw) / size
	if len(p.raw)%size != 0 || !holds(p.dims, n) {
		return Tensor{}, fmt.Errorf("%w: weight %q has shape %v and %d bytes of raw data", ErrFormat, p.name, p.dims, len(p.raw))
	}
	t := Tensor{Shape: p.dims}
	if p.kind == Float64 {
		t.F64 = make([]float64, n)
		for i := range t.F64 {
			t.F64[i] = math.Float64frombits(binary.LittleEndian.Uint64(p.raw[8*i:]))
		}
		return t, nil
	}
	t.F32 = make([]float32, n)
	for i := range t.F32 {
		t.F32[i] = math.Float32frombits(binary.LittleEndian.Uint32(p.raw[4*i:]))
	}
	return t, nil
}

// holds says whether dims multiply to n. It divides, so that no dimension
// can overflow.
func holds(dims []int, n int) bool {
	if slices.ContainsFunc(dims, func(d int) bool { return d < 0 }) {
		return false
	}
	if slices.Contains(dims, 0) || n == 0 {
		return n == 0 && slices.Contains(dims, 0)
	}
	for _, d := range dims {
		if n%d != 0 {
			return false
		}
		n /= d
	}
	return n == 1
}
