//go:build !embedruntime || !linux || !(amd64 || arm64)

package ort

// embedded is empty: the library is looked for in the system.
var embedded []byte
