package ort_test

import (
	"errors"
	"strings"
	"testing"

	"rigscope/inference"
	"rigscope/inference/onnx"
	"rigscope/inference/ort"
)

func TestOpenReadsTheSpec(t *testing.T) {
	spec := demoSpec(8)
	got := open(t, demoFile(t, spec)).Spec()
	if got.Rig.Name != "test" || got.Hop != 4 || len(got.Evidence) != 3 {
		t.Errorf("got %+v", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	rt := load(t)
	spec := demoSpec(4)
	good := demoFile(t, spec)
	graph := func() *onnx.Graph { return demoGraph(spec) }
	withSpec := func(change func(*inference.Spec)) []byte {
		s := demoSpec(4)
		change(&s)
		return graph().Encode(metadata(t, s))
	}
	for _, c := range []struct {
		name string
		file []byte
		want string // the beginning, after "the model does not fit: "
	}{
		{"empty", nil, "not an ONNX file, or cut off: it has no graph"},
		{"text", []byte("time,pressure\n"), "not an ONNX file, or cut off"},
		{"cut off", good[:len(good)-1], "not an ONNX file, or cut off"},
		{"no metadata", graph().Encode(nil), "it is an ONNX file, but none that rigscope train wrote"},
		{"no JSON", graph().Encode(map[string]string{onnx.SpecKey: "?"}), "its metadata cannot be read: invalid character '?' looking for beginning of value"},
		{"other JSON", graph().Encode(map[string]string{onnx.SpecKey: `{"version":2,"hop":"x"}`}), "its metadata cannot be read: json: cannot unmarshal string"},
		{"newer", graph().Encode(map[string]string{onnx.SpecKey: `{"version":3,"hop":"x"}`}), "its metadata has version 3, this program reads 2: train it anew"},
		{"no rig", withSpec(func(s *inference.Spec) { s.Rig.Channels = nil }), "its metadata cannot be read: the rig has no channels"},
		{"other evidence", withSpec(func(s *inference.Spec) { s.Evidence = s.Evidence[:1] }), `its output "evidence" is float [B 3 4] where its metadata asks for float [B 1 4]`},
		{"other window", withSpec(func(s *inference.Spec) { s.Rig.Window = 32 }), `its input "window" is double [B 4 64] where its metadata asks for double [B 4 32]`},
		{"broken graph", unknownOperator().Encode(metadata(t, spec)), "ONNX Runtime does not take it: "},
		{"missing input", tiny().Encode(metadata(t, spec)), `its graph has no input "mask"`},
		{"false shape", falseShape().Encode(metadata(t, spec)), "its graph does not run: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ort.Open(rt, c.file)
			if !errors.Is(err, inference.ErrSpec) || !strings.HasPrefix(err.Error(), "the model does not fit: "+c.want) {
				t.Fatalf("got  %v\nwant the model does not fit: %s", err, c.want)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than one line: %q", err)
			}
		})
	}
}

func unknownOperator() *onnx.Graph {
	g := onnx.New("broken")
	x := g.Input("window", onnx.Float64, batch, onnx.Fixed(4), onnx.Fixed(64))
	g.Output(g.Node("Levitate", []onnx.Ref{x}), "virtual", onnx.Float64, batch, onnx.Fixed(4), onnx.Fixed(64))
	return g
}

func tiny() *onnx.Graph {
	g := onnx.New("tiny")
	x := g.Input("window", onnx.Float64, batch, onnx.Fixed(4), onnx.Fixed(64))
	g.Output(x, "virtual", onnx.Float64, batch, onnx.Fixed(4), onnx.Fixed(64))
	return g
}

// falseShape promises a shape that only a run shows to be wrong: how long
// "group" is depends on what is in the mask.
func falseShape() *onnx.Graph {
	g := onnx.New("false")
	x := g.Input("window", onnx.Float64, batch, onnx.Fixed(4), onnx.Fixed(64))
	mask := g.Input("mask", onnx.Float32, batch, onnx.Fixed(4))
	one := func(name string, v int) onnx.Ref { return g.Ints(name, []int{1}, []int{v}) }
	row := g.Node("Unsqueeze", []onnx.Ref{mask, one("row", 1)})
	sum := g.Node("Reshape", []onnx.Ref{g.Node("ReduceSum", []onnx.Ref{mask}), one("list", 1)})
	end := g.Node("Cast", []onnx.Ref{sum}, onnx.Int("to", int(onnx.Int64)))
	g.Output(g.Node("Concat", []onnx.Ref{row, row, row}, onnx.Int("axis", 1)), "evidence", onnx.Float32, batch, onnx.Fixed(3), onnx.Fixed(4))
	g.Output(g.Node("Slice", []onnx.Ref{mask, one("from", 0), end, one("axis", 1)}), "modality", onnx.Float32, batch, onnx.Fixed(2))
	g.Output(x, "reconstruction", onnx.Float64, batch, onnx.Fixed(4), onnx.Fixed(64))
	g.Output(x, "virtual", onnx.Float64, batch, onnx.Fixed(4), onnx.Fixed(64))
	return g
}
