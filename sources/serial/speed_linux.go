//go:build linux && !ppc64 && !ppc64le && !ppc

package serial

import "golang.org/x/sys/unix"

// speed is the rate at which the driver runs [Bd].
func (s *side) speed() (int, bool) {
	t, err := unix.IoctlGetTermios(s.fd, unix.TCGETS2)
	if err != nil || t.Ospeed == 0 {
		return 0, false
	}
	return int(t.Ospeed), true
}
