package ort

import (
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// loadEmbedded starts the library inside this program, from memory if the
// system can, else from a file in the user's cache folder.
func loadEmbedded() (*Runtime, error) {
	rt, inMemory := fromMemory()
	if inMemory == nil {
		return rt, nil
	}
	rt, err := fromCache()
	if err != nil {
		return nil, fmt.Errorf("%w (and not from memory either: %w)", err, inMemory)
	}
	return rt, nil
}

func fromMemory() (*Runtime, error) {
	f, err := memoryFile("libonnxruntime")
	if err != nil {
		return nil, fmt.Errorf("%w: make a memory file: %w", ErrRuntime, err)
	}
	defer f.Close() // the loader has mapped it by then
	if err := unpack(f); err != nil {
		return nil, err
	}
	return start(fmt.Sprintf("/proc/self/fd/%d", f.Fd()), "embedded")
}

// unpack writes the library inside this program to w.
func unpack(w io.Writer) error {
	r, err := zstd.NewReader(bytes.NewReader(embedded))
	if err != nil {
		return fmt.Errorf("%w: unpack the embedded library: %w", ErrRuntime, err)
	}
	defer r.Close()
	if _, err := io.Copy(w, r); err != nil {
		return fmt.Errorf("%w: unpack the embedded library: %w", ErrRuntime, err)
	}
	return nil
}
