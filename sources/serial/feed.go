package serial

import (
	"context"
	"io"
	"sync"
	"time"

	"rigscope/sources"
	"rigscope/sources/notation"
)

// Feed reads several ports as one row of chunks; it is a sources.Chunks. Its
// goroutines, one for each port, end with Stop or Close.
type Feed struct {
	tap     func(sources.Chunk)
	wake    chan struct{} // holds one where the queue is not empty
	quit    chan struct{} // closed to end the readers
	closed  chan struct{} // closed by Close
	stop    sync.Once
	shut    sync.Once
	readers sync.WaitGroup

	mu     sync.Mutex
	clock  clock
	queue  fifo
	limit  int       // of the queue [bytes]
	full   bool      // data is not queued until half of the queue is fetched
	last   time.Time // when a chunk was last put in
	ended  bool      // no more will come
	states []PortState
}

// DefaultLimit is how much memory a feed's queue may take [bytes].
const DefaultLimit = 64 << 20

// quiet is how long there is silence before a Tick.
const quiet = 100 * time.Millisecond

var _ sources.Chunks = (*Feed)(nil)

// NewFeed opens the ports and begins to read them. Chunk.Port is an index
// into ports. A port that is not there is waited for, unless it must be; one
// that is there and cannot be opened is an error.
//
// tap, which may be nil, gets every chunk in the order in which Next gives
// them, on the goroutine of a reader or of Next and under a lock: it must
// neither wait nor call the feed. It is not called once Stop or Close have
// returned.
func NewFeed(ports []Options, tap func(sources.Chunk)) (*Feed, error) {
	f := newFeed(len(ports), tap)
	rs := make([]*reader, len(ports))
	f.put(sources.Chunk{Kind: sources.Start, Note: notation.Count(len(ports), "port")}, time.Now())
	for i, o := range ports {
		rs[i] = newReader(f, i, o)
		if err := rs[i].begin(); err != nil {
			closeAll(rs[:i])
			return nil, err
		}
	}
	for _, r := range rs {
		f.readers.Go(r.run) // ends with quit
	}
	return f, nil
}

func newFeed(ports int, tap func(sources.Chunk)) *Feed {
	if tap == nil {
		tap = func(sources.Chunk) {}
	}
	return &Feed{
		tap:    tap,
		wake:   make(chan struct{}, 1),
		quit:   make(chan struct{}),
		closed: make(chan struct{}),
		clock:  newClock(),
		limit:  DefaultLimit,
		states: make([]PortState, ports),
	}
}

func closeAll(rs []*reader) {
	for _, r := range rs {
		r.release()
	}
}

// SetLimit bounds the memory of the queue [bytes].
func (f *Feed) SetLimit(bytes int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.limit = bytes
}

// Ready says whether Next would return at once.
func (f *Feed) Ready() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.queue.len() > 0 || f.ended || f.isClosed()
}

// Next gives the chunks in the order in which they came, and a Tick where it
// has waited in silence for 100 ms. After Stop it gives what is left and then
// io.EOF.
func (f *Feed) Next(ctx context.Context) (sources.Chunk, error) {
	for {
		if err := ctx.Err(); err != nil {
			return sources.Chunk{}, err
		}
		c, wait, err := f.take()
		if err != nil || wait <= 0 {
			return c, err
		}
		f.wait(ctx, wait)
	}
}

// wait ends when there may be something to take.
func (f *Feed) wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-f.wake:
	case <-timer.C:
	case <-f.closed:
	case <-ctx.Done():
	}
}

// take gives the first chunk, or how long to wait for one.
func (f *Feed) take() (sources.Chunk, time.Duration, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.isClosed():
		return sources.Chunk{}, 0, sources.ErrClosed
	case f.queue.len() > 0:
		return f.pop(), 0, nil
	case f.ended:
		return sources.Chunk{}, 0, io.EOF
	}
	now := time.Now()
	if wait := quiet - now.Sub(f.last); wait > 0 {
		return sources.Chunk{}, wait, nil
	}
	f.putLocked(sources.Chunk{Kind: sources.Tick}, now)
	return f.pop(), 0, nil
}

// Stop ends the reading, so that Next can give what is left and then io.EOF:
// whoever fetches all has seen what the tap has. It waits for the readers.
func (f *Feed) Stop() {
	f.stop.Do(func() { close(f.quit) })
	f.readers.Wait()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended = true
	f.signal()
}

// Close ends the reading and drops what is left. It may run on any goroutine
// and be called twice, wakes a blocked Next and waits for the readers.
func (f *Feed) Close() error {
	f.shut.Do(func() { close(f.closed) })
	f.Stop()
	return nil
}

func (f *Feed) isClosed() bool {
	select {
	case <-f.closed:
		return true
	default:
		return false
	}
}
