package term

import "golang.org/x/sys/unix"

// discard throws away what the terminal has not taken yet, so that there is
// room for the last words.
func (t *Terminal) discard() {
	if t.out != nil {
		unix.IoctlSetInt(int(t.out.Fd()), unix.TCFLSH, unix.TCOFLUSH)
	}
}
