package serial

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// holders tells which processes have which device files under /dev open, as
// far as we may look: those of other users are hidden from all but root.
func holders(root string) map[string][]Holder {
	proc := filepath.Join(at(root), "proc")
	entries, _ := os.ReadDir(proc)
	found := map[string][]Holder{}
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		for dev := range devices(filepath.Join(proc, e.Name(), "fd")) {
			found[dev] = append(found[dev], Holder{PID: pid, Command: command(proc, pid)})
		}
	}
	return found
}

// devices are the device files that the descriptors in dir lead to.
func devices(dir string) map[string]bool {
	found := map[string]bool{}
	fds, _ := os.ReadDir(dir)
	for _, fd := range fds {
		target, err := os.Readlink(filepath.Join(dir, fd.Name()))
		if err == nil && strings.HasPrefix(target, "/dev/") {
			found[target] = true
		}
	}
	return found
}

// command is the name of the program, which the kernel cuts at 15 letters
// and the first word of its command line does not.
func command(proc string, pid int) string {
	dir := filepath.Join(proc, strconv.Itoa(pid))
	name := attribute(dir, "comm")
	words, _ := os.ReadFile(filepath.Join(dir, "cmdline"))
	first, _, _ := strings.Cut(string(words), "\x00")
	if full := filepath.Base(first); strings.HasPrefix(full, name) && name != "" {
		return full
	}
	return name
}

// holdersOf is who else has the device file open.
func holdersOf(root, device string) []Holder {
	others := []Holder{}
	for _, h := range holders(root)[device] {
		if h.PID != os.Getpid() {
			others = append(others, h)
		}
	}
	return others
}
