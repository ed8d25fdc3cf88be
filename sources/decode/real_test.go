package decode

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// realData finds the folder with the public data sets.
func realData(t testing.TB) string {
	dir := os.Getenv("RIGSCOPE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: no data at %s: set RIGSCOPE_DATA to the folder with gpsd-logs, canboat-n2k and the other sets", dir)
	}
	return dir
}

// readReal reads a file, unpacked.
func readReal(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil && strings.HasSuffix(path, ".gz") {
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(b)); err == nil {
			b, err = io.ReadAll(z)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// realFiles are all files below a folder.
func realFiles(t testing.TB, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", dir, len(files), err)
	}
	return files
}

// TestRealBytes puts every file of two sets through every decoder, whole and
// in pieces of 61 bytes: what it says must be the same, and none may panic.
func TestRealBytes(t *testing.T) {
	dir := realData(t)
	makers := map[string]func() Decoder{
		"nmea":     opener(t, newNMEA, Options{}),
		"cobs":     opener(t, newCOBS, pump),
		"slip":     opener(t, newSLIP, pump),
		"modbus":   opener(t, newModbus, bus),
		"gathered": func() Decoder { return Gather(opener(t, newNMEA, Options{})()) },
	}
	for _, path := range append(realFiles(t, filepath.Join(dir, "gpsd-logs")), realFiles(t, filepath.Join(dir, "canboat-n2k"))...) {
		data := readReal(t, path)
		for name, open := range makers {
			whole, cut := open(), open()
			if a, b := tally(whole, data, len(data)), tally(cut, data, 61); a != b || whole.Stats() != cut.Stats() {
				t.Errorf("%s: %s: cut %v %+v, whole %v %+v", name, path, b, cut.Stats(), a, whole.Stats())
			}
		}
	}
}

// tally pushes data in pieces and adds up what is said.
func tally(d Decoder, data []byte, piece int) (sum [3]float64) {
	count := func(r *Record) {
		sum[0]++
		sum[1] += float64(r.Time.Nanosecond())
		for i, f := range r.Fields {
			if !math.IsNaN(f.V) {
				sum[2] += f.V * float64(i+1)
			}
		}
	}
	for part := range slices.Chunk(data, max(piece, 1)) {
		d.Push(part, time.Time{}, count)
	}
	d.Flush(count)
	return sum
}
