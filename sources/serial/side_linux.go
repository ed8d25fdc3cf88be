package serial

import (
	"fmt"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// side is a second descriptor of a port, for what the library has no call
// for: it shares the settings and reads no byte. Safe for use by one
// goroutine at a time; Close and the others may be called on nil.
type side struct{ fd int }

// mostFiles is what select, with which the library waits, can take: 1024
// descriptors. It needs three after ours.
const mostFiles = 1000

func openSide(path string) (*side, error) {
	fd, err := unix.Open(path, unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	s := &side{fd: fd}
	if fd > mostFiles {
		s.Close()
		return nil, unix.EMFILE
	}
	if _, err := unix.IoctlGetTermios(fd, unix.TCGETS); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *side) Close() {
	if s != nil {
		unix.Close(s.fd)
	}
}

// hungUp says that the device is gone for good.
func (s *side) hungUp() bool {
	fds := []unix.PollFd{{Fd: int32(s.fd)}}
	n, err := unix.Poll(fds, 0)
	return err != nil || n > 0 && fds[0].Revents&(unix.POLLHUP|unix.POLLERR|unix.POLLNVAL) != 0
}

// neverBlock lets a read that finds nothing return at once: the library
// waits with select and then reads a blocking descriptor, which would hang,
// and Close with it, if another program fetched the byte in between.
func (s *side) neverBlock() {
	t, err := unix.IoctlGetTermios(s.fd, unix.TCGETS)
	if err != nil {
		return
	}
	t.Cc[unix.VMIN], t.Cc[unix.VTIME] = 0, 0
	unix.IoctlSetTermios(s.fd, unix.TCSETS, t)
}

// rs485 is struct serial_rs485 of the kernel.
type rs485 struct {
	Flags, DelayBefore, DelayAfter uint32
	_                              [5]uint32
}

const rs485Enabled, rs485RTSOnSend = 1 << 0, 1 << 1

// rs485 lets the driver drive the bus only while it sends.
func (s *side) rs485() error {
	r := rs485{Flags: rs485Enabled | rs485RTSOnSend}
	switch errno := s.ioctl(unix.TIOCSRS485, unsafe.Pointer(&r)); errno {
	case 0:
		return nil
	case unix.ENOTTY, unix.EINVAL, unix.EOPNOTSUPP:
		return fmt.Errorf("its driver has no RS-485 mode; leave out rs485 if the adapter switches direction by itself, as most USB ones do")
	default:
		return fmt.Errorf("set RS-485 mode: %w", errno)
	}
}

func (s *side) ioctl(request uintptr, arg unsafe.Pointer) unix.Errno {
	_, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(s.fd), request, uintptr(arg))
	return errno
}

// icounter is struct serial_icounter_struct of the kernel.
type icounter struct {
	CTS, DSR, RNG, DCD, RX, TX, Frame, Overrun, Parity, Break, BufOverrun int32
	_                                                                     [9]int32
}

func (s *side) counters() (Counters, bool) {
	var c icounter
	if s.ioctl(unix.TIOCGICOUNT, unsafe.Pointer(&c)) != 0 {
		return Counters{}, false // pseudo-terminals and some drivers count nothing
	}
	return Counters{
		Overrun: int64(c.Overrun) + int64(c.BufOverrun),
		Framing: int64(c.Frame),
		Parity:  int64(c.Parity),
		Break:   int64(c.Break),
	}, true
}

// pseudo says that path is a pseudo-terminal, on which baud means nothing.
func pseudo(path string) bool {
	return strings.HasPrefix(path, "/dev/pts/")
}
