package ort_test

import (
	"debug/elf"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"rigscope/inference/ort"
)

// The part of a libonnxruntime that is looked at before it is trusted.
const fakeSource = `
static const void *api(unsigned v) { return 0; }
static const char *version(void) { return %q; }
static struct { const void *(*a)(unsigned); const char *(*v)(void); } base = { api, version };
void *OrtGetApiBase(void) { return &base; }
char padding[100000] = {1};
`

// compile makes a shared library of C source.
func compile(t *testing.T, source string) string {
	t.Helper()
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("SKIPPED, install gcc: this test makes a library of its own")
	}
	path := filepath.Join(t.TempDir(), "lib.so")
	gcc := exec.Command("gcc", "-shared", "-fPIC", "-x", "c", "-", "-o", path)
	gcc.Stdin = strings.NewReader(source)
	if msg, err := gcc.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, msg)
	}
	return path
}

// changed writes what f makes of a file to another.
func changed(t *testing.T, path string, f func([]byte) []byte) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "changed.so")
	if err := os.WriteFile(other, f(b), 0o755); err != nil {
		t.Fatal(err)
	}
	return other
}

func TestLoadSaysWhatIsWrong(t *testing.T) {
	old := compile(t, fmt.Sprintf(fakeSource, "1.22.0"))
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte("not a library\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	const end = ": run `make runtime` or set RIGSCOPE_ORT to another libonnxruntime"
	for _, c := range []struct{ name, path, want string }{
		{"missing", filepath.Join(dir, "none.so"), "is not there"},
		{"folder", dir, "is not a file"},
		{"text", text, "is no shared library, or only a part of one"},
		{"header only", changed(t, old, func(b []byte) []byte { return b[:100] }), "is no shared library, or only a part of one"},
		{"cut off", changed(t, old, func(b []byte) []byte { return b[:len(b)-1] }), "is no shared library, or only a part of one"},
		{"other processor", changed(t, old, func(b []byte) []byte { b[18] = byte(elf.EM_S390); return b }), "is built for another processor (EM_S390, this is " + runtime.GOARCH + ")"},
		{"other library", compile(t, "int answer(void) { return 42; }"), "is another library: it has no OrtGetApiBase"},
		{"missing symbol", compile(t, "extern int nowhere; int *p = &nowhere;"), "cannot be loaded (undefined symbol: nowhere)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ort.Load(c.path)
			if want := "ONNX Runtime at " + c.path + " " + c.want + end; !errors.Is(err, ort.ErrRuntime) || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
	t.Run("bare name", func(t *testing.T) {
		t.Chdir(dir)
		_, err := ort.Load("notes.txt")
		if want := "ONNX Runtime at " + text + " is no shared library, or only a part of one" + end; fmt.Sprint(err) != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	})
	t.Run("too old", func(t *testing.T) {
		_, err := ort.Load(old)
		if want := "ONNX Runtime 1.22.0 at " + old + " is too old, rigscope needs 1.24 or newer" + end; !errors.Is(err, ort.ErrRuntime) || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	})
}

func TestOneLibraryInAProcess(t *testing.T) {
	rt := load(t)
	again, err := ort.Load("")
	if err != nil || again != rt {
		t.Fatalf("got %p, %v; want the first, %p", again, err, rt)
	}
	defer again.Close()
	if same, err := ort.Load(rt.Path()); err != nil || same.Close() != nil {
		t.Errorf("its own path: %v", err)
	}
	_, err = ort.Load("/other.so")
	if want := "ONNX Runtime is running from " + rt.Path() + ": /other.so cannot be loaded beside it"; !errors.Is(err, ort.ErrRuntime) || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestAModelKeepsItsLibrary(t *testing.T) {
	spec := demoSpec(2)
	for range 3 { // loaded, unloaded, loaded
		rt := start(t)
		m, err := ort.Open(rt, demoFile(t, spec))
		if err := errors.Join(err, rt.Close()); err != nil {
			t.Fatal(err)
		}
		infer(t, m, randomWindows(spec, 1), nil)
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRuntimeTellsItsVersion(t *testing.T) {
	rt := load(t)
	if strings.Count(rt.Version(), ".") != 2 || rt.Path() == "" {
		t.Errorf("version %q at %q", rt.Version(), rt.Path())
	}
}
