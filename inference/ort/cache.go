package ort

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// pins are the SHA-256 sums of the libraries, in the form of sha256sum.
//
//go:embed runtime.sha256
var pins string

// pinned is the sum of this machine's library, or "".
func pinned() string {
	for line := range strings.Lines(pins) {
		sum, file, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if strings.HasPrefix(file, runtime.GOOS+"-"+runtime.GOARCH+"/") {
			return sum
		}
	}
	return ""
}

// fromCache starts the embedded library from the user's cache folder and
// puts it there first if it is missing or not what it should be.
func fromCache(packed []byte) (*Runtime, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("%w: no place to unpack it to: %w: %s", ErrRuntime, err, mend)
	}
	path := filepath.Join(dir, "rigscope", "libonnxruntime-"+pinned()[:12]+".so")
	if sha256File(path) != pinned() {
		if err := unpackTo(path, packed); err != nil {
			return nil, fmt.Errorf("%w: unpack it to %s: %w: %s", ErrRuntime, path, err, mend)
		}
	}
	return start(path, path)
}

// unpackTo writes to a temporary name first: another process may be loading
// the file at the same time.
func unpackTo(path string, packed []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "unpack-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if err := unpack(f, packed); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if sha256File(f.Name()) != pinned() {
		return fmt.Errorf("the embedded library is not release %s", bundledVersion)
	}
	return os.Rename(f.Name(), path)
}

// sha256File is the sum of a file in hex, or "" if it cannot be read.
func sha256File(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, bufio.NewReader(f)); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}
