package ort

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
)

// unpack makes a file of the compressed library that the loader can open:
// in memory where the system can do that, so that nothing is written and a
// read-only system will do, else in the user's cache folder.
func unpack(packed []byte) (string, error) {
	if f, err := memoryFile("libonnxruntime"); err == nil {
		if err := inflate(f, packed); err != nil {
			f.Close()
			return "", err
		}
		// The file lives as long as its descriptor, which is never closed:
		// the library stays loaded for the life of the process.
		return fmt.Sprintf("/proc/self/fd/%d", f.Fd()), nil
	}
	return cached(packed)
}

func inflate(w io.Writer, packed []byte) error {
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer z.Close()
	_, err = io.Copy(w, z)
	return err
}

// cached unpacks once into the user's cache folder, under a name that holds
// the hash of the contents. A file that does not match it is replaced.
func cached(packed []byte) (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	var lib bytes.Buffer
	if err := inflate(&lib, packed); err != nil {
		return "", err
	}
	sum := sha256.Sum256(lib.Bytes())
	path := filepath.Join(dir, "rigscope", hex.EncodeToString(sum[:8])+"-"+libraryName())
	if have, err := os.ReadFile(path); err == nil && sha256.Sum256(have) == sum {
		return path, nil
	}
	return path, place(path, lib.Bytes())
}

// place writes a file under another name and renames it.
func place(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".runtime.*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once it is renamed
	if _, err := f.Write(b); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
