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
	return OpenerWire(path, rig, Wire{})
}

// OpenerWire is Opener, with w for a raw capture. Without a period in w it is
// the rig's.
func OpenerWire(path string, rig sensor.Rig, w Wire) func() (*Log, error) {
	if w.Options.Period == 0 {
		w.Options.Period = rig.Period()
	}
	used := false
	return func() (*Log, error) {
		if path == "-" && used {
			return nil, ErrReopen
		}
		used = true
		t, err := OpenWire(path, w)
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
