//go:build embedruntime

package ort

import _ "embed"

// embedded is the library as zstd. `make build` puts the file there.
//
//go:embed runtime/libonnxruntime-linux-amd64.so.zst
var embedded []byte
