package onnx_test

import (
	"bytes"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rigscope/inference/onnx"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample has one of everything that is written.
func sample() *onnx.Graph {
	g := onnx.New("sample")
	x := g.Input("x", onnx.Float64, onnx.Free("B"), onnx.Fixed(2))
	y := g.Node("Cast", []onnx.Ref{x}, onnx.Int("to", int(onnx.Float32)))
	y = g.Node("LeakyRelu", []onnx.Ref{y}, onnx.Float("alpha", 0.2))
	y = g.Node("Pad", []onnx.Ref{y, g.Ints("pads", []int{4}, []int{0, -1, 0, 1})}, onnx.String("mode", "edge"))
	y = g.Node("Mul", []onnx.Ref{y, g.Floats("w", []int{2}, []float32{1, -0.5})})
	y = g.Node("ReduceMean", []onnx.Ref{y}, onnx.Ints("axes", []int{1, -1}))
	g.Doubles("unused", nil, []float64{1e300})
	g.Output(y, "y", onnx.Float32, onnx.Free("B"), onnx.Fixed(2))
	return g
}

func TestEncodeIsTheSameEveryTime(t *testing.T) {
	meta := map[string]string{"b": "2", "a": "1", "c": "", "rigscope.spec": "{}"}
	want := sample().Encode(meta)
	for range 20 {
		if !bytes.Equal(sample().Encode(meta), want) {
			t.Fatal("the bytes differ")
		}
	}
	g := sample()
	if !bytes.Equal(g.Encode(meta), g.Encode(meta)) {
		t.Error("encoding changes the graph")
	}
}

func TestEncodeGolden(t *testing.T) {
	golden := filepath.Join("testdata", "sample.hex")
	got := hex.Dump(sample().Encode(map[string]string{"key": "value"}))
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMistakesPanic(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(g *onnx.Graph)
		want string
	}{
		{"name twice", func(g *onnx.Graph) { g.Input("x", onnx.Bool); g.Floats("x", nil, []float32{1}) }, `onnx: "x" is there twice`},
		{"unknown value", func(g *onnx.Graph) { g.Node("Abs", []onnx.Ref{"x"}) }, `onnx: Abs reads "x", which is not there yet`},
		{"unknown output", func(g *onnx.Graph) { g.Output("x", "y", onnx.Float32) }, `onnx: Identity reads "x", which is not there yet`},
		{"wrong size", func(g *onnx.Graph) { g.Ints("x", []int{2, 3}, []int{1}) }, `onnx: "x" has shape [2 3] and 1 numbers`},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("got %v, want %s", got, c.want)
				}
			}()
			c.f(onnx.New("test"))
		})
	}
}

func TestNamesSayTheirPlace(t *testing.T) {
	g := onnx.New("test")
	x := g.Input("x", onnx.Float32)
	y := g.Node("Abs", []onnx.Ref{x})
	z := g.Node("Abs", []onnx.Ref{y})
	if got := strings.Join([]string{string(x), string(y), string(z)}, " "); got != "x Abs.1 Abs.2" {
		t.Errorf("got %s", got)
	}
}
