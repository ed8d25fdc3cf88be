package serial

import (
	"fmt"
	"strings"
)

// Info is what is known of a port without opening it. Text that the machine
// does not tell is empty.
type Info struct {
	Device       string   `json:"device"`                 // "/dev/ttyUSB0"
	ByID         []string `json:"by_id,omitempty"`        // links in /dev/serial/by-id that lead to it
	VID          string   `json:"vid,omitempty"`          // USB vendor, four hex digits
	PID          string   `json:"pid,omitempty"`          // USB product, four hex digits
	Serial       string   `json:"serial,omitempty"`       // USB serial number
	Manufacturer string   `json:"manufacturer,omitempty"` // as the device calls itself
	Product      string   `json:"product,omitempty"`      // as the device calls itself
	Interface    string   `json:"interface,omitempty"`    // which of the device's ports it is: "00" or "00.1"
	Socket       string   `json:"socket,omitempty"`       // where it is plugged in: "1-1.4"
	Driver       string   `json:"driver,omitempty"`       // "ftdi_sio", "cdc_acm"
	Group        string   `json:"group,omitempty"`        // whose group the device file is
	Present      bool     `json:"present"`                // the device file is there; in a container it may not be
	Openable     bool     `json:"openable"`               // we may read and write the device file
	Holders      []Holder `json:"holders,omitempty"`      // who has it open, as far as we may see
}

// Holder is a process that has a port open.
type Holder struct {
	PID     int    `json:"pid"`
	Command string `json:"command"`
}

// String is "ModemManager (pid 812)".
func (h Holder) String() string { return fmt.Sprintf("%s (pid %d)", h.Command, h.PID) }

// Path is the name to give to Open: the by-id link where there is one, which
// stays with the device, else the device file.
func (i Info) Path() string {
	if len(i.ByID) > 0 {
		return i.ByID[0]
	}
	return i.Device
}

// Title names the device for people: "FTDI FT232R USB UART".
func (i Info) Title() string {
	name := i.Product
	if i.Manufacturer != "" && !strings.HasPrefix(name, i.Manufacturer) {
		name = strings.TrimSpace(i.Manufacturer + " " + name)
	}
	switch {
	case name != "":
		return name
	case i.VID != "":
		return "USB " + i.VID + ":" + i.PID
	case i.Driver != "":
		return i.Driver
	}
	return "serial port"
}

// Identity is the device in one line: its title and what tells it from
// others like it.
func (i Info) Identity() string {
	parts := []string{i.Title()}
	if i.VID != "" {
		parts = append(parts, i.VID+":"+i.PID)
	}
	if i.Serial != "" {
		parts = append(parts, "serial "+i.Serial)
	}
	return strings.Join(parts, ", ")
}

// Hint is one sentence about what will keep us from opening it and the
// mend, or empty.
func (i Info) Hint() string {
	switch {
	case !i.Present:
		return "the device file is not here; is this a container that it was not passed into?"
	case !i.Openable:
		return permission(i.Group)
	case len(i.Holders) > 0:
		return inUse(i.Holders)
	}
	return ""
}
