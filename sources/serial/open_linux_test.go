package serial

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"rigscope/sources"

	"golang.org/x/sys/unix"
)

func TestOpenErrors(t *testing.T) {
	dir, c := t.TempDir(), plug(t)
	file := filepath.Join(dir, "log.csv")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tr := newTree(t)
	tr.attach(adapter{"ttyUSB0", "1-1", "0403", "6001", "A1", ""}, "/dev/null")
	for _, x := range []struct {
		opt  Options
		want string
	}{
		{Options{}, "no serial port was named"},
		{Options{Device: "x", Baud: -1}, "open x: -1 baud is negative"},
		{Options{Device: "x", DataBits: 9}, "open x: 9 data bits: want 5 to 8"},
		{Options{Device: "x", Parity: "evn"}, `open x: parity "evn": want none, odd, even, mark or space`},
		{Options{Device: "x", StopBits: 3}, "open x: 3 stop bits: want 1, 1.5 or 2"},
		{Options{Device: dir}, "open " + dir + ": this is a folder, not a serial port"},
		{Options{Device: file}, "open " + file + ": this is a file, not a serial port; to read a recording, replay it"},
		{Options{Device: "/dev/null"}, "open /dev/null: this is not a serial port"},
		{Options{Device: c.device, StopBits: 1.5}, "open " + c.device + ": the driver does not take 115200 8N1.5 (Invalid serial port: error configuring port: Port stop bits invalid or not supported)"},
		{Options{Device: c.device, RS485: true}, "open " + c.device + ": its driver has no RS-485 mode; leave out rs485 if the adapter switches direction by itself, as most USB ones do"},
		{Options{Device: "/dev/ttyUSB1", root: tr.root}, "open /dev/ttyUSB1: no such device; there is " + tr.root + "/dev/ttyUSB0 (FTDI FT232R USB UART)"},
		{Options{Device: "/dev/none*", root: tr.root}, "open /dev/none*: no such device; there is " + tr.root + "/dev/ttyUSB0 (FTDI FT232R USB UART)"},
		{Options{Device: "/dev/none", root: newTree(t).root}, "open /dev/none: no such device, and this machine has no other serial port; is the cable in?"},
		{Options{Device: "/dev/tty[12]"}, "open /dev/tty[12]: the pattern fits 2 devices: /dev/tty1, /dev/tty2; name one"},
		{Options{Device: "/dev/["}, "open /dev/[: the pattern is malformed"},
	} {
		x.opt.LockDir = dir
		port, err := Open(x.opt)
		if err == nil {
			port.Close()
		}
		if err == nil || err.Error() != x.want {
			t.Errorf("%+v:\ngot  %v\nwant %s", x.opt, err, x.want)
		}
	}
}

func TestOpenTakesWhatPseudoTerminalsLack(t *testing.T) {
	c, off := plug(t), false
	p := open(t, Options{Device: c.device, Baud: 250000, DTR: &off, Parity: "even", DataBits: 7, StopBits: 2})
	if got, ok := p.side.speed(); !ok || got != 250000 {
		t.Errorf("runs at %d, %t, want 250000", got, ok)
	}
	if _, ok := p.Counters(); ok {
		t.Error("a pseudo-terminal counts nothing")
	}
	if err := p.SetBaud(9600); err != nil {
		t.Error(err)
	}
	if got, _ := p.side.speed(); got != 9600 {
		t.Errorf("runs at %d, want 9600", got)
	}
}

func open(t testing.TB, o Options) *Port {
	t.Helper()
	o.LockDir = t.TempDir()
	p, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func TestWriterNeedsLeave(t *testing.T) {
	c := plug(t)
	if _, err := open(t, Options{Device: c.device}).Writer(); err == nil || err.Error() != "write to "+c.device+": not allowed; rigscope only listens" {
		t.Errorf("got %v", err)
	}
	d := plug(t)
	w, err := open(t, Options{Device: d.device, AllowWrite: true}).Writer()
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte("hello"))
	b := make([]byte, 9)
	if n, err := d.Read(b); string(b[:n]) != "hello" {
		t.Errorf("got %q, %v", b[:n], err)
	}
}

// TestReadAndItsTraps: silence, own Close and a pulled cable are three things.
func TestReadAndItsTraps(t *testing.T) {
	c, b := plug(t), make([]byte, 99)
	p := open(t, Options{Device: c.device})
	if n, err := p.Read(b); n != 0 || err != nil {
		t.Errorf("silence: got %d, %v, want 0, nil", n, err)
	}
	time.AfterFunc(10*time.Millisecond, func() { p.Close() })
	var err error
	for err == nil {
		_, err = p.Read(b)
	}
	if err != sources.ErrClosed {
		t.Errorf("own Close: got %v, want ErrClosed", err)
	}
	q := open(t, Options{Device: c.device})
	time.AfterFunc(10*time.Millisecond, func() { c.Close() })
	for err = nil; err == nil; {
		_, err = q.Read(b)
	}
	if !strings.HasPrefix(err.Error(), "read "+c.device+": the cable was pulled, or the device restarted") {
		t.Errorf("pulled: got %v", err)
	}
}

// TestAnotherReaderDoesNotHangUs: a program that reads along, as root may,
// fetches bytes between our waiting and our read.
func TestAnotherReaderDoesNotHangUs(t *testing.T) {
	c := plug(t)
	p := open(t, Options{Device: c.device})
	thief, err := unix.Open(c.device, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("only root may open a port that is open: run this test as root")
	}
	defer unix.Close(thief)
	done := make(chan bool)
	go func() { // ends with done
		b := make([]byte, 99)
		for {
			select {
			case <-done:
				return
			default:
				unix.Read(thief, b)
			}
		}
	}()
	b := make([]byte, 99)
	for end := time.Now().Add(300 * time.Millisecond); time.Now().Before(end); {
		send(t, c, "x")
		if _, err := p.Read(b); err != nil {
			t.Fatal(err)
		}
	}
	close(done)
	p.Close()
}

func TestNoPermission(t *testing.T) {
	if os.Getenv(childDevice) != "" {
		_, err := Open(Options{Device: os.Getenv(childDevice), LockDir: os.TempDir()})
		os.Stdout.WriteString("said: " + err.Error() + "\n")
		return
	}
	if os.Getuid() != 0 {
		t.Skip("cannot become another user: run this test as root")
	}
	c := plug(t)
	if err := os.Chmod(c.device, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := child(t, "TestNoPermission", c.device)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := cmd.CombinedOutput()
	if want := "said: open " + c.device + ": no permission, it belongs to "; err != nil || !strings.Contains(string(out), want) {
		t.Errorf("got %s, %v, want %s", out, err, want)
	}
}

// childDevice is how a test tells its second process what to open.
const childDevice = "RIGSCOPE_TEST_DEVICE"

// child runs a test of this binary in another process, from a copy that any
// user may run.
func child(t *testing.T, test, device string) *exec.Cmd {
	t.Helper()
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "serial-child")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	os.Chmod(dir, 0o755)
	exe := filepath.Join(dir, "serial.test")
	if err := os.WriteFile(exe, self, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-test.run", "^"+test+"$", "-test.count", "1")
	cmd.Env = append(os.Environ(), childDevice+"="+device)
	cmd.Dir = dir
	return cmd
}

func TestOpenErrorUnwraps(t *testing.T) {
	_, err := Open(Options{Device: "/dev/null", LockDir: t.TempDir()})
	if !errors.Is(err, unix.ENOTTY) {
		t.Errorf("got %v, want one with ENOTTY in it", err)
	}
}
