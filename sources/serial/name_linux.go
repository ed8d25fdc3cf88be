package serial

import (
	"os"
	"path/filepath"
)

// portName is the name under which sysfs knows the device at path, or empty.
// It follows links one by one: the name counts, not the file at the end.
func portName(root, path string) string {
	for range 16 { // as many links as are sane
		name := filepath.Base(path)
		if _, err := os.Stat(filepath.Join(at(root), "sys/class/tty", name)); err == nil {
			return name
		}
		target, err := os.Readlink(path)
		if err != nil {
			return ""
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	return ""
}
