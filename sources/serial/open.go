package serial

import (
	"errors"
	"fmt"

	bugst "go.bug.st/serial"
)

// Open takes a port for itself. The error is an *OpenError where the device
// is at fault.
func Open(o Options) (*Port, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	path, err := resolve(o)
	if err != nil {
		return nil, err
	}
	return openPath(o, path)
}

// openPath opens the device at path, which is what o.Device led to.
func openPath(o Options, path string) (*Port, error) {
	if err := check(o, path); err != nil {
		return nil, err
	}
	p := &Port{opt: o, path: path, info: identify(o.root, path)}
	if err := p.take(); err != nil {
		p.release()
		return nil, err
	}
	return p, nil
}

// take goes from the lock to the port. The side descriptor comes before the
// library's, which shuts the door for all that come later.
func (p *Port) take() error {
	var err error
	if p.lock, err = lockPort(p.path, p.opt.LockDir); err != nil {
		return p.explain(err)
	}
	if p.side, err = openSide(p.path); err != nil {
		return p.explain(err)
	}
	if p.port, err = openMode(p.path, p.opt.mode()); err != nil {
		return p.explain(err)
	}
	return p.setUp()
}

// openMode tries again without setting DTR and RTS: ports without the lines
// refuse it.
func openMode(path string, m *bugst.Mode) (bugst.Port, error) {
	port, err := bugst.Open(path, m)
	if err != nil && m.InitialStatusBits != nil {
		without := *m
		without.InitialStatusBits = nil
		port, err = bugst.Open(path, &without)
	}
	return port, err
}

func (p *Port) setUp() error {
	if err := p.port.SetReadTimeout(silence); err != nil {
		return p.explain(err)
	}
	p.side.neverBlock()
	if err := p.checkSpeed(); err != nil {
		return err
	}
	if p.opt.RS485 {
		if err := p.side.rs485(); err != nil {
			return &OpenError{Device: p.opt.Device, Why: err.Error(), Err: err}
		}
	}
	return nil
}

// explain turns the word of the system, of the lock or of the library into
// a sentence with the mend.
func (p *Port) explain(err error) error {
	e := &OpenError{Device: p.opt.Device, Err: err}
	var port *bugst.PortError
	switch {
	case errors.As(err, &e):
	case errors.As(err, &port):
		e.Why = p.explainCode(port)
	default:
		e.Why, e.Absent = p.explainSystem(err)
	}
	e.Device = p.opt.Device
	return e
}

func (p *Port) explainCode(err *bugst.PortError) string {
	switch err.Code() {
	case bugst.PortBusy:
		return inUse(holdersOf(p.opt.root, p.info.node(p.opt.root)))
	case bugst.PermissionDenied:
		return permission(groupOf(p.path))
	case bugst.PortNotFound:
		return notThere(p.path, nil)
	case bugst.InvalidSpeed:
		return fmt.Sprintf("the driver does not take %d baud", p.opt.baud())
	case bugst.InvalidStopBits, bugst.InvalidParity, bugst.InvalidDataBits:
		return fmt.Sprintf("the driver does not take %s", p.opt)
	}
	return fmt.Sprintf("the driver does not take %s (%v)", p.opt, err)
}
