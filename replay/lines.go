package replay

import (
	"bytes"
	"errors"
	"io"
)

// maxLine bounds the memory of one row, whatever is in the file.
const maxLine = 1 << 20 // [bytes]

var errTooLong = errors.New("the line is longer than 1 MiB")

// lines cuts a stream into records of one or more lines. A text it returns
// is a view that stays valid until the next call of next.
type lines struct {
	src   io.Reader
	buf   []byte
	from  int   // the record begins here
	to    int   // the record ends before here
	mark  int   // the record's first line ends before here
	end   int   // of what has been read
	first int   // number of the record's first line, from 1
	last  int   // number of its last line
	eol   byte  // '\n', or '\r' in files of that kind
	err   error // from src, once seen
}

func newLines(src io.Reader, size int) *lines {
	return &lines{src: src, buf: make([]byte, size), eol: '\n'}
}

// next begins a new record with the next line. A line longer than maxLine is
// skipped and gives errTooLong.
func (l *lines) next() ([]byte, error) {
	l.from = l.to
	l.first = l.last + 1
	err := l.take()
	if err == errTooLong {
		l.skip()
	}
	l.mark = l.to
	return l.text(), err
}

// extend adds the next line to the record.
func (l *lines) extend() ([]byte, error) {
	err := l.take()
	return l.text(), err
}

// retract gives back all lines of the record but the first.
func (l *lines) retract() { l.to, l.last = l.mark, l.first }

func (l *lines) text() []byte { return bytes.TrimRight(l.buf[l.from:l.to], "\r\n") }

// take moves to behind the next end of line.
func (l *lines) take() error {
	for seen := l.to - l.from; ; {
		if i := bytes.IndexByte(l.buf[l.from+seen:l.end], l.eol); i >= 0 {
			if seen+i > maxLine {
				return errTooLong
			}
			l.to = l.from + seen + i + 1
			l.last++
			return nil
		}
		if seen = l.end - l.from; seen > maxLine {
			return errTooLong
		}
		if l.err != nil {
			return l.takeLast()
		}
		l.fill()
	}
}

// takeLast takes a last line without an end. After a read error the cut-off
// rest is no line: half a number is a wrong number.
func (l *lines) takeLast() error {
	if l.err != io.EOF || l.to == l.end {
		return l.err
	}
	l.to = l.end
	l.last++
	return nil
}

// skip drops bytes up to the next end of line.
func (l *lines) skip() {
	l.last++
	for {
		if i := bytes.IndexByte(l.buf[l.from:l.end], l.eol); i >= 0 {
			l.from += i + 1
			break
		}
		l.from = l.end
		if l.err != nil {
			break
		}
		l.to = l.from
		l.fill()
	}
	l.to = l.from
}

// fill reads more behind end, moving the record to the front of buf.
func (l *lines) fill() {
	if l.from > 0 {
		copy(l.buf, l.buf[l.from:l.end])
		l.to -= l.from
		l.mark -= l.from
		l.end -= l.from
		l.from = 0
	}
	if l.end == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	for range 100 {
		n, err := l.src.Read(l.buf[l.end:])
		l.end += n
		l.err = err
		if n > 0 || err != nil {
			return
		}
	}
	l.err = io.ErrNoProgress
}

// peek reads ahead: at most n lines and about size bytes, at least one line.
// It is for the start of a record; the view is valid until any other call.
func (l *lines) peek(n, size int) []byte {
	last := l.last
	for range n {
		if l.take() != nil || l.to-l.from > size {
			break
		}
	}
	head := l.buf[l.from:l.to]
	l.to, l.last = l.from, last
	return head
}
