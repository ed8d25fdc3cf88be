package replay

import (
	"bytes"
	"io"
	"time"

	"rigscope/sources/decode"
)

// group is one row of a capture, or one thing in it that could not be read.
// It is valid until the next one is taken.
type group struct {
	line   int // from 1, where it begins; of a binary capture the byte, from 1
	time   time.Time
	uptime time.Duration // negative: none
	fields []decode.Field
	err    error // what could not be read; it has no fields
}

// groups cuts the bytes of a capture into groups.
type groups struct {
	src     io.Reader
	decoder decode.Decoder
	binary  bool
	buf     []byte
	err     error // from src, once seen
	queue   []group
	used    int // of queue
	piece   []byte
	counted int // bytes of piece that are in passed
	passed  int // lines or bytes up to there
	begins  int // where the next group begins
}

func newGroups(src io.Reader, w Wire) (*groups, error) {
	w.Options.Baud = 0 // a file has no silent gaps
	d, err := decode.New(w.Format, w.Options)
	if err != nil {
		return nil, err
	}
	return &groups{src: src, decoder: decode.Gather(d), binary: decode.Binary(w.Format), buf: make([]byte, 64<<10), begins: 1}, nil
}

// next is the next group; io.EOF ends and repeats.
func (g *groups) next() (*group, error) {
	for g.used == len(g.queue) {
		if g.err != nil {
			return nil, g.err
		}
		g.read()
	}
	g.used++
	return &g.queue[g.used-1], nil
}

// read decodes the next piece of the file. After a read error the half
// record before it is no record.
func (g *groups) read() {
	n, err := g.src.Read(g.buf)
	g.queue, g.used, g.err = g.queue[:0], 0, err
	g.piece, g.counted = g.buf[:n], 0
	g.decoder.Push(g.piece, time.Time{}, g.add)
	g.count(n)
	if err == io.EOF {
		g.decoder.Flush(g.add)
	}
}

// count counts the lines or bytes of the piece up to its n-th byte.
func (g *groups) count(n int) {
	if n <= g.counted {
		return
	}
	if g.binary {
		g.passed += n - g.counted
	} else {
		g.passed += bytes.Count(g.piece[g.counted:n], []byte("\n"))
	}
	g.counted = n
}

// add queues what the decoder gives. A group ends with the record that shows
// it to be complete: there the next one begins.
func (g *groups) add(r *decode.Record) {
	g.count(r.End - 1)
	ends := g.passed + 1
	if len(g.queue) == cap(g.queue) {
		g.queue = append(g.queue, group{})
	} else {
		g.queue = g.queue[:len(g.queue)+1]
	}
	q := &g.queue[len(g.queue)-1]
	*q = group{line: g.begins, time: r.Time, uptime: r.Uptime, fields: append(q.fields[:0], r.Fields...), err: r.Err}
	if r.Err == nil {
		g.begins = ends
	} else {
		q.line = ends
	}
}
