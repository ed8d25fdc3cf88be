package mcap

import (
	"fmt"
	"sync"
	"time"

	"rigscope/sources/notation"
)

const (
	batchSize    = 1 << 20  // [bytes] a chunk is closed when it has so many
	defaultQueue = 64 << 20 // [bytes] that wait for the disk before messages are lost
)

// queue holds the messages that wait for the disk. put never waits for it.
type queue struct {
	mu     sync.Mutex
	filled []*batch      // oldest first
	open   *batch        // the one being filled; never nil
	spare  []*batch      // empty, to be used again
	held   int           // cost of what is filled or being written
	limit  int           // of held and open together
	lost   uint64        // messages, ever
	unsaid uint64        // of them, those without a record that says so
	events *topic        // of that record
	wake   chan struct{} // holds one token when a batch is filled
}

func newQueue(events *topic) *queue {
	return &queue{open: new(batch), limit: defaultQueue, events: events, wake: make(chan struct{}, 1)}
}

// put adds a message of which fill appends the bytes, or counts it as lost.
// After a loss it goes on when the queue is half empty, so that a slow disk
// makes few long holes and not many short ones; a record says how many
// messages are missing there. Call it with mu.
func (q *queue) put(t *topic, sequence uint32, log, publish time.Time, fill func(dst []byte) []byte) {
	if q.unsaid > 0 && q.size() <= q.limit/2 {
		q.open.bytes = appendLost(q.open.bytes, q.unsaid)
		q.open.add(q.events, 0, log, log)
		q.unsaid = 0
	}
	q.open.bytes = fill(q.open.bytes)
	if q.unsaid > 0 || q.held+len(q.open.bytes)+itemCost*(len(q.open.items)+1) > q.limit {
		q.open.undo()
		q.lost++
		q.unsaid++
		return
	}
	q.open.add(t, sequence, log, publish)
	if len(q.open.bytes) >= batchSize {
		q.turn()
	}
}

func appendLost(dst []byte, n uint64) []byte {
	return fmt.Appendf(dst, `{"text":"%s before this one not recorded: the disk was too slow or full","lost":%d}`, notation.Count(n, "message"), n)
}

// turn closes the open batch.
func (q *queue) turn() {
	q.filled = append(q.filled, q.open)
	q.held += q.open.cost()
	q.open = new(batch)
	if n := len(q.spare); n > 0 {
		q.open, q.spare = q.spare[n-1], q.spare[:n-1]
	}
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// take gives the oldest batch, also one that is not full if all is wanted;
// nil if there is none. done gives it back.
func (q *queue) take(all bool) *batch {
	q.mu.Lock()
	defer q.mu.Unlock()
	if all && len(q.filled) == 0 && len(q.open.items) > 0 {
		q.turn()
	}
	if len(q.filled) == 0 {
		return nil
	}
	b := q.filled[0]
	q.filled = q.filled[1:]
	return b
}

// done says that b is on the disk.
func (q *queue) done(b *batch) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.held -= b.cost()
	b.reset()
	if len(q.spare) < 4 {
		q.spare = append(q.spare, b)
	}
}

// size is how many bytes wait.
func (q *queue) size() int { return q.held + q.open.cost() }
