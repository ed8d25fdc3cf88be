package onnx

// DType is the number type of a tensor, numbered as in TensorProto.DataType.
type DType int

// The types our graphs use.
const (
	Float32 DType = 1
	Int64   DType = 7
	Bool    DType = 9
	Float64 DType = 11
)

// Dim is one dimension of a shape.
type Dim struct {
	n    int
	name string
}

// Fixed is a dimension of n.
func Fixed(n int) Dim { return Dim{n: n} }

// Free is a dimension the caller chooses at each run; the same name means
// the same number.
func Free(name string) Dim { return Dim{name: name} }

// valueInfo is a ValueInfoProto.
func valueInfo(name string, t DType, dims []Dim) []byte {
	var shape []byte
	for _, d := range dims {
		if d.name != "" {
			shape = message(shape, 1, text(nil, 2, d.name))
		} else {
			shape = message(shape, 1, varint(nil, 1, d.n))
		}
	}
	tensor := message(varint(nil, 1, int(t)), 2, shape)
	return message(text(nil, 1, name), 2, message(nil, 1, tensor))
}
