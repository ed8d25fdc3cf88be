package ort

import (
	"debug/elf"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
)

var machines = map[string]elf.Machine{
	"386": elf.EM_386, "amd64": elf.EM_X86_64, "arm": elf.EM_ARM, "arm64": elf.EM_AARCH64, "riscv64": elf.EM_RISCV,
}

// inspect looks at a library before the loader does: the loader dies of a
// bus error on a file that is cut off. Its errors go on after the words
// "ONNX Runtime at PATH".
func inspect(path string) error {
	size, err := fileSize(path)
	if err != nil || runtime.GOOS != "linux" {
		return err
	}
	f, err := elf.Open(path)
	if err != nil {
		return errors.New("is not a shared library")
	}
	defer f.Close()
	if want, known := machines[runtime.GOARCH]; known && f.Machine != want {
		return fmt.Errorf("is built for another processor (%v, this is %s)", f.Machine, runtime.GOARCH)
	}
	for _, p := range f.Progs {
		if p.Type == elf.PT_LOAD && (p.Off > size || p.Filesz > size-p.Off) {
			return errors.New("is cut off")
		}
	}
	return nil
}

func fileSize(path string) (uint64, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, errors.New("is not there")
	case err != nil:
		return 0, fmt.Errorf("cannot be read (%w)", errors.Unwrap(err))
	case !info.Mode().IsRegular():
		return 0, errors.New("is not a file")
	}
	return uint64(info.Size()), nil
}
