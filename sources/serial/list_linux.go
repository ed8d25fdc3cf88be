package serial

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// List tells the serial ports of the machine without opening any, in natural
// order. root is where /sys, /dev and /proc are; empty is "/".
func List(root string) ([]Info, error) {
	infos, err := ports(root)
	if err != nil {
		return nil, err
	}
	holding := holders(root)
	for i := range infos {
		infos[i].Holders = holding[infos[i].node(root)]
	}
	return infos, nil
}

// ports is List without the holders, whose search looks at every process.
func ports(root string) ([]Info, error) {
	dir := filepath.Join(at(root), "sys/class/tty")
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("list serial ports: %w; is /sys mounted?", err)
	}
	links := byID(root)
	infos := []Info{}
	for _, e := range entries {
		if real(filepath.Join(dir, e.Name())) {
			infos = append(infos, describe(root, e.Name(), links))
		}
	}
	slices.SortFunc(infos, func(a, b Info) int { return natural(a.Device, b.Device) })
	return infos, nil
}

// real ports have a device behind them; the 8250 driver makes four or more
// ttyS for which no chip was found, which have type 0.
func real(tty string) bool {
	if _, err := os.Stat(filepath.Join(tty, "device")); err != nil {
		return false
	}
	return !strings.HasPrefix(filepath.Base(tty), "ttyS") || attribute(tty, "type") != "0"
}

// describe tells what sysfs has about the port called name.
func describe(root, name string, links map[string][]string) Info {
	tty := filepath.Join(at(root), "sys/class/tty", name)
	i := Info{Device: filepath.Join(at(root), "dev", name), ByID: links[name]}
	device, err := filepath.EvalSymlinks(filepath.Join(tty, "device"))
	if err != nil {
		return i
	}
	i.Driver = driver(device)
	i.usb(device)
	i.access()
	return i
}

// access asks for permissions; it does not open.
func (i *Info) access() {
	var st unix.Stat_t
	if unix.Stat(i.Device, &st) != nil {
		return
	}
	i.Present = true
	i.Group = groupName(st.Gid)
	i.Openable = unix.Access(i.Device, unix.R_OK|unix.W_OK) == nil
}

// byID is the links of /dev/serial/by-id, by the name of the port.
func byID(root string) map[string][]string {
	dir := filepath.Join(at(root), "dev/serial/by-id")
	entries, _ := os.ReadDir(dir) // absent where no USB port is in, or without udev
	links := map[string][]string{}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if target, err := os.Readlink(path); err == nil {
			name := filepath.Base(target)
			links[name] = append(links[name], path)
		}
	}
	return links
}
