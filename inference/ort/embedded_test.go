package ort

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	binding "github.com/yalue/onnxruntime_go"
)

// packedLibrary is what `make build` would embed, or a skip.
func packedLibrary(t *testing.T) []byte {
	t.Helper()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(madeDir(here), "libonnxruntime.so.1"))
	if err != nil && os.Getenv("CI") == "" {
		t.Skipf("SKIPPED, run `make runtime` first: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return pack(b)
}

// pack makes a zstd frame of blocks that are stored as they are (RFC 8878
// §3.1.1): compressing takes long under the race detector.
func pack(b []byte) []byte {
	const magic, window, block = "\x28\xb5\x2f\xfd", "\x00\x58", 128 << 10
	out := []byte(magic + window)
	for last := 0; last == 0; {
		n := min(len(b), block)
		if n == len(b) {
			last = 1
		}
		head := last | n<<3
		out = append(out, byte(head), byte(head>>8), byte(head>>16))
		out, b = append(out, b[:n]...), b[n:]
	}
	return out
}

// started checks a runtime and unloads it.
func started(t *testing.T, rt *Runtime, err error, path string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if rt.Version() != bundledVersion || rt.Path() != path {
		t.Errorf("got %s at %s, want %s at %s", rt.Version(), rt.Path(), bundledVersion, path)
	}
	if err := binding.DestroyEnvironment(); err != nil {
		t.Error(err)
	}
}

func TestEmbeddedFromMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("SKIPPED, memory files are Linux's")
	}
	packed := packedLibrary(t)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	rt, err := loadEmbedded(packed)
	started(t, rt, err, "embedded")
	if left, _ := filepath.Glob(os.Getenv("XDG_CACHE_HOME") + "/*"); len(left) > 0 {
		t.Errorf("written to disk: %q", left)
	}
}

func TestEmbeddedFromCache(t *testing.T) {
	packed := packedLibrary(t)
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", dir)
	path := filepath.Join(dir, "rigscope", "libonnxruntime-"+pinned()[:12]+".so")
	for _, before := range []string{"missing", "whole", "damaged"} {
		if before == "damaged" {
			if err := os.Truncate(path, 1000); err != nil {
				t.Fatal(err)
			}
		}
		rt, err := fromCache(packed)
		started(t, rt, err, path)
	}
	if all, _ := filepath.Glob(filepath.Join(dir, "rigscope", "*")); len(all) != 1 {
		t.Errorf("left behind: %q", all)
	}
}

func TestEmbeddedBroken(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", dir)
	packed := pack([]byte("not a library"))
	_, err := loadEmbedded(packed)
	for _, want := range []string{
		fmt.Sprintf("ONNX Runtime: unpack it to %s/rigscope/libonnxruntime-", dir),
		": the embedded library is not release 1.24.3: run `make runtime` or",
		"(nor from memory: ONNX Runtime at embedded is no shared library, or only a part of one: run",
	} {
		if !errors.Is(err, ErrRuntime) || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q in it", err, want)
		}
	}
}
