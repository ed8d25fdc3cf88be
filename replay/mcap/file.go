package mcap

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// file is what the recorder needs of a file; tests put a slow disk behind it.
type file interface {
	io.WriterAt
	Sync() error // what was written survives a power cut
	Close() error
}

// diskFile syncs the data but not the times of the file.
type diskFile struct{ *os.File }

func (f diskFile) Sync() error { return syncData(f.File) }

// create makes a file that was not there, and sees to it that its name
// survives a power cut.
func create(path string) (file, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("record to %s: the file is there already: choose another name or remove it first", path)
	}
	if wrong := new(fs.PathError); errors.As(err, &wrong) {
		return nil, fmt.Errorf("record to %s: %w", path, wrong.Err)
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		dir.Sync() // not all file systems can
		dir.Close()
	}
	return diskFile{f}, nil
}

// discard removes a file that did not come to anything.
func discard(f file, path string) {
	f.Close()
	os.Remove(path)
}
