package serial

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// TestLockOfAnotherProcess: a second process of ours holds the port; when it
// is killed its lock is stale and is taken over.
func TestLockOfAnotherProcess(t *testing.T) {
	if device := os.Getenv(childDevice); device != "" {
		if _, err := Open(Options{Device: device, LockDir: os.Getenv("RIGSCOPE_TEST_LOCKS")}); err != nil {
			t.Fatal(err)
		}
		fmt.Println("open")
		select {}
	}
	c, dir := plug(t), t.TempDir()
	cmd := child(t, "TestLockOfAnotherProcess", c.device)
	cmd.Env = append(cmd.Env, "RIGSCOPE_TEST_LOCKS="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
		t.Fatalf("the second process said %q, %v", line, err)
	}
	_, err = Open(Options{Device: c.device, LockDir: dir})
	if want := fmt.Sprintf("open %s: in use by serial.test (pid %d); close that first", c.device, cmd.Process.Pid); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	cmd.Process.Kill()
	cmd.Wait()
	p, err := Open(Options{Device: c.device, LockDir: dir})
	if err != nil {
		t.Fatalf("the lock is stale and was not taken over: %v", err)
	}
	p.Close()
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("Close left %v", left)
	}
}

func TestLockFile(t *testing.T) {
	c, dir := plug(t), t.TempDir()
	name := filepath.Join(dir, "LCK.."+strings.ReplaceAll(strings.TrimPrefix(c.device, "/dev/"), "/", "_"))
	write := func(s string) {
		if err := os.WriteFile(name, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(fmt.Sprintf("%10d\n", os.Getppid()))
	if _, err := Open(Options{Device: c.device, LockDir: dir}); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("(pid %d)", os.Getppid())) {
		t.Errorf("a living process's lock: got %v, want its number", err)
	}
	for _, stale := range []string{"", "rubbish", "-1\n", "   4194304\n", "99999999999999999999\n", fmt.Sprintf("%10d\n", os.Getpid())} {
		write(stale)
		p, err := Open(Options{Device: c.device, LockDir: dir})
		if err != nil {
			t.Errorf("%q: got %v, want it taken over", stale, err)
			continue
		}
		if b, _ := os.ReadFile(name); string(b) != fmt.Sprintf("%10d\n", os.Getpid()) {
			t.Errorf("%q: the lock holds %q, want our number", stale, b)
		}
		if _, err := Open(Options{Device: c.device, LockDir: dir}); err == nil || err.Error() != "open "+c.device+": this program has it open already" {
			t.Errorf("twice: got %v", err)
		}
		p.Close()
	}
}

// TestLockIsHeldByOne races many for one stale lock.
func TestLockIsHeldByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "LCK..x")
	var holding, most, taken atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				l, err := lockIn(path)
				if err != nil {
					continue
				}
				taken.Add(1)
				most.Store(max(most.Load(), holding.Add(1)))
				holding.Add(-1)
				l.Release()
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 || taken.Load() == 0 {
		t.Errorf("%d held it at once, taken %d times, want 1 at once", most.Load(), taken.Load())
	}
}

func TestLockWithoutAFolder(t *testing.T) {
	c := plug(t)
	p, err := Open(Options{Device: c.device, LockDir: "/none/such"})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}
