package profile

import (
	"fmt"
	"time"

	"rigscope/sources/decode"
)

// Source is one port of a live rig.
type Source struct {
	Name   string `toml:"name,omitempty"`   // for screens and recordings; empty: the end of the port's name
	Port   string `toml:"port"`             // device file or a pattern of one, such as /dev/serial/by-id/usb-FTDI*
	Baud   int    `toml:"baud,omitempty"`   // 0: detect
	Format string `toml:"format,omitempty"` // empty or "auto": detect

	DataBits int      `toml:"data_bits,omitempty"` // 0: 8
	Parity   string   `toml:"parity,omitempty"`    // none, odd, even, mark, space; empty: none
	StopBits float64  `toml:"stop_bits,omitempty"` // 1, 1.5 or 2; 0: 1
	RS485    bool     `toml:"rs485,omitempty"`     // let the driver switch the direction of the bus
	DTR      *bool    `toml:"dtr,omitempty"`       // set the line so when the port is opened; absent: the system's way, which reboots many boards
	Clock    string   `toml:"clock,omitempty"`     // "device" or "host": whose time stamps the readings; empty: the device's where it tells one
	Offset   Duration `toml:"offset,omitempty"`    // added to the stamps of this port

	Columns   []string          `toml:"columns,omitempty"`   // names, for formats without any
	Time      string            `toml:"time,omitempty"`      // field with the device's time
	Layout    []decode.Item     `toml:"layout,omitempty"`    // cobs, slip
	CRC       string            `toml:"crc,omitempty"`       // cobs, slip
	Registers []decode.Register `toml:"registers,omitempty"` // modbus
}

// Duration is written "1.5s".
type Duration time.Duration

// UnmarshalText reads "1.5s".
func (d *Duration) UnmarshalText(b []byte) error {
	v, err := time.ParseDuration(string(b))
	*d = Duration(v)
	return err
}

// MarshalText writes "1.5s".
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// Decoding is what its decoder is to know.
func (s Source) Decoding() decode.Options {
	return decode.Options{Columns: s.Columns, Time: s.Time, Layout: s.Layout, CRC: s.CRC, Registers: s.Registers, Baud: s.Baud}
}

func (s Source) validate() error {
	switch {
	case s.Port == "":
		return fmt.Errorf(" has no port")
	case s.Baud < 0:
		return fmt.Errorf(": baud = %d is negative", s.Baud)
	case s.Clock != "" && s.Clock != "device" && s.Clock != "host":
		return fmt.Errorf(": clock = %q: want device or host", s.Clock)
	}
	return nil
}
