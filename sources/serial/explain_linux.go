package serial

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// knowsDevices: a device file can be told from others here.
const knowsDevices = true

// explainSystem is for the errors of Linux. absent means that nothing is there.
func (p *Port) explainSystem(err error) (why string, absent bool) {
	var errno unix.Errno
	if !errors.As(err, &errno) {
		return err.Error(), false
	}
	switch errno {
	case unix.ENOENT, unix.ENODEV, unix.ENXIO:
		return "the device file is there and no device behind it; plug it in anew", true
	case unix.EACCES:
		return permission(groupOf(p.path)), false
	case unix.EPERM:
		return "this container or service may not use it; pass the device in (--device, DeviceAllow=)", false
	case unix.EBUSY:
		return inUse(holdersOf(p.opt.root, p.info.node(p.opt.root))), false
	case unix.ENOTTY:
		return "this is not a serial port", false
	case unix.EIO:
		return "the device does not answer; plug it in anew", false
	case unix.EMFILE, unix.ENFILE:
		return "too many files are open", false
	}
	return fmt.Sprintf("%v", os.NewSyscallError("open", errno)), false
}
