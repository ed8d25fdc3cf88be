package ort

import (
	"encoding/json"
	"fmt"

	"rigscope/inference"
	"rigscope/inference/onnx"
)

// ReadSpec reads the metadata of a model file without the engine, or before
// it sees the file. Errors wrap inference.ErrSpec.
func ReadSpec(file []byte) (*inference.Spec, error) {
	meta, err := onnx.ReadMetadata(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", inference.ErrSpec, err)
	}
	text, ok := meta[onnx.SpecKey]
	if !ok {
		return nil, fmt.Errorf("%w: it is an ONNX file, but none that rigscope train wrote", inference.ErrSpec)
	}
	return parseSpec([]byte(text))
}

// parseSpec looks at the version first: another one may not even parse.
func parseSpec(text []byte) (*inference.Spec, error) {
	var only struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(text, &only); err != nil {
		return nil, fmt.Errorf("%w: its metadata cannot be read: %w", inference.ErrSpec, err)
	}
	spec := &inference.Spec{Version: only.Version}
	if only.Version != inference.SpecVersion {
		return nil, spec.Validate()
	}
	if err := json.Unmarshal(text, spec); err != nil {
		return nil, fmt.Errorf("%w: its metadata cannot be read: %w", inference.ErrSpec, err)
	}
	return spec, spec.Validate()
}
