package ort

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// bundledVersion is the release that `make runtime` brings; make/runtime.mk has it
// too, and a test holds them together.
const bundledVersion = "1.24.3"

// find looks for the library: beside this program, where `make runtime` put
// it, in the system's folders. It gives "" if there is none.
func find() string {
	var dirs []string
	if exe, err := os.Executable(); err == nil {
		dirs = append(dirs, filepath.Dir(exe))
	}
	if wd, err := os.Getwd(); err == nil {
		dirs = append(dirs, madeDir(wd))
	}
	dirs = append(dirs, systemDirs()...)
	for _, dir := range slices.DeleteFunc(dirs, func(d string) bool { return d == "" }) {
		for _, name := range fileNames() {
			if path := filepath.Join(dir, name); regular(path) {
				return path
			}
		}
	}
	return ""
}

// madeDir is the folder of `make runtime` in the module around dir, or "".
func madeDir(dir string) string {
	for ; ; dir = filepath.Dir(dir) {
		if regular(filepath.Join(dir, "go.mod")) {
			return filepath.Join(dir, ".cache", "runtime", bundledVersion, runtime.GOOS+"-"+runtime.GOARCH)
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

func systemDirs() []string {
	triplet := map[string]string{"amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}[runtime.GOARCH]
	return []string{"/usr/local/lib", "/opt/onnxruntime/lib", "/opt/homebrew/lib", "/usr/lib/" + triplet, "/usr/lib64", "/usr/lib"}
}

func fileNames() []string {
	if runtime.GOOS == "darwin" {
		return []string{"libonnxruntime.dylib"}
	}
	return []string{"libonnxruntime.so.1", "libonnxruntime.so"}
}

func regular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
