// Package ort runs networks with ONNX Runtime. Start with Load, which finds
// and checks the library, and Open, which makes a Model of a file.
//
// It is the only room that imports the engine's binding and the only one
// besides inference/nn that needs cgo. What a model file must offer is drawn
// in inference/onnx/FORMAT.md.
package ort
