package ort

import (
	"os"

	"golang.org/x/sys/unix"
)

// memoryFile makes a file that lives in memory only and has no path but
// /proc/self/fd.
func memoryFile(name string) (*os.File, error) {
	fd, err := unix.MemfdCreate(name, unix.MFD_CLOEXEC)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), name), nil
}
