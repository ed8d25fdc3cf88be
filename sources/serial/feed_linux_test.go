package serial

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rigscope/sources"
)

func TestFeedBeginsWithStartAndOpened(t *testing.T) {
	c := plug(t)
	f := startFeed(t, nil, Options{Device: c.device, Must: true})
	if got := next(t, f); got.Kind != sources.Start || got.T.IsZero() || got.T.Location() != time.UTC {
		t.Errorf("first chunk: got %+v, want Start in UTC", got)
	}
	if got, want := next(t, f), c.device+", 115200 8N1"; got.Kind != sources.Opened || got.Note != want {
		t.Errorf("second chunk: got %+v, want Opened %q", got, want)
	}
	before := time.Now()
	send(t, c, "t=21.5\n")
	got := next(t, f)
	if string(got.Data) != "t=21.5\n" || got.T.Before(before.Add(-time.Millisecond)) || got.T.After(time.Now()) {
		t.Errorf("got %q at %v, want the line and the time it was written", got.Data, got.T)
	}
}

func TestFeedTicksInSilence(t *testing.T) {
	c := plug(t)
	var tapped []sources.ChunkKind
	f := startFeed(t, func(c sources.Chunk) { tapped = append(tapped, c.Kind) }, Options{Device: c.device})
	next(t, f)
	next(t, f)
	begun := time.Now()
	for range 3 {
		if got, err := f.Next(t.Context()); err != nil || got.Kind != sources.Tick || got.T.IsZero() {
			t.Fatalf("got %+v, %v, want a Tick", got, err)
		}
	}
	if took := time.Since(begun); took < 250*time.Millisecond || took > time.Second {
		t.Errorf("3 ticks took %v, want 0.3 s", took)
	}
	f.Close()
	if got := len(tapped); got != 5 {
		t.Errorf("the tap saw %d chunks, want Start, Opened and 3 Ticks: %v", got, tapped)
	}
}

// TestFullPaceLosesNothing writes for four seconds at the pace of 921600
// baud, in pieces of odd lengths.
func TestFullPaceLosesNothing(t *testing.T) {
	t.Parallel()
	seconds := 4.0
	if testing.Short() {
		seconds = 0.5
	}
	c := plug(t)
	f := startFeed(t, nil, Options{Device: c.device, Baud: 921600, Must: true})
	total := int(92160 * seconds)
	go pace(c, total, 92160)
	sum, want, n := uint32(1), uint32(1), 0
	for n < total {
		for _, b := range next(t, f).Data {
			sum, want = sum*31+uint32(b), want*31+uint32(pattern(n))
			n++
		}
	}
	if n != total || sum != want {
		t.Errorf("got %d bytes with sum %x, want %d with %x", n, sum, total, want)
	}
	t.Logf("%d bytes at 921600 baud, 0 lost, in %d reads", n, f.State()[0].Chunks)
}

func pattern(i int) byte { return byte(i ^ i>>8 ^ i>>16) }

// pace writes total bytes at the rate [B/s], 1 to 97 at a time.
func pace(w io.Writer, total, rate int) {
	begun := time.Now()
	for n, k := 0, 1; n < total; k = k%97 + 7 {
		piece := make([]byte, 0, k)
		for len(piece) < k && n < total {
			piece = append(piece, pattern(n))
			n++
		}
		w.Write(piece)
		time.Sleep(time.Duration(n)*time.Second/time.Duration(rate) - time.Since(begun))
	}
}

// TestTwoPortsHaveOneOrder: what Next gives is what the tap saw, and each
// port's bytes are all there.
func TestTwoPortsHaveOneOrder(t *testing.T) {
	a, b := plug(t), plug(t)
	var tapped []sources.Chunk
	f := startFeed(t, func(c sources.Chunk) { tapped = append(tapped, c) }, Options{Device: a.device, Must: true}, Options{Device: b.device, Must: true})
	const total = 20000
	go pace(a, total, 60000)
	go pace(b, total, 50000)
	var got []sources.Chunk
	var n [2]int
	for n[0] < total || n[1] < total {
		c, err := f.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c)
		n[c.Port] += len(c.Data)
	}
	f.Stop()
	got = append(got, rest(t, f)...)
	if !slices.EqualFunc(got, tapped, sameChunk) {
		t.Errorf("Next gave %d chunks, the tap saw %d, and they differ", len(got), len(tapped))
	}
	for port := range 2 {
		checkPattern(t, got, port, total)
	}
}

func sameChunk(a, b sources.Chunk) bool {
	return a.Port == b.Port && a.Kind == b.Kind && a.T.Equal(b.T) && string(a.Data) == string(b.Data) && a.Note == b.Note
}

// rest is what a stopped feed still gives.
func rest(t testing.TB, f *Feed) (cs []sources.Chunk) {
	t.Helper()
	for {
		c, err := f.Next(context.Background())
		if err == io.EOF {
			return cs
		}
		if err != nil {
			t.Fatal(err)
		}
		cs = append(cs, c)
	}
}

// checkPattern also looks that a port's stamps do not run back.
func checkPattern(t testing.TB, cs []sources.Chunk, port, total int) {
	t.Helper()
	n, last := 0, time.Time{}
	for _, c := range cs {
		if c.Port != port || c.Kind != sources.Data {
			continue
		}
		if c.T.Before(last) {
			t.Fatalf("port %d: a stamp runs back by %v", port, last.Sub(c.T))
		}
		last = c.T
		for _, b := range c.Data {
			if b != pattern(n) {
				t.Fatalf("port %d: byte %d is %x, want %x", port, n, b, pattern(n))
			}
			n++
		}
	}
	if n != total {
		t.Errorf("port %d: %d bytes, want %d", port, n, total)
	}
}

func TestPulledAndPluggedFiftyTimes(t *testing.T) {
	times := 50
	if testing.Short() {
		times = 10
	}
	name := filepath.Join(t.TempDir(), "sensor")
	c := plug(t)
	c.link(t, name)
	f := startFeed(t, nil, Options{Device: name, Must: true})
	until(t, f, sources.Opened)
	var slowest time.Duration
	for i := range times {
		line := fmt.Sprintf("line %d of what was written before the pull\n", i)
		send(t, c, line)
		eventually(t, "the line is read", func() bool { return f.State()[0].Bytes == lengths(i) })
		c.Close()
		_, got := until(t, f, sources.Lost)
		if got != line {
			t.Fatalf("pull %d: got %q, want %q", i, got, line)
		}
		c = plug(t)
		c.link(t, name)
		begun := time.Now()
		until(t, f, sources.Opened)
		slowest = max(slowest, time.Since(begun))
	}
	if s := f.State()[0]; s.Reconnects != times || !s.Connected {
		t.Errorf("got %d reconnects, connected %t, want %d and true", s.Reconnects, s.Connected, times)
	}
	t.Logf("slowest of %d reconnections: %v", times, slowest)
}

// lengths is the bytes of the lines up to and with the last.
func lengths(last int) (n int64) {
	for i := range last + 1 {
		n += int64(len(fmt.Sprintf("line %d of what was written before the pull\n", i)))
	}
	return n
}

func TestAbsentPortIsWaitedFor(t *testing.T) {
	name := filepath.Join(t.TempDir(), "later")
	f := startFeed(t, nil, Options{Device: name})
	if c, _ := until(t, f, sources.Lost); !strings.HasPrefix(c.Note, "open "+name+": no such device") {
		t.Errorf("got %q, want that there is no such device", c.Note)
	}
	if s := f.State()[0]; s.Connected || s.Why == "" {
		t.Errorf("got %+v, want a port that is missing and why", s)
	}
	time.Sleep(400 * time.Millisecond) // so that the delay has grown
	c := plug(t)
	c.link(t, name)
	begun := time.Now()
	until(t, f, sources.Opened)
	if took := time.Since(begun); took > 300*time.Millisecond {
		t.Errorf("noticed after %v, want about 100 ms", took)
	}
}

// A port that is there and no port of ours is not waited for.
func TestPortThatDoesNotLetUsIn(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := NewFeed([]Options{{Device: name}}, nil)
	if want := "open " + name + ": this is a file, not a serial port; to read a recording, replay it"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestAbsentPortThatMustBeThere(t *testing.T) {
	name := filepath.Join(t.TempDir(), "never")
	_, err := NewFeed([]Options{{Device: name, Must: true}}, nil)
	var open *OpenError
	if !errors.As(err, &open) || !open.Absent {
		t.Errorf("got %v, want an OpenError of an absent device", err)
	}
}

func TestCloseWakesNextAndEndsAll(t *testing.T) {
	before := runtime.NumGoroutine()
	a, b := plug(t), plug(t)
	f := startFeed(t, nil, Options{Device: a.device}, Options{Device: b.device}, Options{Device: "/dev/none-such"})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			if _, err := f.Next(context.Background()); err != nil {
				if err != sources.ErrClosed {
					t.Errorf("got %v, want ErrClosed", err)
				}
				return
			}
		}
	})
	time.Sleep(30 * time.Millisecond)
	begun := time.Now()
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	wg.Wait()
	if took := time.Since(begun); took > 500*time.Millisecond {
		t.Errorf("Close took %v", took)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	eventually(t, "the goroutines end", func() bool { return runtime.NumGoroutine() <= before })
}

func TestCancelEndsNext(t *testing.T) {
	c := plug(t)
	f := startFeed(t, nil, Options{Device: c.device})
	until(t, f, sources.Opened)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := f.Next(ctx); err != context.Canceled {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// TestStalledConsumer: up to the bound all is kept; beyond it the tap alone
// has it, between a Hidden and a Shown chunk.
func TestStalledConsumer(t *testing.T) {
	c := plug(t)
	var tapped []sources.Chunk
	f := startFeed(t, func(c sources.Chunk) { tapped = append(tapped, c) }, Options{Device: c.device, Must: true})
	f.SetLimit(8 << 10)
	const total = 32 << 10
	pace(c, total, 200000)
	eventually(t, "all is read", func() bool { return f.State()[0].Bytes == total })
	var seen int64
	var around []string
	for range 2 { // the rest of the gap is told when half the queue is fetched
		for f.Ready() {
			ch := next(t, f)
			seen += int64(len(ch.Data))
			if ch.Kind == sources.Hidden || ch.Kind == sources.Shown {
				around = append(around, ch.Note)
			}
		}
	}
	send(t, c, "after\n")
	if ch := next(t, f); string(ch.Data) != "after\n" {
		t.Errorf("after the gap: got %q", ch.Data)
	}
	unseen := f.State()[0].Unseen
	want := []string{
		"not shown from here on: the program cannot keep up; recorded all the same",
		fmt.Sprintf("%d bytes not shown: the program could not keep up; shown again from here on", unseen),
	}
	if !slices.Equal(around, want) || seen+unseen != total || unseen == 0 {
		t.Errorf("saw %d, unseen %d of %d, around them %q, want %q", seen, unseen, total, around, want)
	}
	f.Close()
	checkPattern(t, tapped[:len(tapped)-1], 0, total)
}

func TestStalledConsumerBelowTheBound(t *testing.T) {
	c := plug(t)
	f := startFeed(t, nil, Options{Device: c.device, Must: true})
	const total = 100000
	pace(c, total, 400000)
	eventually(t, "all is read", func() bool { return f.State()[0].Bytes == total })
	f.Stop()
	checkPattern(t, rest(t, f), 0, total)
}

func TestFlappingPortIsNotHurried(t *testing.T) {
	r := &reader{feed: newFeed(1, nil), opt: Options{Device: "/dev/none-such"}, delay: firstDelay}
	var got []time.Duration
	for range 3 {
		got = append(got, r.delay)
		r.pause()
	}
	if want := []time.Duration{50e6, 100e6, 200e6}; !slices.Equal(got, want) {
		t.Errorf("delays %v, want %v", got, want)
	}
}
