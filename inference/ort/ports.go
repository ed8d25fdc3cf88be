package ort

import (
	"fmt"
	"strings"

	binding "github.com/yalue/onnxruntime_go"

	"rigscope/inference"
)

// port is an input or output that a graph must have.
type port struct {
	name string
	elem binding.TensorElementDataType
	dims []int64 // -1 is the batch
}

// ports of the graph of a model with that spec, in the order in which a
// batch keeps its tensors.
func ports(spec *inference.Spec) (in, out []port) {
	c, t, k := int64(len(spec.Rig.Channels)), int64(spec.Rig.Window), int64(len(spec.Evidence))
	in = []port{
		{"window", binding.TensorElementDataTypeDouble, []int64{-1, c, t}},
		{"mask", binding.TensorElementDataTypeFloat, []int64{-1, c}},
	}
	out = []port{
		{"evidence", binding.TensorElementDataTypeFloat, []int64{-1, k, c}},
		{"modality", binding.TensorElementDataTypeFloat, []int64{-1, int64(len(spec.Rig.Modalities()))}},
		{"virtual", binding.TensorElementDataTypeDouble, []int64{-1, c, t}},
		{"reconstruction", binding.TensorElementDataTypeDouble, []int64{-1, c, t}},
	}
	if len(spec.Kinds) > 0 {
		out = append(out, port{"kinds", binding.TensorElementDataTypeFloat, []int64{-1, int64(len(spec.Kinds)), c}})
	}
	return in, out
}

// checkPorts asks the engine what the graph really has. A result of another
// type would be written beyond the end of our tensor.
func checkPorts(file []byte, in, out []port) error {
	hasIn, hasOut, err := binding.GetInputOutputInfoWithONNXData(file)
	if err != nil {
		return refused(err)
	}
	if err := match("input", in, hasIn); err != nil {
		return err
	}
	return match("output", out, hasOut)
}

func match(side string, want []port, has []binding.InputOutputInfo) error {
	found := map[string]string{}
	for _, h := range has {
		found[h.Name] = describe(h.DataType, h.Dimensions)
	}
	for _, w := range want {
		switch got, need := found[w.name], describe(w.elem, w.dims); got {
		case need:
		case "":
			return fmt.Errorf("%w: its graph has no %s %q", inference.ErrSpec, side, w.name)
		default:
			return fmt.Errorf("%w: its %s %q is %s where its metadata asks for %s", inference.ErrSpec, side, w.name, got, need)
		}
	}
	if len(has) != len(want) {
		return fmt.Errorf("%w: its graph has %d %ss instead of %d", inference.ErrSpec, len(has), side, len(want))
	}
	return nil
}

// describe is a type in words, such as "float [B 8 64]".
func describe(elem binding.TensorElementDataType, dims []int64) string {
	name := map[binding.TensorElementDataType]string{
		binding.TensorElementDataTypeFloat:  "float",
		binding.TensorElementDataTypeDouble: "double",
	}[elem]
	if name == "" {
		name = "neither float nor double"
	}
	shape := strings.ReplaceAll(fmt.Sprint(dims), "-1", "B")
	return name + " " + shape
}

func names(ports []port) []string {
	var out []string
	for _, p := range ports {
		out = append(out, p.name)
	}
	return out
}
