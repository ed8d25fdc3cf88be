package serial

import (
	"fmt"
	"slices"

	bugst "go.bug.st/serial"
)

// Options say which port and how. The zero value of all but Device is
// 115200 baud, 8 data bits, no parity, 1 stop bit, reading only.
type Options struct {
	Device   string  // device file, link to one, or a pattern that fits one: /dev/serial/by-id/usb-FTDI*
	Baud     int     // 0: 115200
	DataBits int     // 5 to 8; 0: 8
	Parity   string  // none, odd, even, mark, space; empty: none
	StopBits float64 // 1, 1.5 or 2; 0: 1
	RS485    bool    // let the driver switch the direction of the bus
	DTR      *bool   // set DTR and RTS so after opening; nil: as the system does, raised. Ports without the lines ignore it

	Must       bool   // of a Feed: it is an error if the port is not there at the start
	AllowWrite bool   // Port.Writer gives a writer
	LockDir    string // where lock files go; empty: /run/lock, else $XDG_RUNTIME_DIR, else the temporary folder

	root string // of /sys, /dev and /proc: tests build their own
}

// DefaultBaud is the rate of a port that was given none.
const DefaultBaud = 115200

func (o Options) baud() int {
	if o.Baud == 0 {
		return DefaultBaud
	}
	return o.Baud
}

func (o Options) validate() error {
	switch {
	case o.Device == "":
		return fmt.Errorf("no serial port was named")
	case o.Baud < 0:
		return fmt.Errorf("open %s: %d baud is negative", o.Device, o.Baud)
	case o.DataBits != 0 && (o.DataBits < 5 || o.DataBits > 8):
		return fmt.Errorf("open %s: %d data bits: want 5 to 8", o.Device, o.DataBits)
	case !slices.Contains(parities, o.parity()):
		return fmt.Errorf("open %s: parity %q: want none, odd, even, mark or space", o.Device, o.Parity)
	case !slices.Contains([]float64{0, 1, 1.5, 2}, o.StopBits):
		return fmt.Errorf("open %s: %g stop bits: want 1, 1.5 or 2", o.Device, o.StopBits)
	}
	return nil
}

// parities are in the order of the library's numbers.
var parities = []string{"none", "odd", "even", "mark", "space"}

func (o Options) parity() string {
	if o.Parity == "" {
		return "none"
	}
	return o.Parity
}

// mode is valid after validate.
func (o Options) mode() *bugst.Mode {
	m := &bugst.Mode{BaudRate: o.baud(), DataBits: o.DataBits, Parity: bugst.Parity(slices.Index(parities, o.parity()))}
	if m.DataBits == 0 {
		m.DataBits = 8
	}
	switch o.StopBits {
	case 1.5:
		m.StopBits = bugst.OnePointFiveStopBits
	case 2:
		m.StopBits = bugst.TwoStopBits
	}
	if o.DTR != nil {
		// RTS goes along: DTR off with RTS on holds an ESP32 in reset.
		m.InitialStatusBits = &bugst.ModemOutputBits{DTR: *o.DTR, RTS: *o.DTR}
	}
	return m
}

// String is the way people write it: "115200 8N1".
func (o Options) String() string {
	bits, stop := o.DataBits, o.StopBits
	if bits == 0 {
		bits = 8
	}
	if stop == 0 {
		stop = 1
	}
	return fmt.Sprintf("%d %d%c%g", o.baud(), bits, o.parity()[0]-'a'+'A', stop)
}
