package serial

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rigscope/sources"
)

func TestPick(t *testing.T) {
	ftdi := func(device, socket, serial string) Info {
		return Info{Device: device, VID: "0403", PID: "6001", Serial: serial, Interface: "00", Socket: socket}
	}
	a := ftdi("/dev/ttyUSB0", "1-1", "A1")
	bare := ftdi("/dev/ttyUSB0", "1-1", "")
	second := a
	second.Interface = "01"
	for _, c := range []struct {
		name      string
		want      Info
		strangers []string
		there     []Info
		got       string // device, or the error
	}{
		{"same slot", a, nil, []Info{a}, "/dev/ttyUSB0"},
		{"another slot and socket", a, nil, []Info{ftdi("/dev/ttyUSB7", "2-3", "A1")}, "/dev/ttyUSB7"},
		{"another device in the slot", a, nil, []Info{ftdi("/dev/ttyUSB0", "1-1", "B2")}, "waiting for USB 0403:6001, 0403:6001, serial A1"},
		{"the other port of the same device", a, nil, []Info{second}, "waiting for USB 0403:6001, 0403:6001, serial A1"},
		{"nobody", a, nil, nil, "waiting for USB 0403:6001, 0403:6001, serial A1"},
		{"no serial number, same socket", bare, nil, []Info{ftdi("/dev/ttyUSB3", "1-2", ""), ftdi("/dev/ttyUSB4", "1-1", "")}, "/dev/ttyUSB4"},
		{"no serial number, a new socket", bare, nil, []Info{ftdi("/dev/ttyUSB3", "1-2", "")}, "/dev/ttyUSB3"},
		{"no serial number, its neighbour", bare, []string{"1-2"}, []Info{ftdi("/dev/ttyUSB0", "1-2", "")}, "waiting for USB 0403:6001, 0403:6001"},
		{"two clones", a, nil, []Info{ftdi("/dev/ttyUSB3", "1-2", "A1"), ftdi("/dev/ttyUSB4", "1-3", "A1")},
			"2 devices look like USB 0403:6001, 0403:6001, serial A1 and none is in its socket: none is opened"},
	} {
		w := wanted{info: c.want, strangers: map[string]bool{}}
		for _, s := range c.strangers {
			w.strangers[s] = true
		}
		i, err := w.pick(c.there)
		got := i.Device
		if err != nil {
			got = err.Error()
		}
		if got != c.got {
			t.Errorf("%s: got %q, want %q", c.name, got, c.got)
		}
	}
}

// TestComesBackInAnotherSlot: a port named by its slot is remembered by who
// it is. Another device that takes the slot is left alone.
func TestComesBackInAnotherSlot(t *testing.T) {
	tr := newTree(t)
	ours := adapter{"ttyUSB0", "1-1", "0403", "6001", "A1", "usb-FTDI_A1-if00-port0"}
	c := plug(t)
	tr.attach(ours, c.device)
	f := startFeed(t, nil, Options{Device: filepath.Join(tr.root, "dev/ttyUSB0"), Must: true, root: tr.root})
	o, _ := until(t, f, sources.Opened)
	if want := tr.root + "/dev/ttyUSB0 (FTDI FT232R USB UART, 0403:6001, serial A1), 115200 8N1"; o.Note != want {
		t.Errorf("got %q, want %q", o.Note, want)
	}
	tr.detach(ours)
	c.Close()
	until(t, f, sources.Lost)

	d := plug(t)
	tr.attach(adapter{"ttyUSB0", "1-1", "0403", "6001", "B2", "usb-FTDI_B2-if00-port0"}, d.device)
	var l sources.Chunk
	for !strings.Contains(l.Note, "another device") {
		l, _ = until(t, f, sources.Lost)
	}
	want := "waiting for FTDI FT232R USB UART, 0403:6001, serial A1; " + tr.root +
		"/dev/ttyUSB0 is now another device (FTDI FT232R USB UART, 0403:6001, serial B2) and is not opened"
	if l.Note != want || f.State()[0].Why != want {
		t.Errorf("got  %q\nstate %q\nwant %q", l.Note, f.State()[0].Why, want)
	}

	e := plug(t)
	ours.tty, ours.socket = "ttyUSB1", "2-4"
	begun := time.Now()
	tr.attach(ours, e.device)
	o, _ = until(t, f, sources.Opened)
	if want := tr.root + "/dev/ttyUSB1 ("; !strings.HasPrefix(o.Note, want) {
		t.Errorf("got %q, want %q", o.Note, want)
	}
	if took := time.Since(begun); took > time.Second {
		t.Errorf("noticed after %v", took)
	}
	send(t, e, "21.5\n")
	if got := next(t, f); string(got.Data) != "21.5\n" {
		t.Errorf("got %q", got.Data)
	}
}

func TestPatternOfAByIDLink(t *testing.T) {
	tr := newTree(t)
	c := plug(t)
	tr.attach(adapter{"ttyUSB0", "1-1", "0403", "6001", "A1", "usb-FTDI_A1-if00-port0"}, c.device)
	p := open(t, Options{Device: filepath.Join(tr.root, "dev/serial/by-id/usb-FTDI*"), root: tr.root})
	if got := p.Info(); got.Serial != "A1" || filepath.Base(got.Device) != "ttyUSB0" {
		t.Errorf("got %+v, want the device behind the link", got)
	}
}
