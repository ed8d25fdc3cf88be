package ort

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// Version is the ONNX Runtime that `make runtime` brings.
const version = "1.24.3"

// locate gives the file to load and what to call it. A file from memory is
// called "embedded".
func locate(path string) (file, name string, err error) {
	if path == "" {
		path = os.Getenv("RIGSCOPE_ORT")
	}
	if path != "" {
		return path, path, nil
	}
	if len(embedded) > 0 {
		file, err := unpack(embedded)
		if err != nil {
			return "", "", fmt.Errorf("%w: unpack the embedded library: %w: %s", ErrRuntime, err, mend)
		}
		return file, "embedded", nil
	}
	for _, p := range places() {
		if _, err := os.Stat(p); err == nil {
			return p, p, nil
		}
	}
	return "", "", fmt.Errorf("%w is not on this machine: %s", ErrRuntime, mend)
}

// places are where a library may lie, best first.
func places() []string {
	var all []string
	if exe, err := os.Executable(); err == nil {
		all = append(all, filepath.Join(filepath.Dir(exe), libraryName()))
	}
	if root, ok := repository(); ok {
		all = append(all, filepath.Join(root, ".cache", "runtime", version, runtime.GOOS+"-"+runtime.GOARCH, "libonnxruntime.so.1"))
	}
	for _, dir := range []string{"/usr/local/lib", "/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/opt/homebrew/lib"} {
		all = append(all, filepath.Join(dir, libraryName()))
	}
	return all
}

func libraryName() string {
	switch runtime.GOOS {
	case "darwin":
		return "libonnxruntime.dylib"
	case "windows":
		return "onnxruntime.dll"
	}
	return "libonnxruntime.so"
}

// repository is the folder with go.mod above the working directory, for
// tests and `go run`.
func repository() (string, bool) {
	dir, err := os.Getwd()
	for err == nil {
		if _, e := os.Stat(filepath.Join(dir, "go.mod")); e == nil {
			return dir, true
		}
		up := filepath.Dir(dir)
		if up == dir {
			break
		}
		dir = up
	}
	return "", false
}
