package serial

import (
	"os"
	"path/filepath"
	"strings"
)

// attribute reads a file of sysfs; absent ones are empty.
func attribute(dir, name string) string {
	b, _ := os.ReadFile(filepath.Join(dir, name))
	return strings.ToValidUTF8(strings.TrimSpace(string(b)), "?")
}

// upwards calls f with dir and the folders above it until f is true or the
// devices end. The answer is where it was, or empty.
func upwards(dir string, f func(dir string) bool) string {
	for ; len(dir) > 1 && filepath.Base(dir) != "devices"; dir = filepath.Dir(dir) {
		if f(dir) {
			return dir
		}
	}
	return ""
}

// driver is the first in the chain that is not the serial core's own, which
// newer kernels put between a port and its chip.
func driver(device string) string {
	name := ""
	upwards(device, func(dir string) bool {
		target, err := os.Readlink(filepath.Join(dir, "driver"))
		if err != nil || strings.Contains(target, "/serial-base/") {
			return false
		}
		name = filepath.Base(target)
		return true
	})
	return name
}

// usb fills in what the USB device above the port says of itself.
func (i *Info) usb(device string) {
	above := upwards(device, func(dir string) bool { return attribute(dir, "idVendor") != "" })
	if above == "" {
		return
	}
	i.VID, i.PID = attribute(above, "idVendor"), attribute(above, "idProduct")
	i.Serial = attribute(above, "serial")
	i.Manufacturer, i.Product = attribute(above, "manufacturer"), attribute(above, "product")
	i.Socket = filepath.Base(above)
	face := upwards(device, func(dir string) bool { return attribute(dir, "bInterfaceNumber") != "" })
	if face != "" {
		i.Interface = attribute(face, "bInterfaceNumber")
	}
	if n := attribute(device, "port_number"); n != "" && n != "0" {
		i.Interface += "." + n
	}
}
