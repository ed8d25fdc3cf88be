package onnx

import (
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// Attr is an encoded AttributeProto.
type Attr []byte

// The kinds of attribute, numbered as in AttributeProto.AttributeType.
const kindFloat, kindInt, kindString, kindInts = 1, 2, 3, 7

// Int is an integer attribute.
func Int(name string, v int) Attr {
	return varint(varint(text(nil, 1, name), 3, v), 20, kindInt)
}

// Float is a float32 attribute.
func Float(name string, v float32) Attr {
	b := protowire.AppendTag(text(nil, 1, name), 2, protowire.Fixed32Type)
	return varint(protowire.AppendFixed32(b, math.Float32bits(v)), 20, kindFloat)
}

// String is a string attribute.
func String(name, v string) Attr {
	return varint(text(text(nil, 1, name), 4, v), 20, kindString)
}

// Ints is a list attribute.
func Ints(name string, v []int) Attr {
	b := text(nil, 1, name)
	for _, x := range v {
		b = varint(b, 8, x)
	}
	return varint(b, 20, kindInts)
}
