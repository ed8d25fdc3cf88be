package ort

import (
	"bytes"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// loadEmbedded starts the library inside this program, from memory if the
// system can, else from a file in the user's cache folder.
func loadEmbedded(packed []byte) (*Runtime, error) {
	rt, inMemory := fromMemory(packed)
	if inMemory == nil {
		return rt, nil
	}
	rt, err := fromCache(packed)
	if err != nil {
		return nil, fmt.Errorf("%w (nor from memory: %w)", err, inMemory)
	}
	return rt, nil
}

func fromMemory(packed []byte) (*Runtime, error) {
	f, err := memoryFile("libonnxruntime")
	if err != nil {
		return nil, fmt.Errorf("%w: make a memory file: %w", ErrRuntime, err)
	}
	defer f.Close() // the loader has mapped it by then
	if err := unpack(f, packed); err != nil {
		return nil, fmt.Errorf("%w: unpack it to memory: %w", ErrRuntime, err)
	}
	return start(fmt.Sprintf("/proc/self/fd/%d", f.Fd()), "embedded")
}

// unpack writes the library to w.
func unpack(w io.Writer, packed []byte) error {
	r, err := zstd.NewReader(bytes.NewReader(packed))
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}
