package serial

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// resolve turns a pattern into the one device it fits.
func resolve(o Options) (string, error) {
	if !strings.ContainsAny(o.Device, "*?[") {
		return o.Device, nil
	}
	found, err := filepath.Glob(o.Device)
	switch {
	case err != nil:
		return "", &OpenError{Device: o.Device, Why: "the pattern is malformed", Err: err}
	case len(found) == 0:
		infos, _ := ports(o.root)
		return "", &OpenError{Device: o.Device, Why: notThere(o.Device, infos), Absent: true, Err: os.ErrNotExist}
	case len(found) > 1:
		return "", &OpenError{Device: o.Device, Why: fmt.Sprintf("the pattern fits %d devices: %s; name one", len(found), strings.Join(found, ", "))}
	}
	return found[0], nil
}

// check says what is plainly wrong with a path before it is opened.
func check(o Options, path string) error {
	st, err := os.Stat(path)
	switch {
	case os.IsNotExist(err):
		infos, _ := ports(o.root)
		return &OpenError{Device: o.Device, Why: notThere(path, infos), Absent: true, Err: err}
	case err != nil || st.Mode()&os.ModeCharDevice != 0 || !knowsDevices:
		return nil // opening tells
	case st.IsDir():
		return &OpenError{Device: o.Device, Why: "this is a folder, not a serial port"}
	}
	return &OpenError{Device: o.Device, Why: "this is a file, not a serial port; to read a recording, replay it"}
}
