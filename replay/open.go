package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// What Open looks at before it decides.
const (
	headLines = 64
	headBytes = 256 << 10
)

// Open opens a recording, or standard input if path is "-". It goes by
// content, not by name: gzip or zstd around JSON lines, CSV or a raw serial
// capture, or MCAP. It reads up to 64 lines ahead to find separator, decimal
// mark and header, and an MCAP file or a capture once to find its columns.
func Open(path string) (*Table, error) { return OpenWire(path, Wire{}) }

// OpenWire is Open, with w for a raw capture.
func OpenWire(path string, w Wire) (*Table, error) {
	if path == "-" {
		return read(stdin(), "standard input", w)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return read(f, path, w)
}

// Read is Open for a stream; name is for messages. The Table closes r, and
// so does a failing Read.
func Read(r io.ReadCloser, name string) (*Table, error) { return read(r, name, Wire{}) }

func read(r io.ReadCloser, name string, w Wire) (*Table, error) {
	t, err := newTable(r, w)
	if err != nil {
		r.Close()
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	t.name, t.file, t.waits = name, r, mayWait(r)
	return t, nil
}

// mayWait is false for an ordinary file.
func mayWait(r io.Reader) bool {
	f, ok := r.(*os.File)
	if !ok {
		return true
	}
	info, err := f.Stat()
	return err != nil || !info.Mode().IsRegular()
}

func newTable(r io.Reader, w Wire) (*Table, error) {
	l := newLines(r, headBytes)
	packed, err := l.decompress()
	if err != nil {
		return nil, err
	}
	if w.Format != "" {
		l.skipMark()
		l.ahead(r)
		return newCaptureTable(l, r, w, "")
	}
	err = l.begin()
	switch {
	case err == errMCAP && packed:
		return nil, errors.New("it is a packed MCAP file: unpack it first, its inside is packed anyway")
	case err == errMCAP:
		return newMCAPTable(r)
	case err != nil:
		return nil, err
	}
	return newTextTable(l, r, w)
}

// newTextTable decides between JSON lines, a capture and CSV.
func newTextTable(l *lines, r io.Reader, w Wire) (*Table, error) {
	head := bytes.Clone(l.peek(headLines, headBytes))
	if len(head) == 0 && l.err != nil && l.err != io.EOF {
		return nil, l.err
	}
	text := bytes.TrimLeft(head, " \t\r\n")
	switch {
	case len(text) == 0 && l.err == io.EOF:
		return nil, errors.New("there is nothing in it")
	case len(text) == 0:
		return nil, errors.New("it begins with a line of more than 1 MiB or with 64 blank lines, so it is no table")
	case text[0] == '{':
		return newJSONTable(l, head), nil
	case text[0] == '[' && bytes.HasPrefix(bytes.TrimLeft(text[1:], " \t\r\n"), []byte("{")):
		return nil, errors.New("a JSON array is not JSON lines: write one object a line, as jq -c '.[]' does")
	}
	if format, evidence := w.recognise(l.ahead(r)); format != "" {
		w.Format = format
		return newCaptureTable(l, r, w, evidence)
	}
	return newCSVTable(l, head)
}

// decompress puts a decoder between l and its stream if the stream begins
// with the magic number of one.
func (l *lines) decompress() (packed bool, err error) {
	l.want(4)
	rest := io.MultiReader(bytes.NewReader(bytes.Clone(l.buf[:l.end])), l.src)
	switch magic := l.buf[:l.end]; {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(rest)
		*l = *newLines(z, headBytes)
		return true, err
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		// One at a time: no goroutine, so nothing but the file needs a Close.
		z, err := zstd.NewReader(rest, zstd.WithDecoderConcurrency(1))
		*l = *newLines(z, headBytes)
		return true, err
	}
	return false, nil
}

// want reads until n bytes are there or no more come.
func (l *lines) want(n int) {
	for l.end < n && l.err == nil {
		l.fill()
	}
}

// errMCAP says that the file has no lines.
var errMCAP = errors.New("it is an MCAP file")

// begin checks that l is text and finds where and how its lines end.
func (l *lines) begin() error {
	l.want(8)
	switch head := l.buf[:l.end]; {
	case bytes.HasPrefix(head, []byte("\x89MCAP0\r\n")):
		return errMCAP
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return errors.New("it is UTF-16 text: save it as UTF-8, or use iconv -f UTF-16 -t UTF-8")
	}
	l.skipMark()
	l.findEOL()
	return nil
}

// findEOL reads up to the first end of a line. A lone CR ends lines only in
// a file that has no LF behind its first CR.
func (l *lines) findEOL() {
	for l.err == nil && l.end < maxLine {
		i := bytes.IndexAny(l.buf[l.from:l.end], "\r\n")
		if i >= 0 && l.from+i+1 < l.end {
			break
		}
		l.fill()
	}
	if i := bytes.IndexByte(l.buf[l.from:l.end], '\r'); i >= 0 && bytes.IndexByte(l.buf[l.from:l.end], '\n') < 0 {
		l.eol = '\r'
	}
}
