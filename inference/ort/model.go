package ort

import (
	"errors"
	"fmt"
	"strings"

	binding "github.com/yalue/onnxruntime_go"

	"rigscope/inference"
)

// Model is an inference.Model in ONNX Runtime. It keeps its Runtime loaded.
type Model struct {
	rt      *Runtime
	spec    *inference.Spec
	session *binding.DynamicAdvancedSession // nil once closed
	one     *batch
	full    *batch // of fullBatch windows; nil until they come
}

var errClosed = errors.New("the model is closed")

// Open makes a model of an ONNX file written by rigscope. Errors wrap
// inference.ErrSpec where the file is at fault and ErrRuntime where the
// library is. The caller may change file afterwards.
func Open(rt *Runtime, file []byte) (*Model, error) {
	spec, err := ReadSpec(file)
	if err != nil {
		return nil, err
	}
	in, out := ports(spec)
	if err := checkPorts(file, in, out); err != nil {
		return nil, err
	}
	session, err := newSession(file, names(in), names(out))
	if err != nil {
		return nil, err
	}
	rt.hold()
	m := &Model{rt: rt, spec: spec, session: session}
	if m.one, err = m.newBatch(1); err == nil {
		err = m.run(m.one) // zeros: a graph that cannot run is found now
	}
	if err != nil {
		m.Close()
		return nil, fmt.Errorf("%w: its graph does not run: %w", inference.ErrSpec, err)
	}
	return m, nil
}

// newSession has one thread: windows are too small for more, and the same
// numbers must come out on every machine of a kind.
func newSession(file []byte, in, out []string) (*binding.DynamicAdvancedSession, error) {
	o, err := binding.NewSessionOptions()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrRuntime, oneLine(err))
	}
	defer o.Destroy()
	err = errors.Join(
		o.SetIntraOpNumThreads(1),
		o.SetInterOpNumThreads(1),
		o.SetExecutionMode(binding.ExecutionModeSequential),
		o.SetGraphOptimizationLevel(binding.GraphOptimizationLevelEnableAll),
	)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrRuntime, oneLine(err))
	}
	session, err := binding.NewDynamicAdvancedSessionWithONNXData(file, in, out, o)
	if err != nil {
		return nil, refused(err)
	}
	return session, nil
}

// Spec is what the file says of itself.
func (m *Model) Spec() *inference.Spec { return m.spec }

// Close frees the session. It may be called twice.
func (m *Model) Close() error {
	if m.session == nil {
		return nil
	}
	m.one.destroy()
	m.full.destroy()
	err := m.session.Destroy()
	m.session = nil
	return errors.Join(err, m.rt.Close())
}

// run computes b.out from b.in.
func (m *Model) run(b *batch) error {
	if err := m.session.Run(b.in, b.out); err != nil {
		return errors.New(oneLine(err))
	}
	return nil
}

func refused(err error) error {
	return fmt.Errorf("%w: ONNX Runtime does not take it: %s", inference.ErrSpec, oneLine(err))
}

// oneLine is the engine's message without its line breaks.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
