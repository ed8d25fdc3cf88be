//go:build !linux

package mcap

import "os"

func syncData(f *os.File) error { return f.Sync() }
