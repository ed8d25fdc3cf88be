package sources

import (
	"context"
	"time"
)

// Chunk is what one port of a live rig said at one moment: some bytes, or
// that the cable came or went. A live run and its recording are the same
// chunks in the same order, but for the data between Hidden and Shown, which
// only the recording has; all that follows is computed from them alone.
type Chunk struct {
	Port int // index of the port in its rig's list
	Kind ChunkKind
	T    time.Time // of Data: when its last byte arrived; UTC, to the nanosecond
	Data []byte    // of Data, at least one byte; not to be changed once handed over
	Note string    // of the others, for people: the device, why it was lost
}

// ChunkKind is what a chunk is about.
type ChunkKind uint8

// The kinds. Numbers are stored in recordings; never reuse one.
const (
	Data   ChunkKind = 0 // bytes
	Opened ChunkKind = 1 // the port is open, for the first time or again
	Lost   ChunkKind = 2 // the cable was pulled or the port gave an error; what was half read is void
	Tick   ChunkKind = 3 // no port has spoken for a while; T says how late it is
	Hurt   ChunkKind = 4 // bytes were lost or damaged on the way here: overrun, framing, parity
	Start  ChunkKind = 5 // the run began
	Hidden ChunkKind = 6 // the program is behind: data of this port is from here on recorded, and not given to Next
	Shown  ChunkKind = 7 // it is given again
)

// Chunks yields the chunks of all ports of a rig in one order.
type Chunks interface {
	// Next blocks until a chunk is there, ctx ends or Close is called, which
	// gives ErrClosed. io.EOF ends a recording and repeats. A *FrameError is
	// a damaged piece of a recording and the next call goes on; any other
	// error is final.
	Next(ctx context.Context) (Chunk, error)
	// Ready says whether Next would return at once.
	Ready() bool
	// Close may run on any goroutine and wakes a blocked Next.
	Close() error
}
