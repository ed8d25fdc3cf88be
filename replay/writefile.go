package replay

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// writeFile lets write fill the file name, or standard output for "-". The
// file is written under another name in the same folder, synced and renamed,
// so that name never holds half of it.
func writeFile(name string, write func(io.Writer) error) (err error) {
	if name == "-" {
		return write(os.Stdout)
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
