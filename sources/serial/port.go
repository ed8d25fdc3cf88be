package serial

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"rigscope/sources"

	bugst "go.bug.st/serial"
)

// silence is how long a Read waits for a byte, and so how long a Close
// waits for a Read.
const silence = 50 * time.Millisecond

// Port is an open port. It has no Write: a sensor is listened to.
type Port struct {
	opt    Options
	path   string // the device file or link that was opened
	info   Info
	lock   *lock
	side   *side
	port   bugst.Port
	closed atomic.Bool

	mu sync.Mutex // held while the descriptor is in use, so that its number cannot be another file's
}

// Info is what was known of the device when it was opened.
func (p *Port) Info() Info { return p.info }

// Read waits for bytes, 50 ms at most: silence is 0, nil. After Close it
// gives sources.ErrClosed; any other error means that the device is gone.
func (p *Port) Read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed.Load() {
		return 0, sources.ErrClosed
	}
	n, err := p.port.Read(b)
	switch {
	case err == nil || n > 0:
		return n, nil
	case isClosed(err) && !p.side.hungUp():
		// Another program fetched the byte between our waiting and our read.
		return 0, nil
	}
	return 0, fmt.Errorf("read %s: %s", p.path, lost(err))
}

// lost says why a read failed. The driver reports a pulled cable as a
// zero-byte read, which the library calls closed.
func lost(err error) string {
	if isClosed(err) {
		return "the cable was pulled, or the device restarted"
	}
	return "the cable was pulled, or the device restarted (" + err.Error() + ")"
}

func isClosed(err error) bool {
	var e *bugst.PortError
	return errors.As(err, &e) && e.Code() == bugst.PortClosed
}

// SetBaud changes the rate of the open port and throws away what was
// received at the old one.
func (p *Port) SetBaud(baud int) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed.Load() {
		return sources.ErrClosed
	}
	p.opt.Baud = baud
	if err := p.port.SetMode(p.opt.mode()); err != nil {
		return fmt.Errorf("set %s to %d baud: the driver does not take it (%w)", p.path, baud, err)
	}
	if err := p.checkSpeed(); err != nil {
		return err
	}
	return p.port.ResetInputBuffer()
}

// checkSpeed asks what the driver made of the rate: some round it in silence.
func (p *Port) checkSpeed() error {
	got, ok := p.side.speed()
	if want := p.opt.baud(); ok && (got < want*97/100 || got > want*103/100) {
		return &OpenError{Device: p.opt.Device, Why: fmt.Sprintf("the driver does not take %d baud, it would run at %d", want, got)}
	}
	return nil
}

// Counters are what the driver has counted; false where it counts nothing.
func (p *Port) Counters() (Counters, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed.Load() {
		return Counters{}, false
	}
	return p.side.counters()
}

// Writer is for those who may write to the device: it needs AllowWrite.
func (p *Port) Writer() (io.Writer, error) {
	if !p.opt.AllowWrite {
		return nil, fmt.Errorf("write to %s: not allowed; rigscope only listens", p.path)
	}
	return p.port, nil
}

// Close may run on any goroutine and be called twice. It waits for a Read
// in progress.
func (p *Port) Close() error {
	if p.closed.Swap(true) {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.release()
}

// release gives back what Open took, as far as it came.
func (p *Port) release() error {
	var err error
	if p.port != nil {
		err = p.port.Close()
	}
	p.side.Close()
	p.lock.Release()
	return err
}
