//go:build !linux

package ort

import (
	"errors"
	"os"
)

// memoryFile is Linux's.
func memoryFile(string) (*os.File, error) { return nil, errors.ErrUnsupported }
