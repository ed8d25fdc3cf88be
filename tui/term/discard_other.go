//go:build !linux

package term

// discard does nothing here.
func (t *Terminal) discard() {}
