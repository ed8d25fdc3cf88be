package onnx

import (
	"maps"
	"slices"
)

// Versions of what is written.
const irVersion, opset = 8, 17

// Encode writes the graph and its metadata, sorted by key, as a ModelProto.
func (g *Graph) Encode(meta map[string]string) []byte {
	b := varint(nil, 1, irVersion)
	b = text(b, 2, "rigscope")
	b = message(b, graphField, g.encodeGraph())
	b = message(b, 8, varint(text(nil, 1, ""), 2, opset))
	for _, k := range slices.Sorted(maps.Keys(meta)) {
		b = message(b, metadataField, text(text(nil, 1, k), 2, meta[k]))
	}
	return b
}

// encodeGraph is a GraphProto.
func (g *Graph) encodeGraph() []byte {
	b := slices.Clone(g.nodes)
	b = text(b, 2, g.name)
	return slices.Concat(b, g.weights, g.inputs, g.outputs)
}
