package mcap

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// Recording is a file that a Recorder wrote, closed or not. Its methods may
// be used from several goroutines. Close it when whatever reads it is done.
type Recording struct {
	file io.ReaderAt
	io.Closer
	name string
	size int64 // when it was opened, so that a growing file has an end
	info Info
	end  ending
}

// Info is what a recording says about itself.
type Info struct {
	RunInfo
	Version string // of the layout; empty: rigscope did not write the file
	Closed  bool   // the file has its end
	Cut     int64  // bytes at the end of a file that was not closed, which are no whole record
	Digest  string // of the verdicts; empty: none was made, or the end is missing
	Lost    int    // messages that were lost when it was made, if the end says so
}

// OpenRecording opens an MCAP file. One of another program opens too: its
// Version is empty, and it has none of the topics.
func OpenRecording(path string) (*Recording, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	size, err := Size(f)
	if err == nil {
		r := &Recording{file: f, Closer: f, name: path, size: size}
		if err = r.open(); err == nil {
			return r, nil
		}
	}
	f.Close()
	return nil, fmt.Errorf("read %s: %w", path, err)
}

// Size is that of a file which can be read at any place, else ErrPipe.
func Size(f *os.File) (int64, error) {
	stat, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if !stat.Mode().IsRegular() {
		return 0, ErrPipe
	}
	return stat.Size(), nil
}

// ErrPipe is what is wrong with a pipe: an MCAP is read more than once.
var ErrPipe = errors.New("an MCAP file must be an ordinary file: save it to one first")

func (r *Recording) open() error {
	if err := checkMagic(r.file); err != nil {
		return err
	}
	if err := r.readHead(); err != nil {
		return err
	}
	return r.readEnd()
}

// Info is what the file says about itself.
func (r *Recording) Info() Info { return r.info }

// IsOurs says whether rigscope wrote the MCAP file in r, whatever is in it.
func IsOurs(r io.ReaderAt, size int64) bool {
	head := &Recording{file: r, size: size}
	return head.readHead() == nil && head.info.Version != ""
}

// reader begins from the start.
func (r *Recording) reader() (*Reader, error) { return NewReader(r.file, r.size) }

// IsRecording says whether path is a live run that a Recorder wrote, closed
// or not, so that OpenRecording and Chunks give it back. Other MCAP files and
// those that convert writes are tables.
func IsRecording(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	size, err := Size(f)
	if err != nil || checkMagic(f) != nil {
		return false
	}
	head := &Recording{file: f, size: size}
	return head.readHead() == nil && len(head.info.Ports) > 0
}
