package mcap

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"

	fox "github.com/foxglove/mcap/go/mcap"
)

const (
	maxRecord    = 256 << 20 // [bytes] a longer one is passed over
	magicSize    = 8
	recordHeader = 9 // opcode and length
)

// errCut is the end of a file that was not closed. Zeros count as such: some
// file systems lengthen a file before they fill it.
var errCut = errors.New("the file ends within a record")

// records reads the records of an MCAP file one after the other.
// The library's lexer is not used: it panics on some damaged chunks, gives up
// at the first bad one and has no place to say how far it came.
type records struct {
	r    *bufio.Reader
	at   int64  // where the next record begins [bytes]
	body []byte // of the present one, used again
}

// newRecords reads a file from a record or the magic bytes on.
func newRecords(r io.ReaderAt, from, size int64) *records {
	return &records{r: bufio.NewReaderSize(io.NewSectionReader(r, from, size-from), 64<<10), at: from}
}

// next gives the next record; body is valid until the next call, and nil if
// want does not ask for it or it is too long. io.EOF is the end between two
// records.
func (r *records) next(want func(op fox.OpCode, length uint64) bool) (op fox.OpCode, body []byte, err error) {
	head, err := r.r.Peek(recordHeader)
	if len(head) == 0 && err == io.EOF {
		return 0, nil, io.EOF
	}
	if err != nil {
		return 0, nil, cutIfEOF(err)
	}
	op, length := fox.OpCode(head[0]), binary.LittleEndian.Uint64(head[1:])
	if op == fox.OpReserved || length > 1<<62 {
		return op, nil, errCut
	}
	r.r.Discard(recordHeader)
	if length <= maxRecord && want(op, length) {
		err = r.read(int(length))
		body = r.body
	} else {
		err = r.skip(int64(length))
	}
	if err == nil {
		r.at += recordHeader + int64(length)
	}
	return op, body, cutIfEOF(err)
}

// read fills body. It grows as bytes come, so that a damaged length costs no
// memory that the file does not have.
func (r *records) read(n int) error {
	const step = 1 << 20
	r.body = r.body[:0]
	for len(r.body) < n {
		from := len(r.body)
		r.body = append(r.body, make([]byte, min(step, n-from))...)
		if _, err := io.ReadFull(r.r, r.body[from:]); err != nil {
			return err
		}
	}
	return nil
}

func (r *records) skip(n int64) error {
	for n > 0 {
		step := int(min(n, 1<<30))
		if _, err := r.r.Discard(step); err != nil {
			return err
		}
		n -= int64(step)
	}
	return nil
}

func cutIfEOF(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return errCut
	}
	return err
}

// span is the records of an unpacked chunk.
type span struct{ rest []byte }

// next gives the next record as a view of the chunk.
func (s *span) next() (op fox.OpCode, body []byte, err error) {
	if len(s.rest) == 0 {
		return 0, nil, io.EOF
	}
	if len(s.rest) < recordHeader {
		return 0, nil, errCut
	}
	op = fox.OpCode(s.rest[0])
	length := binary.LittleEndian.Uint64(s.rest[1:])
	s.rest = s.rest[recordHeader:]
	if length > uint64(len(s.rest)) {
		return op, nil, errCut
	}
	body, s.rest = s.rest[:length], s.rest[length:]
	return op, body, nil
}
