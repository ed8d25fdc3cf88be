package serial

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rigscope/sources"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// cable is a pseudo-terminal pair: what is written to the master arrives at
// the device file as from a board.
type cable struct {
	*os.File // the master
	device   string
}

func plug(t testing.TB) *cable {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer slave.Close()
	raw(t, slave)
	c := &cable{master, slave.Name()}
	t.Cleanup(func() { c.Close() })
	return c
}

// raw switches off the echo and all the rest that is for people.
func raw(t testing.TB, f *os.File) {
	t.Helper()
	s, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	s.Iflag, s.Oflag, s.Lflag = 0, 0, 0
	if err := unix.IoctlSetTermios(int(f.Fd()), unix.TCSETS, s); err != nil {
		t.Fatal(err)
	}
}

// link points a name at the cable's device, anew if it was another's.
func (c *cable) link(t testing.TB, name string) string {
	t.Helper()
	tmp := name + ".new"
	if err := os.Symlink(c.device, tmp); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(tmp, name); err != nil {
		t.Fatal(err)
	}
	return name
}

func send(t testing.TB, c *cable, s string) {
	t.Helper()
	if _, err := c.WriteString(s); err != nil {
		t.Fatal(err)
	}
}

func startFeed(t testing.TB, tap func(sources.Chunk), ports ...Options) *Feed {
	t.Helper()
	dir := t.TempDir()
	for i := range ports {
		ports[i].LockDir = dir
	}
	f, err := NewFeed(ports, tap)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// next gives the next chunk that is not a Tick.
func next(t testing.TB, f *Feed) sources.Chunk {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	for {
		c, err := f.Next(ctx)
		if err != nil {
			t.Fatalf("Next: %v", err)
		}
		if c.Kind != sources.Tick {
			return c
		}
	}
}

// want reads until a chunk of the kind; data on the way is in got.
func until(t testing.TB, f *Feed, kind sources.ChunkKind) (c sources.Chunk, got string) {
	t.Helper()
	for {
		c = next(t, f)
		if c.Kind == kind {
			return c, got
		}
		got += string(c.Data)
	}
}

// eventually waits for what other goroutines do.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("not within 5 s: %s", what)
}

// tree is a made-up /sys, /dev and /proc.
type tree struct {
	t    testing.TB
	root string
}

func newTree(t testing.TB) tree {
	tr := tree{t, t.TempDir()}
	for _, d := range []string{"sys/class/tty", "dev/serial/by-id", "proc"} {
		tr.folder(d)
	}
	return tr
}

func (tr tree) folder(path string) string {
	full := filepath.Join(tr.root, path)
	if err := os.MkdirAll(full, 0o755); err != nil {
		tr.t.Fatal(err)
	}
	return full
}

func (tr tree) file(path, text string) {
	tr.folder(filepath.Dir(path))
	if err := os.WriteFile(filepath.Join(tr.root, path), []byte(text), 0o644); err != nil {
		tr.t.Fatal(err)
	}
}

func (tr tree) symlink(target, path string) {
	tr.folder(filepath.Dir(path))
	os.Remove(filepath.Join(tr.root, path))
	if err := os.Symlink(target, filepath.Join(tr.root, path)); err != nil {
		tr.t.Fatal(err)
	}
}

// adapter is a USB serial adapter in a made-up tree.
type adapter struct{ tty, socket, vid, pid, serial, byID string }

// attach puts it in; the device file is a link to target.
func (tr tree) attach(a adapter, target string) {
	usb := "sys/devices/pci0/usb1/" + a.socket
	face := usb + "/" + a.socket + ":1.0"
	tr.file(usb+"/idVendor", a.vid+"\n")
	tr.file(usb+"/idProduct", a.pid+"\n")
	tr.file(usb+"/manufacturer", "FTDI\n")
	tr.file(usb+"/product", "FT232R USB UART\n")
	if a.serial != "" {
		tr.file(usb+"/serial", a.serial+"\n")
	}
	tr.file(face+"/bInterfaceNumber", "00\n")
	tr.folder("sys/bus/usb-serial/drivers/ftdi_sio")
	tr.symlink(filepath.Join(tr.root, "sys/bus/usb-serial/drivers/ftdi_sio"), face+"/"+a.tty+"/driver")
	tr.symlink(filepath.Join(tr.root, face, a.tty), "sys/class/tty/"+a.tty+"/device")
	if a.byID != "" {
		tr.symlink("../../"+a.tty, "dev/serial/by-id/"+a.byID)
	}
	tr.symlink(target, "dev/"+a.tty)
}

// detach pulls it out.
func (tr tree) detach(a adapter) {
	for _, p := range []string{"dev/" + a.tty, "dev/serial/by-id/" + a.byID, "sys/class/tty/" + a.tty, "sys/devices/pci0/usb1/" + a.socket} {
		if filepath.Base(p) != "by-id" {
			os.RemoveAll(filepath.Join(tr.root, p))
		}
	}
}
