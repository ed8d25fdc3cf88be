package serial

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestListOfAMadeUpMachine(t *testing.T) {
	tr := newTree(t)
	tr.attach(adapter{"ttyUSB10", "1-1.4", "0403", "6001", "A50285BI", "usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0"}, "/dev/null")
	tr.attach(adapter{"ttyUSB2", "1-1.3", "0403", "6001", "A50285BJ", ""}, "/dev/null")
	tr.phantoms()
	tr.symlink("/dev/ttyUSB10", "proc/812/fd/7")
	tr.file("proc/812/comm", "ModemManager\n")
	tr.file("proc/812/cmdline", "/usr/sbin/ModemManager\x00--debug\x00")
	tr.file("proc/self/comm", "not a number\n")
	got, err := List(tr.root)
	if err != nil {
		t.Fatal(err)
	}
	if names, want := baseNames(got), []string{"ttyS0", "ttyTHS1", "ttyUSB2", "ttyUSB10"}; !slices.Equal(names, want) {
		t.Fatalf("got %v, want %v", names, want)
	}
	want := Info{
		Device:       filepath.Join(tr.root, "dev/ttyUSB10"),
		ByID:         []string{filepath.Join(tr.root, "dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0")},
		VID:          "0403",
		PID:          "6001",
		Serial:       "A50285BI",
		Manufacturer: "FTDI",
		Product:      "FT232R USB UART",
		Interface:    "00",
		Socket:       "1-1.4",
		Driver:       "ftdi_sio",
		Group:        "root",
		Present:      true,
		Openable:     true,
		Holders:      []Holder{{812, "ModemManager"}},
	}
	if !reflect.DeepEqual(got[3], want) {
		t.Errorf("got  %+v\nwant %+v", got[3], want)
	}
	if got, want := got[3].Identity(), "FTDI FT232R USB UART, 0403:6001, serial A50285BI"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got[0].Driver != "serial8250" || got[0].Present {
		t.Errorf("ttyS0: got %+v, want the chip's driver and no device file", got[0])
	}
}

// phantoms adds a real UART behind the serial core's own drivers, a ttyS
// without a chip, a console without a device, and a name the library does
// not know.
func (tr tree) phantoms() {
	tr.file("sys/devices/pnp0/00:00/x", "")
	for path, driver := range map[string]string{"pnp0/00:00": "sys/bus/pnp/drivers/serial8250", "pnp0/00:00/00:00:0/00:00:0.0": "sys/bus/serial-base/drivers/port"} {
		tr.folder(driver)
		tr.symlink(filepath.Join(tr.root, driver), "sys/devices/"+path+"/driver")
	}
	tr.symlink(filepath.Join(tr.root, "sys/devices/pnp0/00:00/00:00:0/00:00:0.0"), "sys/class/tty/ttyS0/device")
	tr.file("sys/class/tty/ttyS0/type", "4\n")
	tr.symlink(filepath.Join(tr.root, "sys/devices/pnp0"), "sys/class/tty/ttyS1/device")
	tr.file("sys/class/tty/ttyS1/type", "0\n")
	tr.folder("sys/class/tty/tty1")
	tr.symlink(filepath.Join(tr.root, "sys/devices/pnp0"), "sys/class/tty/ttyTHS1/device")
}

func baseNames(infos []Info) (names []string) {
	for _, i := range infos {
		names = append(names, filepath.Base(i.Device))
	}
	return names
}

func TestListOfThisMachine(t *testing.T) {
	infos, err := List("")
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range infos {
		t.Logf("%s: %s, driver %s, group %s; %s", i.Path(), i.Identity(), i.Driver, i.Group, i.Hint())
		if !strings.HasPrefix(i.Device, "/dev/") || strings.Contains(i.Driver, "port") {
			t.Errorf("got %+v", i)
		}
	}
}

func TestHoldersFindThisProcess(t *testing.T) {
	c := plug(t)
	f, err := os.OpenFile(c.device, os.O_RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got := holders("")[c.device]
	if len(got) != 1 || got[0].PID != os.Getpid() {
		t.Errorf("got %v, want this process", got)
	}
	if others := holdersOf("", c.device); len(others) != 0 {
		t.Errorf("others: got %v, want none", others)
	}
}

func TestListWithoutSys(t *testing.T) {
	root := t.TempDir()
	_, err := List(root)
	if want := "list serial ports: open " + root + "/sys/class/tty: no such file or directory; is /sys mounted?"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestNaturalOrder(t *testing.T) {
	want := []string{"tty", "ttyACM0", "ttyS1", "ttyUSB2", "ttyUSB02", "ttyUSB10", "ttyUSB10a", "ttyUSB99999999999999999999", "ttyUSBx"}
	for range 20 {
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, natural)
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

func TestHints(t *testing.T) {
	for _, c := range []struct {
		info Info
		want string
	}{
		{Info{Present: true, Openable: true}, ""},
		{Info{}, "the device file is not here; is this a container that it was not passed into?"},
		{Info{Present: true, Group: "nobody-has-this"}, "no permission, it belongs to group nobody-has-this; run: sudo usermod -aG nobody-has-this $USER, then log in again"},
		{Info{Present: true, Group: "root"}, `no permission, it belongs to root alone; a udev rule with GROUP="dialout", MODE="0660" opens it to a group`},
		{Info{Present: true, Openable: true, Holders: []Holder{{7, "minicom"}, {8, "tio"}}}, "in use by minicom (pid 7) and tio (pid 8); close that first"},
		{Info{Present: true, Openable: true, Holders: []Holder{{812, "ModemManager"}}}, "in use by ModemManager (pid 812); it probes new ports; run: sudo systemctl stop ModemManager"},
	} {
		if got := c.info.Hint(); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}
