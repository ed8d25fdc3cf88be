//go:build !linux

package serial

import "fmt"

// List is there on Linux only.
func List(root string) ([]Info, error) { return ports(root) }

func ports(string) ([]Info, error) {
	return nil, fmt.Errorf("list serial ports: not on this system, only on Linux; name the port by hand")
}

func portName(string, string) string         { return "" }
func holdersOf(string, string) []Holder      { return nil }
func joinedSince(string) bool                { return false }
func groupOf(string) string                  { return "" }
func pseudo(string) bool                     { return false }
func lockPort(string, string) (*lock, error) { return nil, nil }
func openSide(string) (*side, error)         { return nil, nil }

// knowsDevices: what a device file is differs too much to judge here.
const knowsDevices = false

func (p *Port) explainSystem(err error) (why string, absent bool) {
	return err.Error(), false
}

// lock is none here: the system's own exclusive access must do.
type lock struct{}

// Release does nothing.
func (*lock) Release() {}

// side is none here.
type side struct{}

// Close does nothing.
func (*side) Close()                     {}
func (*side) hungUp() bool               { return true }
func (*side) neverBlock()                {}
func (*side) speed() (int, bool)         { return 0, false }
func (*side) counters() (Counters, bool) { return Counters{}, false }

func (*side) rs485() error {
	return fmt.Errorf("RS-485 mode can not be set on this system, only on Linux")
}
