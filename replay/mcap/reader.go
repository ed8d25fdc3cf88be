package mcap

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	fox "github.com/foxglove/mcap/go/mcap"

	"rigscope/sources"
	"rigscope/sources/notation"
)

// Topic is what the messages of a channel have in common.
type Topic struct {
	Name     string
	Encoding string            // "json", "cdr", "protobuf"; empty or others too
	Schema   string            // name of its schema; empty: none
	Metadata map[string]string // as the writer of the file liked
}

// Message is one message of a file.
type Message struct {
	Topic    *Topic
	Sequence uint32
	Log      time.Time // when it was recorded, UTC
	Publish  time.Time // what it is about, UTC
	Data     []byte    // not to be changed; valid until the next call of Next
}

// Reader gives the messages of any MCAP file in the order of the file. It
// needs no index, so the file may be cut anywhere. Memory is bounded by the
// largest chunk. Not for concurrent use.
type Reader struct {
	file    *records
	chunk   span  // what is left of the present chunk
	where   int64 // where the present record of the file begins
	unpack  unpacker
	topics  map[uint16]*Topic
	schemas map[uint16]string
	unknown map[uint16]bool // channels that were reported
	message Message
	size    int64
	done    bool
	whole   bool // the end of the messages was there
}

// ErrMagic is what is wrong with a file that is no MCAP.
var ErrMagic = errors.New("it is no MCAP file: it does not begin like one")

// NewReader looks at the first bytes of a file of the given size. Several may
// read one file.
func NewReader(r io.ReaderAt, size int64) (*Reader, error) {
	if err := checkMagic(r); err != nil {
		return nil, err
	}
	return &Reader{file: newRecords(r, magicSize, size), size: size, topics: map[uint16]*Topic{},
		schemas: map[uint16]string{}, unknown: map[uint16]bool{}}, nil
}

func checkMagic(r io.ReaderAt) error {
	head := make([]byte, magicSize)
	if n, err := r.ReadAt(head, 0); n < magicSize && err != nil && err != io.EOF {
		return err
	}
	if !bytes.Equal(head, fox.Magic) {
		return ErrMagic
	}
	return nil
}

// Next gives the next message; io.EOF ends and repeats. A *sources.FrameError
// is a damaged piece, and the next call goes on behind it; any other error is
// final.
func (r *Reader) Next() (*Message, error) {
	for {
		op, body, err := r.record()
		if err != nil {
			return nil, err
		}
		switch op {
		case fox.OpMessage:
			found, err := r.read(body)
			if found || err != nil {
				return &r.message, err
			}
		case fox.OpChunk:
			if err := r.enter(body); err != nil {
				return nil, err
			}
		case fox.OpChannel:
			r.meet(body)
		case fox.OpSchema:
			if s, err := fox.ParseSchema(body); err == nil {
				r.schemas[s.ID] = s.Name
			}
		case fox.OpDataEnd:
			r.done, r.whole = true, true
		}
	}
}

// record gives the next record of the present chunk, or of the file.
func (r *Reader) record() (op fox.OpCode, body []byte, err error) {
	op, body, err = r.chunk.next()
	switch {
	case err == nil && (op == fox.OpChunk || op == fox.OpReserved), err == errCut:
		r.chunk.rest = nil
		return 0, nil, r.damaged(errors.New("a record in it is none"))
	case err == nil:
		return op, body, nil
	case r.done:
		return 0, nil, io.EOF
	}
	r.where = r.file.at
	op, body, err = r.file.next(wanted)
	if err == errCut {
		err = io.EOF
	}
	r.done = err == io.EOF
	return op, body, err
}

// Ending is what is wrong with the end of the file, once Next gave io.EOF: a
// file that was not closed, or one whose records cannot be followed.
func (r *Reader) Ending() error {
	switch left := r.size - r.file.at; {
	case !r.done || r.whole:
		return nil
	case left == 0:
		return errors.New("the file was not closed")
	default:
		return fmt.Errorf("the file was not closed or is damaged: no whole record in its last %s", notation.Count(left, "byte"))
	}
}

// Topics are those that were met so far, by the number of their channel.
func (r *Reader) Topics() []*Topic {
	all := make([]*Topic, 0, len(r.topics))
	for _, id := range slices.Sorted(maps.Keys(r.topics)) {
		all = append(all, r.topics[id])
	}
	return all
}

func wanted(op fox.OpCode, _ uint64) bool {
	switch op {
	case fox.OpMessage, fox.OpChunk, fox.OpChannel, fox.OpSchema:
		return true
	}
	return false
}

func (r *Reader) enter(body []byte) error {
	if body == nil {
		return r.damaged(fmt.Errorf("it is longer than %d MiB", maxRecord>>20))
	}
	plain, err := r.unpack.unpack(body)
	if err != nil {
		return r.damaged(err)
	}
	r.chunk.rest = plain
	return nil
}

// read fills r.message, if its channel is known.
func (r *Reader) read(body []byte) (found bool, _ error) {
	var m fox.Message
	if m.PopulateFrom(body, false) != nil {
		return false, r.damaged(errors.New("a message in it is cut short"))
	}
	t := r.topics[m.ChannelID]
	switch {
	case t != nil:
		r.message = Message{t, m.Sequence, instant(m.LogTime), instant(m.PublishTime), m.Data}
		return true, nil
	case r.unknown[m.ChannelID]:
		return false, nil
	}
	r.unknown[m.ChannelID] = true
	return false, r.damaged(fmt.Errorf("nothing says what channel %d is: its messages are left out", m.ChannelID))
}

func (r *Reader) meet(body []byte) {
	c, err := fox.ParseChannel(body)
	if err != nil {
		return
	}
	if t := r.topics[c.ID]; t == nil || t.Name != c.Topic {
		r.topics[c.ID] = &Topic{Name: c.Topic, Encoding: c.MessageEncoding, Schema: r.schemas[c.SchemaID], Metadata: c.Metadata}
	}
}

func (r *Reader) damaged(err error) error {
	return &sources.FrameError{Where: fmt.Sprintf("the chunk at byte %d", r.where), Err: err}
}
