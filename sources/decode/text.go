package decode

import (
	"errors"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"
)

// maxBanner is how many lines without a record may come before the first
// one and count as what a board says when it starts. More are no banner.
const maxBanner = 64

var errLong = errors.New("a line is longer than 8 KiB")

// grammar reads the lines of one text format.
type grammar interface {
	// line reads a line that is not blank and has no control characters but
	// tabs. It calls give for each record in it, or refuse, or neither if
	// the line is fine and holds no number.
	line(text []byte, t *text)
	// whole says whether a line whose beginning was lost can be told from
	// another.
	whole() bool
}

// text is the part of a decoder that all formats of lines share.
type text struct {
	grammar grammar
	lines   lines
	each    func(line) // t.read, made once
	emit    func(*Record)
	rec     Record // reused
	stats   Stats
	ln      line // the present one
	used    bool // it gave a record or was refused
	began   bool // a good record came since the start or Reset
	banner  int  // lines skipped before it
	cut     bool // the next line may lack its beginning
}

func newText(g grammar) *text {
	t := &text{grammar: g}
	t.each = t.read
	return t
}

func (t *text) Push(data []byte, _ time.Time, emit func(*Record)) {
	t.emit = emit
	t.lines.push(data, t.each)
	t.emit = nil
}

func (t *text) Flush(emit func(*Record)) {
	t.emit = emit
	t.lines.flush(t.each)
	t.emit = nil
}

func (t *text) Reset() {
	t.stats.Skipped += t.lines.reset()
	t.began, t.banner, t.cut = false, 0, false
}

// Doubt distrusts the next line: 3.45 is a number as good as 123.45.
func (t *text) Doubt() { t.cut = !t.grammar.whole() }

func (t *text) Stats() Stats { return t.stats }

func (t *text) read(ln line) {
	t.ln, t.used = ln, false
	t.record()
	cut := t.cut
	t.cut = false
	bad := control(ln.text)
	switch {
	case blank(ln.text):
		t.cut = cut
		return
	case cut:
	case ln.long:
		t.refuse(errLong)
	case bad >= 0:
		t.refuse(fmt.Errorf("byte %#02x in line %s is not text", ln.text[bad], quote(ln.text)))
	default:
		t.grammar.line(ln.text, t)
	}
	if !t.used {
		t.stats.Skipped += ln.size
	}
}

// record is an empty one for the grammar to fill; a line begins with one.
func (t *text) record() *Record {
	t.rec = Record{End: t.ln.end, Uptime: -1, Fields: t.rec.Fields[:0]}
	return &t.rec
}

// give hands out the record, which is good unless it has an Err.
func (t *text) give() {
	if t.rec.Err != nil {
		t.refuse(t.rec.Err)
		return
	}
	t.used, t.began = true, true
	t.stats.Records++
	t.emit(&t.rec)
}

// refuse says what is wrong with the line, unless it may belong to a banner.
func (t *text) refuse(err error) {
	if !t.began && t.banner < maxBanner {
		t.banner++
		return
	}
	t.insist(err)
}

// insist refuses a line that is no banner.
func (t *text) insist(err error) {
	t.used = true
	t.stats.Bad++
	t.rec.Err = err
	t.emit(&t.rec)
}

// blank says that there is nothing to read.
func blank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}

// control is where the first byte stands that no text has, or -1.
func control(b []byte) int {
	for i, c := range b {
		if c < ' ' && c != '\t' || c == 0x7f {
			return i
		}
	}
	return -1
}

// quote makes a piece of the wire printable and short.
func quote(b []byte) string {
	const most = 48
	if len(b) <= most {
		return strconv.Quote(string(b))
	}
	n := most
	for n > most-utf8.UTFMax && !utf8.RuneStart(b[n]) {
		n--
	}
	return strconv.Quote(string(b[:n])) + "…"
}
