// Package models holds the bundled model of the simulated pump rig, its card
// and nothing else. `make models` reproduces the file to the byte on the
// same machine type; pump-demo.md says what it was trained on.
package models

import _ "embed"

// DemoName is the file name of the bundled model.
const DemoName = "pump-demo.onnx"

// Demo is the bundled model.
//
//go:embed pump-demo.onnx
var Demo []byte
