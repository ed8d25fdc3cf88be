package decode

import "bytes"

// maxLine is the longest line that is read [bytes]. Four hundred numbers of
// full length fit; noise without a newline does not fill the memory.
const maxLine = 8 << 10

// line is what stood between two terminators.
type line struct {
	text []byte // without terminator and NULs around it; valid during the call only
	end  int    // bytes of the pushed data up to and with the terminator; 0 from flush
	size int    // bytes on the wire, with one terminator where there was one
	long bool   // it was longer than maxLine: text is its beginning
}

// lines cuts bytes into lines that end with LF, CR or CRLF. A CR ends its
// line at once and an LF behind it is passed over, so a line never waits for
// the byte after it. The zero value is at the start of a line.
type lines struct {
	part []byte // of a line that is not complete, at most maxLine
	size int    // of that line so far
	cr   bool   // the last byte was a CR
}

// push gives each line that data completes; blank ones, too.
func (l *lines) push(data []byte, each func(line)) {
	for from := 0; from < len(data); {
		if l.cr && data[from] == '\n' {
			from++
		}
		l.cr = false
		n := terminator(data[from:])
		if n < 0 {
			l.keep(data[from:])
			return
		}
		l.cr = data[from+n] == '\r'
		each(l.take(data[from:from+n], from+n+1))
		from += n + 1
	}
}

// flush gives the line that has no terminator, if there is one.
func (l *lines) flush(each func(line)) {
	if l.size == 0 {
		return
	}
	ln := l.take(nil, 0)
	ln.size--
	each(ln)
}

// reset forgets a half-read line and says how many bytes it had.
func (l *lines) reset() int {
	n := l.size
	*l = lines{part: l.part[:0]}
	return n
}

// keep adds b to the line that is not complete.
func (l *lines) keep(b []byte) {
	l.size += len(b)
	l.part = append(l.part, b[:min(len(b), maxLine-len(l.part))]...)
}

// take completes a line with b. Where nothing was kept, b is not copied.
func (l *lines) take(b []byte, end int) line {
	ln := line{text: b, end: end, size: l.size + len(b) + 1}
	if l.size > 0 {
		l.keep(b)
		ln.text = l.part
	}
	ln.long = ln.size-1 > maxLine
	ln.text = bytes.Trim(ln.text[:min(len(ln.text), maxLine)], "\x00")
	l.part, l.size = l.part[:0], 0
	return ln
}

// terminator is where the first LF or CR stands, or -1.
func terminator(b []byte) int {
	n := bytes.IndexByte(b, '\n')
	if n >= 0 {
		b = b[:n]
	}
	if cr := bytes.IndexByte(b, '\r'); cr >= 0 {
		return cr
	}
	return n
}
