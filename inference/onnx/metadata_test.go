package onnx_test

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"rigscope/inference/onnx"
)

func TestMetadataComesBack(t *testing.T) {
	for _, want := range []map[string]string{
		{},
		{"rigscope.spec": `{"version":1}`},
		{"a": "", "": "no key", "ü": "µ\x00\n", "long": strings.Repeat("x", 1<<20)},
	} {
		got, err := onnx.ReadMetadata(sample().Encode(want))
		if err != nil || !maps.Equal(got, want) {
			t.Errorf("got %d entries and %v, want %d", len(got), err, len(want))
		}
	}
}

// broken are files that hold no metadata for us; the fuzzer starts here.
var broken = []struct{ name, file, want string }{
	{"empty", "", "not an ONNX file, or cut off: it has no graph"},
	{"text", "time;pressure\n0;1\n", "not an ONNX file, or cut off"},
	{"no graph", "\x08\x08", "not an ONNX file, or cut off: it has no graph"},
	{"graph that is a number", "\x38\x08", "not an ONNX file, or cut off: it has no graph"},
	{"endless length", "\x3a\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "not an ONNX file, or cut off"},
	{"cut off in an entry", "\x3a\x00\x72\x05\x0a\x01a", "not an ONNX file, or cut off"},
	{"entry that is none", "\x3a\x00\x72\x02\x0a\x09", "not an ONNX file, or cut off"},
	{"field number 0", "\x3a\x00\x02\x00", "not an ONNX file, or cut off"},
	{"groups in groups", "\x3a\x00" + strings.Repeat("\x0b", 1<<16), "not an ONNX file, or cut off"},
}

func TestReadMetadataRefuses(t *testing.T) {
	for _, c := range broken {
		if _, err := onnx.ReadMetadata([]byte(c.file)); !errors.Is(err, onnx.ErrFormat) || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

// TestCutFiles cuts a file at every byte: only the end of an entry may pass
// for the end of the file, and then an entry is missing.
func TestCutFiles(t *testing.T) {
	file := sample().Encode(map[string]string{"a": "1", "b": "2"})
	for n := range file {
		if meta, err := onnx.ReadMetadata(file[:n]); err == nil && len(meta) == 2 {
			t.Errorf("the first %d of %d bytes pass for the whole file", n, len(file))
		}
	}
}

func FuzzReadMetadata(f *testing.F) {
	for _, c := range broken {
		f.Add([]byte(c.file))
	}
	f.Add(sample().Encode(map[string]string{"rigscope.spec": "{}"}))
	f.Fuzz(func(t *testing.T, file []byte) {
		meta, err := onnx.ReadMetadata(file)
		size := 0
		for k, v := range meta {
			size += len(k) + len(v)
		}
		if size > len(file) {
			t.Errorf("%d bytes of metadata in a file of %d", size, len(file))
		}
		if err != nil && !errors.Is(err, onnx.ErrFormat) {
			t.Errorf("got %v", err)
		}
	})
}
