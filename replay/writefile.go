package replay

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// writeFile lets write fill the file name, or standard output for "-". The
// file is written under another name in the same folder, synced and renamed,
// so that name never holds half of it. A pipe or a device is written to as it
// is.
func writeFile(name string, write func(io.Writer) error) (err error) {
	if name == "-" {
		return write(os.Stdout)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		if err := write(f); err != nil {
			f.Close()
			return err
		}
		return f.Close()
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := errors.Join(write(f), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
