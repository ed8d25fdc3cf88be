package replay

import (
	"bytes"
	"errors"
	"fmt"

	"rigscope/sources/notation"
)

// maxQuoted bounds how far a stray quote can reach before it counts as one.
const maxQuoted = 64 // [lines]

// csvRows reads rows of cells between separators.
type csvRows struct {
	lines   *lines
	sep     byte
	width   int      // of the table [columns]
	after   int      // the lines up to this one are titles and header
	cells   [][]byte // of the present row, reused
	comment []byte   // the latest one, with its #
}

func newCSVTable(l *lines, text []byte) (*Table, error) {
	s := sample{text: text, eol: l.eol}
	d := findDialect(s)
	rows, note, bad := s.cut(d.sep)
	if bad > len(rows) {
		return nil, errors.New("it is neither CSV nor JSON lines nor a capture in a known format: most of its first lines are not text")
	}
	h := findHeader(rows, note)
	return &Table{
		rows:    &csvRows{lines: l, sep: d.sep, width: len(h.names), after: h.after},
		columns: h.names,
		named:   h.named,
		mark:    d.mark,
		head:    h.data,
		rec:     Record{Row: -1},
	}, nil
}

func (r *csvRows) line() int { return r.lines.last }

func (r *csvRows) read(rec *Record) (problem, err error) {
	for {
		problem, err = r.next()
		if err != nil {
			return nil, err
		}
		if r.lines.first > r.after {
			break
		}
	}
	rec.Line = r.lines.first
	if problem == nil {
		problem = r.fit()
	} else {
		r.cells = append(r.cells[:0], make([][]byte, r.width)...)
	}
	rec.Cells = r.cells[:r.width]
	return problem, nil
}

// next cuts the next row into r.cells.
func (r *csvRows) next() (problem, err error) {
	for {
		record, err := r.lines.next()
		switch {
		case err == errTooLong:
			return err, nil
		case err != nil:
			return nil, err
		case r.blank(record):
		case record[0] == '#' && !bytes.HasPrefix(record, []byte("#N/A")):
			r.comment = append(r.comment[:0], record...)
		default:
			return r.split(record), nil
		}
	}
}

func (r *csvRows) blank(record []byte) bool {
	if r.sep == '\t' {
		return len(record) == 0
	}
	return len(notation.Trim(record)) == 0
}

// split cuts record and the lines that a quoted cell adds to it. If the
// quote turns out to be a stray one, only the first line is lost.
func (r *csvRows) split(record []byte) (problem error) {
	r.cells, problem = notation.Split(r.cells[:0], record, r.sep)
	for n := 1; problem == notation.ErrOpen && n < maxQuoted; n++ {
		longer, err := r.lines.extend()
		if err != nil {
			break
		}
		r.cells, problem = notation.Split(r.cells[:0], longer, r.sep)
	}
	if problem != nil {
		r.lines.retract()
	}
	return problem
}

// fit gives the row the width of the table. Empty cells at the right are no
// problem, whether there are more or fewer of them.
func (r *csvRows) fit() (problem error) {
	n := len(r.cells)
	for len(r.cells) < r.width {
		r.cells = append(r.cells, nil)
	}
	if n < r.width {
		return fmt.Errorf("%d cells for %d columns: the rest is missing", n, r.width)
	}
	for _, c := range r.cells[r.width:] {
		if len(notation.Trim(c)) > 0 {
			return fmt.Errorf("%d cells for %d columns: the rest is left out", n, r.width)
		}
	}
	return nil
}
