package ort

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	binding "github.com/yalue/onnxruntime_go"

	"rigscope/inference"
	"rigscope/inference/onnx"
)

// Model is an inference.Model in ONNX Runtime.
type Model struct {
	spec    *inference.Spec
	session *binding.DynamicAdvancedSession
	batches map[int]*batch // by number of windows
}

// MaxBatch windows go through the network at once; Infer cuts more into
// pieces.
const MaxBatch = 64

// specKey is where the metadata keeps the spec.
const specKey = "rigscope.spec"

// The graph's inputs and outputs, in the order of a batch's tensors.
var (
	inputs  = []string{"window", "mask"}
	outputs = []string{"evidence", "group", "virtual"}
)

// Open makes a model of an ONNX file written by rigscope. Errors wrap
// inference.ErrSpec where the file is at fault.
func Open(_ *Runtime, file []byte) (*Model, error) {
	spec, err := readSpec(file)
	if err != nil {
		return nil, err
	}
	opt, err := options()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRuntime, err)
	}
	defer opt.Destroy()
	s, err := binding.NewDynamicAdvancedSessionWithONNXData(file, inputs, outputs, opt)
	if err != nil {
		return nil, fmt.Errorf("%w: ONNX Runtime does not take it: %s", inference.ErrSpec, oneLine(err))
	}
	m := &Model{spec: spec, session: s, batches: map[int]*batch{}}
	if err := m.tryOnce(file); err != nil {
		m.Close()
		return nil, err
	}
	return m, nil
}

// options for windows this small: one thread is best, and several would
// make results depend on the machine.
func options() (*binding.SessionOptions, error) {
	o, err := binding.NewSessionOptions()
	if err != nil {
		return nil, err
	}
	for _, err := range []error{
		o.SetIntraOpNumThreads(1),
		o.SetInterOpNumThreads(1),
		o.SetExecutionMode(binding.ExecutionModeSequential),
		o.SetGraphOptimizationLevel(binding.GraphOptimizationLevelEnableAll),
	} {
		if err != nil {
			o.Destroy()
			return nil, err
		}
	}
	return o, nil
}

// Spec is what the file says of itself.
func (m *Model) Spec() *inference.Spec { return m.spec }

// Close frees the session. It may be called twice.
func (m *Model) Close() error {
	if m.session == nil {
		return nil
	}
	for _, b := range m.batches {
		b.destroy()
	}
	s := m.session
	m.session, m.batches = nil, nil
	return s.Destroy()
}

// tryOnce runs one window of zeros, so that a graph of the wrong shape is
// found when it is opened.
func (m *Model) tryOnce(file []byte) error {
	ins, outs, err := binding.GetInputOutputInfoWithONNXData(file)
	if err != nil {
		return fmt.Errorf("%w: %s", inference.ErrSpec, oneLine(err))
	}
	for _, want := range [][2][]string{{inputs, names(ins)}, {outputs, names(outs)}} {
		if slices.Sort(want[1]); !slices.Equal(slices.Sorted(slices.Values(want[0])), want[1]) {
			return fmt.Errorf("%w: its graph has %q where %q should be", inference.ErrSpec, want[1], want[0])
		}
	}
	b, err := m.batch(1)
	if err != nil {
		return err
	}
	if err := m.run(b); err != nil {
		return fmt.Errorf("%w: its graph does not have the shapes its metadata says: %w", inference.ErrSpec, err)
	}
	return nil
}

func names(info []binding.InputOutputInfo) []string {
	var out []string
	for _, i := range info {
		out = append(out, i.Name)
	}
	return out
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// readSpec reads the metadata before the engine sees the file.
func readSpec(file []byte) (*inference.Spec, error) {
	meta, err := onnx.ReadMetadata(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", inference.ErrSpec, err)
	}
	text, ok := meta[specKey]
	if !ok {
		return nil, fmt.Errorf("%w: it is an ONNX file, but none that rigscope train wrote", inference.ErrSpec)
	}
	return parseSpec(text)
}

func parseSpec(text string) (*inference.Spec, error) {
	spec := new(inference.Spec)
	var only struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal([]byte(text), &only); err != nil {
		return nil, fmt.Errorf("%w: its metadata cannot be read: %w", inference.ErrSpec, err)
	}
	if only.Version == inference.SpecVersion { // another version may not even parse
		if err := json.Unmarshal([]byte(text), spec); err != nil {
			return nil, fmt.Errorf("%w: its metadata cannot be read: %w", inference.ErrSpec, err)
		}
	}
	spec.Version = only.Version
	return spec, spec.Validate()
}
