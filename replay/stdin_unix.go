//go:build unix

package replay

import (
	"os"
	"syscall"
)

// stdin is standard input in a form whose Close wakes a blocked Read: a pipe
// has to be non-blocking for that. Files never block; terminals stay as
// they are because others share them.
func stdin() *os.File {
	info, err := os.Stdin.Stat()
	if err != nil || info.Mode()&(os.ModeNamedPipe|os.ModeSocket) == 0 {
		return os.Stdin
	}
	if syscall.SetNonblock(0, true) != nil {
		return os.Stdin
	}
	return os.NewFile(0, "standard input")
}
