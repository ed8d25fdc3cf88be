package decode

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"rigscope/sources/notation"
)

// serialStudio reads frames between marks, with or without newlines:
//
//	/*23.5,40,1013*/
//
// The cells stand between commas, or else semicolons or tabs. Bytes outside
// the marks are counted as skipped.
type serialStudio struct {
	row
	cells [][]byte // of the present frame, reused
	part  []byte   // of the frame that is open, behind its mark
	open  bool     // there is one
	last  byte     // the byte before, which may be half a mark; else 0
	began bool     // a good frame came since the start or Reset
	rec   Record   // reused
	stats Stats
}

func newSerialStudio(opt Options) (Decoder, error) {
	return &serialStudio{row: newRow("frame", opt)}, nil
}

var (
	errLongFrame = errors.New("a frame is longer than 8 KiB")
	errOpenFrame = errors.New("a frame is not closed before the next begins")
)

func (s *serialStudio) Push(data []byte, _ time.Time, emit func(*Record)) {
	for i, b := range data {
		pair := [2]byte{s.last, b}
		s.last = b
		switch {
		case pair == [2]byte{'/', '*'}:
			s.begin(i+1, emit)
		case !s.open:
			s.skip(b)
		case pair == [2]byte{'*', '/'}:
			s.end(i+1, emit)
		case len(s.part) == maxLine:
			s.broken(errLongFrame, i+1, emit)
		default:
			s.part = append(s.part, b)
		}
	}
}

// begin opens a frame; the slash of its mark was taken for something else.
func (s *serialStudio) begin(end int, emit func(*Record)) {
	if s.open {
		s.part = s.part[:len(s.part)-1]
		s.broken(errOpenFrame, end, emit)
	} else {
		s.stats.Skipped--
	}
	s.open, s.last, s.part = true, 0, s.part[:0]
}

// skip passes over a byte between frames.
func (s *serialStudio) skip(b byte) {
	if bytes.IndexByte([]byte(" \t\r\n\x00"), b) < 0 {
		s.stats.Skipped++
	}
}

// end closes the frame, whose part has half of the mark.
func (s *serialStudio) end(end int, emit func(*Record)) {
	s.open, s.last = false, 0
	s.part = s.part[:len(s.part)-1]
	s.rec = Record{End: end, Uptime: -1, Fields: s.rec.Fields[:0]}
	s.frame(bytes.Trim(s.part, " \t\r\n"))
	if s.rec.Err != nil {
		s.refuse(len(s.part)+len("/**/"), emit)
		return
	}
	s.began = true
	s.stats.Records++
	emit(&s.rec)
}

// broken gives up the frame that is open.
func (s *serialStudio) broken(err error, end int, emit func(*Record)) {
	s.open = false
	s.rec = Record{End: end, Uptime: -1, Fields: s.rec.Fields[:0], Err: err}
	s.refuse(len(s.part)+len("/*"), emit)
}

// refuse hands out what is wrong; before the first good frame, it is part of
// a banner.
func (s *serialStudio) refuse(size int, emit func(*Record)) {
	if !s.began && s.odds < settled {
		s.stats.Skipped += size
		return
	}
	s.stats.Bad++
	emit(&s.rec)
}

// frame reads what stands between the marks into s.rec.
func (s *serialStudio) frame(b []byte) {
	if i := control(b); i >= 0 {
		s.rec.Err = fmt.Errorf("byte %#02x in frame %s is not text", b[i], quote(b))
		return
	}
	sep := separatorOf(b)
	cells, err := notation.Split(s.cells[:0], b, sep)
	s.cells = cells
	if err != nil {
		s.rec.Err = fmt.Errorf("frame %s: %w", quote(b), err)
		return
	}
	s.mark = markOf(sep)
	if cells = s.fit(cells); s.names == nil || len(cells) != len(s.names) {
		s.width(b, cells)
	}
	if s.rec.Err == nil {
		s.fill(cells, b, &s.rec)
	}
}

// separatorOf is the separator of a frame. A comma may be a decimal mark
// between the others.
func separatorOf(b []byte) byte {
	for _, sep := range [...]byte{';', '\t'} {
		if bytes.IndexByte(b, sep) >= 0 {
			return sep
		}
	}
	return ','
}

// width deals with the first frame and with those of another width.
func (s *serialStudio) width(b []byte, cells [][]byte) {
	s.count(len(cells))
	names, by := s.bare(len(cells))
	if by == byWidth {
		by = byFrames
	}
	switch {
	case !s.numeric(cells):
		s.rec.Err = fmt.Errorf("frame %s has no number", quote(b))
	case names == nil:
		s.rec.Err = misfit(s.kind, b, len(cells), byProfile, len(s.columns))
	case s.names == nil || s.odds >= settled:
		s.learn(names, by, cells)
	default:
		s.rec.Err = misfit(s.kind, b, len(cells), s.by, len(s.names))
	}
}

// Flush has nothing to give: a frame without its end may lack digits.
func (s *serialStudio) Flush(func(*Record)) { s.drop() }

// Doubt does nothing: a frame has a mark at its beginning.
func (s *serialStudio) Doubt() {}

func (s *serialStudio) Reset() {
	s.drop()
	s.began = false
}

func (s *serialStudio) drop() {
	if s.open {
		s.stats.Skipped += len(s.part) + len("/*")
	}
	s.open, s.last, s.part = false, 0, s.part[:0]
}

func (s *serialStudio) Stats() Stats { return s.stats }
