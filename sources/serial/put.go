package serial

import (
	"time"

	"rigscope/sources"
	"rigscope/sources/notation"
)

// put stamps a chunk with the moment, gives it to the tap and queues it.
func (f *Feed) put(c sources.Chunk, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.putLocked(c, now)
}

// event is put with a change of the port's state, in one: who has the chunk
// sees the state that belongs to it. change gets the chunk's stamp.
func (f *Feed) event(c sources.Chunk, now time.Time, change func(*PortState, time.Time)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(&f.states[c.Port], f.clock.stamp(now))
	f.putLocked(c, now)
}

func (f *Feed) putLocked(c sources.Chunk, now time.Time) {
	if f.ended {
		return
	}
	c.T = f.clock.stamp(now)
	f.last = now
	if c.Kind == sources.Data && !f.admit(c) {
		f.tap(c)
		return
	}
	f.push(c)
}

// push is for what Next will see.
func (f *Feed) push(c sources.Chunk) {
	f.tap(c)
	f.queue.push(c)
	f.signal()
}

// signal lets one waiting Next look again.
func (f *Feed) signal() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// admit counts data and says whether the queue has room for it. Once it had
// none, no port's data is queued until half of it is free: one gap is better
// than many.
func (f *Feed) admit(c sources.Chunk) bool {
	s := &f.states[c.Port]
	s.Bytes += int64(len(c.Data))
	s.Chunks++
	s.Last = c.T
	f.full = f.full || f.queue.bytes+weight(c) > f.limit
	if !f.full {
		return true
	}
	if s.gap == 0 {
		f.push(sources.Chunk{Port: c.Port, Kind: sources.Hidden, T: c.T, Note: "not shown from here on: the program cannot keep up; recorded all the same"})
	}
	s.gap += int64(len(c.Data))
	s.Unseen += int64(len(c.Data))
	return false
}

// pop is for a queue that is not empty.
func (f *Feed) pop() sources.Chunk {
	c := f.queue.pop()
	if f.full && f.queue.bytes <= f.limit/2 {
		f.full = false
		f.resume()
	}
	if f.queue.len() > 0 {
		f.signal()
	}
	return c
}

// resume says of every port what was not shown.
func (f *Feed) resume() {
	now := time.Now()
	for i := range f.states {
		if gap := f.states[i].gap; gap > 0 {
			f.states[i].gap = 0
			f.putLocked(sources.Chunk{Port: i, Kind: sources.Shown, Note: notation.Count(gap, "byte") + " not shown: the program could not keep up; shown again from here on"}, now)
		}
	}
}
