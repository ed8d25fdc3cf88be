package replay

import (
	"errors"

	"rigscope/sensor"
)

// ErrReopen is why a recording cannot be read a second time.
var ErrReopen = errors.New("standard input cannot be read a second time: save it to a file first")

// Opener gives the function that New wants for the log at path. For "-" it
// works only once.
func Opener(path string, rig sensor.Rig) func() (*Log, error) {
	used := false
	return func() (*Log, error) {
		if path == "-" && used {
			return nil, ErrReopen
		}
		used = true
		t, err := Open(path)
		if err != nil {
			return nil, err
		}
		l, err := NewLog(t, rig)
		if err != nil {
			t.Close()
		}
		return l, err
	}
}
