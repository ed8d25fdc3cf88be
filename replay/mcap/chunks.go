package mcap

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync/atomic"
	"time"

	"rigscope/sources"
)

// chunks gives back what the ports said.
type chunks struct {
	recording *Recording
	reader    *Reader
	ports     map[*Topic]int // of raw topics
	want      uint64         // number of the next chunk
	held      *sources.Chunk // to be given out behind its error
	ended     bool
	closed    atomic.Bool
}

// Chunks begins with the first chunk, each time it is called. A hole gives
// one *sources.FrameError that says how many chunks are missing, then what
// comes behind it; so does a damaged piece.
func (r *Recording) Chunks() (sources.Chunks, error) {
	reader, err := r.reader()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", r.name, err)
	}
	return &chunks{recording: r, reader: reader, ports: map[*Topic]int{}}, nil
}

// Ready is always true: a file makes nobody wait.
func (c *chunks) Ready() bool { return true }

// Close leaves the recording open.
func (c *chunks) Close() error {
	c.closed.Store(true)
	return nil
}

func (c *chunks) Next(ctx context.Context) (sources.Chunk, error) {
	for {
		switch err := ctx.Err(); {
		case c.closed.Load():
			return sources.Chunk{}, sources.ErrClosed
		case err != nil:
			return sources.Chunk{}, err
		}
		if c.held != nil {
			chunk := *c.held
			c.held = nil
			return chunk, nil
		}
		m, err := c.reader.Next()
		if err == io.EOF {
			return sources.Chunk{}, c.finish()
		}
		if err != nil {
			return sources.Chunk{}, wrapFinal(c.recording.name, err)
		}
		chunk, found, err := c.chunk(m)
		if err != nil || found {
			return chunk, err
		}
	}
}

// chunk makes one of a message, if it is one.
func (c *chunks) chunk(m *Message) (_ sources.Chunk, found bool, err error) {
	var chunk sources.Chunk
	switch {
	case m.Topic.Name == portsTopic:
		chunk, err = readPort(m)
	case m.Topic.Encoding == encodingRaw:
		chunk = sources.Chunk{Port: c.port(m.Topic), Kind: sources.Data, T: m.Log, Data: bytes.Clone(m.Data)}
	default:
		return chunk, false, nil
	}
	if err == nil {
		err = c.check(chunk)
	}
	if err != nil {
		return sources.Chunk{}, false, &sources.FrameError{Where: where(m), Err: fmt.Errorf("topic %q: %w", clip(m.Topic.Name), err)}
	}
	if err = c.number(m); err != nil {
		c.held = &chunk
		return sources.Chunk{}, false, err
	}
	return chunk, true, nil
}

// check keeps away what a recorder never writes, for the sake of those who
// index by port.
func (c *chunks) check(chunk sources.Chunk) error {
	data := chunk.Kind == sources.Data
	switch {
	case chunk.Port >= len(c.recording.info.Ports), data && chunk.Port < 0:
		return fmt.Errorf("there is no port %d", chunk.Port)
	case data && len(chunk.Data) == 0:
		return errors.New("there are no bytes in it")
	}
	return nil
}

// port is the index that a raw topic has in its metadata.
func (c *chunks) port(t *Topic) int {
	port, known := c.ports[t]
	if !known {
		n, err := strconv.Atoi(t.Metadata[keyPort])
		if err != nil {
			n = -1
		}
		port = n
		c.ports[t] = n
	}
	return port
}

// number checks the count of chunks, of which the file has the lower 32 bits.
func (c *chunks) number(m *Message) error {
	ahead := int32(m.Sequence - uint32(c.want))
	c.want += uint64(int64(ahead)) + 1
	switch {
	case ahead > 0:
		return &sources.FrameError{Where: where(m), Err: missing(uint64(ahead))}
	case ahead < 0:
		return &sources.FrameError{Where: where(m), Err: errors.New("this chunk is out of order")}
	}
	return nil
}

func missing(n uint64) error {
	if n == 1 {
		return errors.New("one chunk is missing before this one")
	}
	return fmt.Errorf("%d chunks are missing before this one", n)
}

// finish is the end, after the chunks missing at the end were told.
func (c *chunks) finish() error {
	if n := c.recording.end.chunks; n > c.want && !c.ended {
		c.ended = true
		return &sources.FrameError{Where: "at the end", Err: fmt.Errorf("%d chunks are missing", n-c.want)}
	}
	return io.EOF
}

func readPort(m *Message) (sources.Chunk, error) {
	var v struct {
		Port int
		Kind sources.ChunkKind
		Note string
	}
	err := json.Unmarshal(m.Data, &v)
	return sources.Chunk{Port: v.Port, Kind: v.Kind, T: m.Log, Note: v.Note}, err
}

// where is the time of a message, for people.
func where(m *Message) string { return "at " + m.Log.Format(time.RFC3339Nano) }

// clip keeps a name short enough for a message.
func clip(s string) string {
	const most = 48
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

// wrapFinal says which file an error is about, unless it is about a piece.
func wrapFinal(name string, err error) error {
	if bad := new(sources.FrameError); errors.As(err, &bad) {
		return err
	}
	return fmt.Errorf("read %s: %w", name, err)
}
