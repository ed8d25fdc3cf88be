//go:build !linux

package ort

import (
	"errors"
	"os"
)

// memoryFile is not to be had here.
func memoryFile(string) (*os.File, error) { return nil, errors.ErrUnsupported }
