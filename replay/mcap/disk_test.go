package mcap

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"rigscope/sources"
)

// A recorder that is killed leaves a file with all but the last second.
func TestKilled(t *testing.T) {
	if path := os.Getenv("RIGSCOPE_TEST_RECORD"); path != "" {
		recordForever(path)
	}
	path := filepath.Join(t.TempDir(), "killed.mcap")
	cmd := exec.Command(os.Args[0], "-test.run", "^TestKilled$")
	cmd.Env = append(os.Environ(), "RIGSCOPE_TEST_RECORD="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := lastLineAfter(t, out, 2500*time.Millisecond, func() { cmd.Process.Kill() })
	cmd.Wait()
	r := open(t, path)
	got, bad := readChunks(t, r)
	if len(bad) > 0 || len(got) == 0 || r.Info().Closed {
		t.Fatalf("got %d chunks, %q, %+v", len(got), bad, r.Info())
	}
	if missing := said.Sub(got[len(got)-1].T); missing > time.Second {
		t.Errorf("the last %v are missing", missing)
	}
}

// recordForever says on standard output what it recorded.
func recordForever(path string) {
	r, err := NewRecorder(path, testInfo())
	if err != nil {
		panic(err)
	}
	for {
		now := time.Now().UTC()
		r.Chunk(sources.Chunk{T: now, Data: []byte("1.5,2.5\n")})
		fmt.Println(now.Format(time.RFC3339Nano))
		time.Sleep(time.Millisecond)
	}
}

// lastLineAfter is the last whole line that comes within some time, after
// which it calls kill.
func lastLineAfter(t *testing.T, out io.Reader, within time.Duration, kill func()) time.Time {
	t.Helper()
	time.AfterFunc(within, kill)
	text, _ := io.ReadAll(out)
	lines := strings.Split(strings.TrimSpace(string(text[:bytes.LastIndexByte(text, '\n')+1])), "\n")
	last, err := time.Parse(time.RFC3339Nano, lines[len(lines)-1])
	if err != nil {
		t.Fatal(err)
	}
	return last
}

// slowDisk is a disk that can be stopped, or be full.
type slowDisk struct {
	*os.File
	gate sync.RWMutex // held for writing: the disk hangs
	mu   sync.Mutex
	full error // what every write gives
}

func (d *slowDisk) WriteAt(p []byte, at int64) (int, error) {
	d.gate.RLock()
	defer d.gate.RUnlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.full != nil {
		n, _ := d.File.WriteAt(p[:min(100, len(p)/2)], at) // some of it was still written
		return n, d.full
	}
	return d.File.WriteAt(p, at)
}

func (d *slowDisk) set(full error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.full = full
}

func newSlowDisk(t *testing.T) (*slowDisk, *Recorder) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "slow.mcap"))
	if err != nil {
		t.Fatal(err)
	}
	d := &slowDisk{File: f}
	r, err := newRecorder(d, f.Name(), testInfo())
	if err != nil {
		t.Fatal(err)
	}
	return d, r
}

// push records n chunks of 1000 bytes and says how long the slowest took.
func push(r *Recorder, n int) (longest time.Duration) {
	data := bytes.Repeat([]byte("0123456789"), 100)
	for range n {
		from := time.Now()
		r.Chunk(sources.Chunk{T: began, Data: data})
		longest = max(longest, time.Since(from))
	}
	return longest
}

func waitFor(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 500 {
		if is() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("not within 5 s: %s", what)
}

// A disk that hangs costs messages, never time; the hole is marked in the
// file and counted, and behind it all is well.
func TestHangingDisk(t *testing.T) {
	d, r := newSlowDisk(t)
	r.Limit(3 << 20)
	d.gate.Lock()
	if longest := push(r, 8000); longest > 200*time.Millisecond {
		t.Errorf("a call took %v", longest)
	}
	state := r.State()
	if state.Lost < 3500 || state.Lost > 6000 || state.Queued > 3<<20 {
		t.Errorf("while it hangs: %+v", state)
	}
	d.gate.Unlock()
	waitFor(t, "the queue is empty", func() bool { return r.State().Queued == 0 })
	push(r, 10)
	err := r.Close()
	want := fmt.Sprintf("record to %s: %d messages missing: the disk was too slow", d.Name(), state.Lost)
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	checkHole(t, d.Name(), 8010, state.Lost)
}

// checkHole wants one hole of lost chunks and a record that says so.
func checkHole(t *testing.T, path string, all, lost int) {
	t.Helper()
	file := open(t, path)
	got, bad := readChunks(t, file)
	if len(got) != all-lost || len(bad) != 1 || !strings.HasSuffix(bad[0], fmt.Sprintf(": %d chunks are missing before this one", lost)) {
		t.Errorf("%d of %d chunks were read with %d lost: %q", len(got), all, lost, bad)
	}
	var said []string
	if err := file.Events(func(n Note) error { said = append(said, n.Text); return nil }); err != nil {
		t.Error(err)
	}
	want := fmt.Sprintf("%d messages before this one not recorded: the disk was too slow or full", lost)
	if len(said) != 1 || said[0] != want {
		t.Errorf("events %q, want %q", said, want)
	}
	if info := file.Info(); info.Lost != lost || !info.Closed {
		t.Errorf("%+v", info)
	}
}

// A full disk shows, and when there is room again nothing of the half-written
// record is left.
func TestFullDisk(t *testing.T) {
	d, r := newSlowDisk(t)
	r.Limit(3 << 20)
	push(r, 100)
	waitFor(t, "the first messages are written", func() bool { return r.State().Queued == 0 })
	d.set(syscall.ENOSPC)
	push(r, 8000)
	waitFor(t, "the error shows", func() bool { return r.State().Err == syscall.ENOSPC })
	half, err := OpenRecording(d.Name())
	if err != nil {
		t.Fatal(err)
	}
	if got, bad := readChunks(t, half); len(got) != 100 || len(bad) > 0 || half.Info().Cut == 0 {
		t.Errorf("while it is full: %d chunks, %q, %+v", len(got), bad, half.Info())
	}
	half.Close()
	lost := r.State().Lost
	d.set(nil)
	waitFor(t, "the queue is empty", func() bool { s := r.State(); return s.Queued == 0 && s.Err == nil })
	push(r, 10)
	if err := r.Close(); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v, want that space was missing", err)
	}
	checkHole(t, d.Name(), 8110, lost)
}

// If the disk stays full, Close says so and what was written can be read.
func TestDiskStaysFull(t *testing.T) {
	d, r := newSlowDisk(t)
	push(r, 100)
	waitFor(t, "the first messages are written", func() bool { return r.State().Queued == 0 })
	d.set(syscall.ENOSPC)
	push(r, 100)
	want := "record to " + d.Name() + ": the end is missing: no space left on device"
	if err := r.Close(); err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if got, bad := readChunks(t, open(t, d.Name())); len(got) != 100 || len(bad) > 0 {
		t.Errorf("%d chunks, %q", len(got), bad)
	}
}

// The real thing: a file that must not grow beyond some size.
func TestFileSizeLimit(t *testing.T) {
	if path := os.Getenv("RIGSCOPE_TEST_LIMIT"); path != "" {
		recordToTheLimit(path)
	}
	path := filepath.Join(t.TempDir(), "limit.mcap")
	cmd := exec.Command(os.Args[0], "-test.run", "^TestFileSizeLimit$")
	cmd.Env = append(os.Environ(), "RIGSCOPE_TEST_LIMIT="+path)
	out, err := cmd.CombinedOutput()
	want := "record to " + path + ": the end is missing: write " + path + ": file too large"
	if err != nil || strings.TrimSpace(string(out)) != want {
		t.Errorf("got %v, %s\nwant %s", err, out, want)
	}
	got, bad := readChunks(t, open(t, path))
	if len(got) == 0 || len(bad) > 0 {
		t.Errorf("%d chunks, %q", len(got), bad)
	}
}

func recordToTheLimit(path string) {
	limit := syscall.Rlimit{Cur: 20_000, Max: 20_000}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		panic(err)
	}
	r, err := NewRecorder(path, testInfo())
	if err != nil {
		panic(err)
	}
	for i := 0; r.State().Err == nil && i < 100; i++ {
		push(r, 1000)
		r.Chunk(sources.Chunk{T: began, Data: noise(i)})
		for r.State().Queued > 0 && r.State().Err == nil {
			time.Sleep(10 * time.Millisecond)
		}
	}
	fmt.Println(r.Close())
	os.Exit(0)
}

// noise does not compress.
func noise(seed int) []byte {
	b, x := make([]byte, 6000), uint64(seed)*2+1
	for i := range b {
		x = x*6364136223846793005 + 1442695040888963407
		b[i] = byte(x >> 56)
	}
	return b
}

// Many goroutines, one file; every message is there once.
func TestRecorderFromManyGoroutines(t *testing.T) {
	path := record(t, func(r *Recorder) {
		var all sync.WaitGroup
		for port := range 2 {
			all.Go(func() {
				for i := range 5000 {
					r.Chunk(sources.Chunk{Port: port, T: began, Data: fmt.Appendf(nil, "%d", i)})
					r.Row(port, i, began, began, []string{"a"}, []float64{1})
					r.Marker(began, "x")
					r.State()
				}
			})
		}
		all.Wait()
	})
	got, bad := readChunks(t, open(t, path))
	next := [2]int{}
	for _, c := range got {
		if string(c.Data) != fmt.Sprint(next[c.Port]) {
			t.Fatalf("got %s, want %d", c.Data, next[c.Port])
		}
		next[c.Port]++
	}
	if len(bad) > 0 || next != [2]int{5000, 5000} {
		t.Errorf("got %v, %q", next, bad)
	}
}

// A message is in the file half a second later, though no other follows.
func TestFlushedWhenIdle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "idle.mcap")
	r, err := NewRecorder(path, testInfo())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	r.Chunk(sources.Chunk{T: began, Data: []byte("x")})
	time.Sleep(time.Second)
	if got, bad := readChunks(t, open(t, path)); len(got) != 1 || len(bad) > 0 {
		t.Errorf("got %v, %q", got, bad)
	}
}

func TestChunksClosed(t *testing.T) {
	r := open(t, record(t, func(r *Recorder) { push(r, 1) }))
	c, err := r.Chunks()
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	if _, err := c.Next(context.Background()); err != sources.ErrClosed {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if c, err = r.Chunks(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Next(ctx); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
