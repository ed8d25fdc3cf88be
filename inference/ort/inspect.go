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

// inspect looks at a library before the loader does, which dies of a bus
// error on a file that is cut off: there the table of sections, which comes
// last, is missing. Its errors go on after the words "ONNX Runtime at PATH".
func inspect(path string) error {
	if err := isFile(path); err != nil || runtime.GOOS != "linux" {
		return err
	}
	f, err := elf.Open(path)
	if err != nil {
		return errors.New("is no shared library, or only a part of one")
	}
	defer f.Close()
	if want, known := machines[runtime.GOARCH]; known && f.Machine != want {
		return fmt.Errorf("is built for another processor (%v, this is %s)", f.Machine, runtime.GOARCH)
	}
	return nil
}

func isFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("is not there")
	case err != nil:
		return fmt.Errorf("cannot be read (%w)", errors.Unwrap(err))
	case !info.Mode().IsRegular():
		return errors.New("is not a file")
	}
	return nil
}
