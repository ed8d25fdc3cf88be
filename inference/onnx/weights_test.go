package onnx_test

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"rigscope/inference/models"
	"rigscope/inference/onnx"
)

func TestWeightsComeBack(t *testing.T) {
	g := onnx.New("test")
	g.Floats("a", []int{2, 3}, []float32{1, -0.5, 1e-38, math.MaxFloat32, 0, 6})
	g.Doubles("b", []int{1}, []float64{math.Pi})
	g.Doubles("scalar", nil, []float64{-1e300})
	g.Floats("none", []int{3, 0}, nil)
	g.Ints("axes", []int{2}, []int{1, 2})
	got, err := onnx.ReadWeights(g.Encode(nil))
	want := map[string]onnx.Tensor{
		"a":      {Shape: []int{2, 3}, F32: []float32{1, -0.5, 1e-38, math.MaxFloat32, 0, 6}},
		"b":      {Shape: []int{1}, F64: []float64{math.Pi}},
		"scalar": {F64: []float64{-1e300}},
		"none":   {Shape: []int{3, 0}, F32: []float32{}},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v and %v, want %v", got, err, want)
	}
}

func TestWeightsOfTheBundledModel(t *testing.T) {
	got, err := onnx.ReadWeights(models.Demo)
	if err != nil {
		t.Fatal(err)
	}
	w := got["ridge.others.weight"]
	if want := []int{14, 14, 17}; !reflect.DeepEqual(w.Shape, want) || len(w.F32) != 14*14*17 {
		t.Errorf("got shape %v and %d numbers, want %v", w.Shape, len(w.F32), want)
	}
}

// file is a ModelProto with one TensorProto; both are shorter than 128 bytes.
func file(tensor string) string {
	graph := "\x2a" + string(rune(len(tensor))) + tensor
	return "\x3a" + string(rune(len(graph))) + graph
}

// badWeights are files that ReadMetadata takes and ReadWeights does not.
var badWeights = []struct{ name, file, want string }{
	{"too few", file("\x08\x02\x10\x01\x42\x01w\x4a\x04\x00\x00\x80\x3f"), `not an ONNX file, or cut off: weight "w" has shape [2] and 4 bytes of raw data`},
	{"too many", file("\x08\x01\x10\x0b\x42\x01w\x4a\x10" + strings.Repeat("\x00", 16)), `not an ONNX file, or cut off: weight "w" has shape [1] and 16 bytes of raw data`},
	{"half a number", file("\x10\x01\x42\x01w\x4a\x05\x00\x00\x00\x00\x00"), `not an ONNX file, or cut off: weight "w" has shape [] and 5 bytes of raw data`},
	{"negative", file("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x10\x01"), `not an ONNX file, or cut off: weight "" has shape [-1] and 0 bytes of raw data`},
	{"2^32 by 2^32", file("\x0a\x0a\x80\x80\x80\x80\x10\x80\x80\x80\x80\x10\x10\x01"), `not an ONNX file, or cut off: weight "" has shape [4294967296 4294967296] and 0 bytes of raw data`},
	{"dimensions cut off", file("\x0a\x01\x80\x10\x01"), "not an ONNX file, or cut off"},
	{"numbers elsewhere", file("\x08\x01\x10\x01\x22\x04\x00\x00\x80\x3f"), `not an ONNX file, or cut off: weight "" has shape [1] and 0 bytes of raw data`},
	{"tensor that is none", file("\x0a\x09"), "not an ONNX file, or cut off"},
}

func TestReadWeightsRefuses(t *testing.T) {
	g := onnx.New("test")
	g.Floats("w", nil, []float32{1})
	one := string(g.Encode(nil))
	twice := struct{ name, file, want string }{"twice", one + one, `not an ONNX file, or cut off: weight "w" is there twice`}
	for _, c := range append(append(badWeights, twice), broken...) {
		if c.name == "entry that is none" {
			continue // the metadata is not looked into
		}
		got, err := onnx.ReadWeights([]byte(c.file))
		if !errors.Is(err, onnx.ErrFormat) || err.Error() != c.want || got != nil {
			t.Errorf("%s: got %v and %v, want %s", c.name, got, err, c.want)
		}
	}
}

func FuzzReadWeights(f *testing.F) {
	for _, c := range append(badWeights, broken...) {
		f.Add([]byte(c.file))
	}
	f.Add(sample().Encode(nil))
	f.Fuzz(func(t *testing.T, file []byte) {
		weights, err := onnx.ReadWeights(file)
		if err != nil && !errors.Is(err, onnx.ErrFormat) {
			t.Errorf("got %v", err)
		}
		size := 0
		for name, w := range weights {
			n := 1
			for _, d := range w.Shape {
				n *= d
			}
			if n != len(w.F32)+len(w.F64) {
				t.Errorf("%q: shape %v with %d numbers", name, w.Shape, len(w.F32)+len(w.F64))
			}
			size += 4*len(w.F32) + 8*len(w.F64)
		}
		if size > len(file) {
			t.Errorf("%d bytes of weights in a file of %d", size, len(file))
		}
	})
}
