package serial

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// lock is a file that keeps a port for us: it is locked itself, and holds
// our process number for programs that only look. Release may be called on
// nil.
type lock struct{ file *os.File }

// lockPort takes the lock of the device at path, or says who has it. Without
// a folder that we may write to, the kernel's exclusive access must do.
func lockPort(path, dir string) (*lock, error) {
	device, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, err
	}
	name := "LCK.." + strings.ReplaceAll(strings.TrimPrefix(device, "/dev/"), "/", "_")
	for _, d := range lockDirs(dir) {
		l, err := lockIn(filepath.Join(d, name))
		if err == nil || isHeld(err) {
			return l, err
		}
	}
	return nil, nil
}

func lockDirs(dir string) []string {
	if dir != "" {
		return []string{dir}
	}
	dirs := []string{"/run/lock"}
	if run := os.Getenv("XDG_RUNTIME_DIR"); run != "" {
		dirs = append(dirs, run)
	}
	return append(dirs, os.TempDir())
}

// lockIn tries again where the last holder removed the file while we waited
// for nothing.
func lockIn(path string) (*lock, error) {
	for range 10 {
		l, err := tryLock(path)
		if !errors.Is(err, errMoved) {
			return l, err
		}
	}
	return nil, errMoved
}

var errMoved = fmt.Errorf("the lock file was replaced")

func tryLock(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, 0o644)
	if errors.Is(err, os.ErrPermission) {
		return nil, lookOnly(path, err)
	}
	if err != nil {
		return nil, err
	}
	if err := claim(f, path); err != nil {
		f.Close()
		return nil, err
	}
	return &lock{f}, nil
}

// lookOnly is for a file of another user: its number still counts.
func lookOnly(path string, err error) error {
	b, _ := os.ReadFile(path)
	if pid := parsePID(b); alive(pid) {
		return held(pid)
	}
	return err
}

// claim locks the file, honours a living process's number in it and else
// puts ours.
func claim(f *os.File, path string) error {
	busy := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	b := make([]byte, 32)
	n, _ := f.ReadAt(b, 0)
	pid := parsePID(b[:n])
	switch {
	case busy != nil:
		return held(pid)
	case !same(f, path):
		return errMoved
	case pid != os.Getpid() && alive(pid):
		return held(pid)
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := fmt.Fprintf(f, "%10d\n", os.Getpid())
	return err
}

// same says that path still leads to f.
func same(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Lstat(path)
	return err == nil && os.SameFile(a, b)
}

// parsePID is 0 for what is no process number.
func parsePID(b []byte) int {
	line, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.ParseInt(strings.TrimSpace(line), 10, 32)
	if err != nil {
		return 0
	}
	return int(pid)
}

// alive counts a process that we may not signal as alive.
func alive(pid int) bool {
	return pid > 0 && !errors.Is(unix.Kill(pid, 0), unix.ESRCH)
}

// held is the error for a port that the process has locked.
func held(pid int) error {
	switch {
	case pid == os.Getpid():
		return &OpenError{Why: "this program has it open already", Err: unix.EBUSY}
	case pid <= 0:
		return &OpenError{Why: inUse(nil), Err: unix.EBUSY}
	}
	return &OpenError{Why: inUse([]Holder{{PID: pid, Command: command("/proc", pid)}}), Err: unix.EBUSY}
}

func isHeld(err error) bool {
	var e *OpenError
	return errors.As(err, &e)
}

// Release removes the file before it lets go of it, so that whoever comes
// next makes its own.
func (l *lock) Release() {
	if l != nil {
		os.Remove(l.file.Name())
		l.file.Close()
	}
}
