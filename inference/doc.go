// Package inference turns windows into verdicts without knowing which engine
// runs the network. Start with Model (what a network must offer), Assessor
// (runs it and decides) and Verdict (what we tell the engineer).
//
// Numbers here are float64 in physical units; float32 lives below, in nn,
// ort, onnx and training. The package never asks the clock.
package inference
