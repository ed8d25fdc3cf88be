package replay

import (
	"io"
	"os"

	"rigscope/sources/decode"
)

// Wire says how the bytes of a raw serial capture are to be read, as a port
// would be.
type Wire struct {
	Format  string         // of decode.New; empty: found by content, where the file is nothing else
	Options decode.Options // what the format does not say itself
}

// How a capture is recognised.
const (
	rankBytes = 32 << 10 // that are looked at
	likely    = 0.3      // least confidence; every line of a file with two lines fits with .57
)

// recognise looks whether the bytes at hand are a capture of a format that
// has marks of its own. Lines of numbers are left to CSV.
func (w Wire) recognise(head []byte) (format, evidence string) {
	guesses := decode.Rank(head[:min(len(head), rankBytes)], w.Options)
	if len(guesses) == 0 || guesses[0].Format == "csv" || guesses[0].Confidence < likely {
		return "", ""
	}
	return guesses[0].Format, guesses[0].Evidence
}

// ahead is what l holds from its present place on; of an ordinary file at
// least so much that a capture can be recognised.
func (l *lines) ahead(r io.Reader) []byte {
	if !mayWait(r) {
		l.want(l.from + rankBytes)
	}
	return l.buf[l.from:l.end]
}

// rest is l as a stream, from its present place on.
func (l *lines) rest() io.Reader { return &rest{l} }

type rest struct{ l *lines }

func (r *rest) Read(p []byte) (int, error) {
	l := r.l
	if l.from == l.end && l.err == nil {
		l.from, l.to, l.mark, l.end = 0, 0, 0, 0
		l.fill()
	}
	if l.from == l.end && l.err != nil {
		return 0, l.err
	}
	n := copy(p, l.buf[l.from:l.end])
	l.from += n
	return n, nil
}

// again is the content of an ordinary file from its beginning, unpacked; nil
// of another.
func again(r io.Reader) (io.Reader, error) {
	f, ok := r.(*os.File)
	if !ok || mayWait(f) {
		return nil, nil
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	l := newLines(io.NewSectionReader(f, 0, info.Size()), headBytes)
	if _, err := l.decompress(); err != nil {
		return nil, err
	}
	l.skipMark()
	return l.rest(), nil
}

// skipMark passes over a UTF-8 byte order mark.
func (l *lines) skipMark() {
	l.want(3)
	if string(l.buf[:min(3, l.end)]) == "\xef\xbb\xbf" {
		l.from, l.to = 3, 3
	}
}
