package serial

import (
	"fmt"
	"path/filepath"
)

// identify tells what is known of the device at path. One that sysfs does
// not know, such as a pseudo-terminal, has only its path.
func identify(root, path string) Info {
	name := portName(root, path)
	infos, _ := ports(root)
	for _, i := range infos {
		if name != "" && filepath.Base(i.Device) == name {
			return i
		}
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		real = path
	}
	return Info{Device: real, Present: true, Openable: true}
}

// wanted is the device that a port is to come back as.
type wanted struct {
	info      Info            // as it was last open; without a VID it is known by its path alone
	strangers map[string]bool // sockets in which look-alikes were when it went
}

// known says that the device can be told from another in its slot.
func (w wanted) known() bool { return w.info.VID != "" }

// alike says that i may be the wanted device, as far as its papers tell.
func (w wanted) alike(i Info) bool {
	a := w.info
	return i.VID == a.VID && i.PID == a.PID && i.Serial == a.Serial && i.Interface == a.Interface
}

// pick finds the wanted device among those there. Devices without a serial
// number, and clones that share one, are told apart by where they are
// plugged in; one that was there when ours went is never taken for it.
func (w wanted) pick(there []Info) (Info, error) {
	found := []Info{}
	for _, i := range there {
		if !w.alike(i) || w.strangers[i.Socket] {
			continue
		}
		if i.Socket == w.info.Socket {
			return i, nil
		}
		found = append(found, i)
	}
	switch len(found) {
	case 0:
		return Info{}, fmt.Errorf("waiting for %s", w.info.Identity())
	case 1:
		return found[0], nil
	}
	return Info{}, fmt.Errorf("%d devices look like %s and none is in its socket: none is opened", len(found), w.info.Identity())
}

// gone notes, right after the device went, who looks like it and is not.
func (w *wanted) gone(there []Info) {
	w.strangers = map[string]bool{}
	for _, i := range there {
		if w.alike(i) && i.Socket != w.info.Socket {
			w.strangers[i.Socket] = true
		}
	}
}

// usurper is who is in the slot of the wanted device, if it is another.
func (w wanted) usurper(there []Info) (Info, bool) {
	for _, i := range there {
		if i.Device == w.info.Device && (!w.alike(i) || w.strangers[i.Socket]) {
			return i, true
		}
	}
	return Info{}, false
}
