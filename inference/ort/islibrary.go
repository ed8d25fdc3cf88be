package ort

import (
	"debug/elf"
	"io"
	"runtime"
)

// isLibrary says whether r is a shared library for this machine. Only Linux
// is checked; elsewhere the loader has the last word.
func isLibrary(r io.ReaderAt) bool {
	if runtime.GOOS != "linux" {
		return true
	}
	f, err := elf.NewFile(r)
	if err != nil {
		return false
	}
	want := map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64}[runtime.GOARCH]
	return f.Type == elf.ET_DYN && f.Machine == want
}
