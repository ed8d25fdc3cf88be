package onnx

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
)

// SpecKey is the metadata key of the inference.Spec, as JSON.
const SpecKey = "rigscope.spec"

// Fields of ModelProto.
const graphField, metadataField = 7, 14

// ErrFormat is the cause when bytes are no ONNX file.
var ErrFormat = errors.New("not an ONNX file, or cut off")

// ReadMetadata reads the metadata of an ONNX file. Nothing else is unpacked,
// so the cost is that of a walk over the top level.
func ReadMetadata(model []byte) (map[string]string, error) {
	meta, graph := map[string]string{}, false
	err := fields(model, func(field protowire.Number, v []byte) error {
		switch field {
		case graphField:
			graph = true
		case metadataField:
			k, val, err := entry(v)
			if err != nil {
				return err
			}
			meta[k] = val
		}
		return nil
	})
	if err == nil && !graph {
		err = fmt.Errorf("%w: it has no graph", ErrFormat)
	}
	return meta, err
}

// entry is a StringStringEntryProto.
func entry(b []byte) (key, value string, err error) {
	err = fields(b, func(field protowire.Number, v []byte) error {
		switch field {
		case 1:
			key = string(v)
		case 2:
			value = string(v)
		}
		return nil
	})
	return key, value, err
}

// fields calls f for every length-delimited field of a message.
func fields(b []byte, f func(protowire.Number, []byte) error) error {
	return values(b, func(field protowire.Number, _ uint64, v []byte) error {
		if v == nil {
			return nil
		}
		return f(field, v)
	})
}

// values calls f for every field of a message that is a number, with v nil,
// or length-delimited, with v not nil.
func values(b []byte, f func(field protowire.Number, n uint64, v []byte) error) error {
	for len(b) > 0 {
		field, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return ErrFormat
		}
		b = b[n:]
		size := protowire.ConsumeFieldValue(field, kind, b)
		if size < 0 {
			return ErrFormat
		}
		var err error
		switch kind {
		case protowire.BytesType:
			v, _ := protowire.ConsumeBytes(b)
			err = f(field, 0, v[:len(v):len(v)])
		case protowire.VarintType:
			v, _ := protowire.ConsumeVarint(b)
			err = f(field, v, nil)
		}
		if err != nil {
			return err
		}
		b = b[size:]
	}
	return nil
}
