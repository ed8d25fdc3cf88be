package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
)

// key names a result by everything that decides it: what was done with which
// options (as JSON), to which rows, by which code.
func key(name string, options any, rows, code string) (string, error) {
	b, err := json.Marshal(options)
	if err != nil {
		return "", fmt.Errorf("options of %s: %w", name, err)
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q\n%s\n%s\n%s\n", name, b, rows, code)
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}

// hashRows is the fingerprint of a data set: rig, window, folds and every
// value.
func hashRows(d dataset) string {
	h := sha256.New()
	fmt.Fprintln(h, d.Name, d.T, d.Rig)
	for _, s := range d.segments {
		fmt.Fprintln(h, s.fold, len(s.x[0]))
		for _, v := range s.x {
			writeFloats(h, v)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func writeFloats(w io.Writer, v []float64) {
	b := make([]byte, 0, 8*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
	}
	w.Write(b)
}

// writeFile replaces a file as a whole: a run that is stopped leaves none
// that is half written.
func writeFile(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".tmp-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(b); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
