package serial

import (
	"os"
	"path/filepath"
	"time"
)

// pause waits for the delay, or until something in /dev changes; false when
// the feed ends.
func (r *reader) pause() bool {
	const look = 100 * time.Millisecond
	before := r.traces()
	for left := r.delay; left > 0; left -= look {
		select {
		case <-r.feed.quit:
			return false
		case <-time.After(min(look, left)):
		}
		if changed(before, r.traces()) {
			r.delay = firstDelay
			return true
		}
	}
	r.delay = min(2*r.delay, lastDelay)
	return true
}

// traces are the files whose coming and going tells of a device: nil for
// one that is not there.
func (r *reader) traces() []os.FileInfo {
	paths := append([]string{r.opt.Device, filepath.Join(at(r.opt.root), "dev")}, r.want.info.ByID...)
	infos := make([]os.FileInfo, len(paths))
	for i, p := range paths {
		infos[i], _ = os.Stat(p)
	}
	return infos
}

func changed(before, after []os.FileInfo) bool {
	for i, b := range before {
		a := after[i]
		if (a == nil) != (b == nil) {
			return true
		}
		if a != nil && (!os.SameFile(a, b) || !a.ModTime().Equal(b.ModTime())) {
			return true
		}
	}
	return false
}
