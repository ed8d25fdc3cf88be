// Package onnx writes networks as ONNX files and reads the metadata and the
// weights of such files back. Start with New and Graph.Encode; ReadMetadata
// and ReadWeights need no engine.
//
// It writes protobuf field by field: IR version 8, opset 17, what every ONNX
// Runtime since 1.14 runs. The same calls give the same bytes. It knows no
// network; what is written is up to the caller.
package onnx
