package replay

import (
	"fmt"
	"io"
	"os"
	"time"

	"rigscope/sources"
	"rigscope/sources/notation"
)

// Record is one data row as text.
type Record struct {
	Row   int      // from 0, over all data rows
	Line  int      // from 1, where the row begins in the file; of an MCAP, the number of the message
	Cells [][]byte // [columns] as written; empty is missing. Valid until the next row is read
}

// Table is a recording as rows of text. Not for concurrent use but for
// Close. Memory is bounded, however long the file or its lines are.
type Table struct {
	name    string
	file    io.Closer
	waits   bool   // reading may wait for somebody to write
	piece   string // what a row is in its file; empty: a line
	about   string // what a capture was read as, and why; empty: it is none
	stamped bool   // the first column is the time that a capture's device told
	rows    rowReader
	columns []string
	named   bool          // the columns have names from the file
	mark    notation.Mark // of decimals
	head    [][]string    // [rows][columns] the first data rows, for guessing
	rec     Record
	held    bool // rec is still to be given out, after its error
}

// rowReader is one text format.
type rowReader interface {
	// read fills rec.Line and rec.Cells. The row's own problem does not stop
	// the reader; the cells that could not be had are empty.
	read(rec *Record) (problem, err error)
	// line is where the reader is.
	line() int
}

// Columns are the column names, each there once. Without a header they are
// c1, c2 and so on. The caller must not change them.
func (t *Table) Columns() []string { return t.columns }

// Next reads the next row; io.EOF ends and repeats. A bad row comes in two
// calls: first a *sources.FrameError with a Record that has only Row and
// Line, then the Record with the cells that could be read, so that no row is
// lost and none is shifted. A bad record of a capture is no row: its
// *FrameError comes with the Row of the next one. Any other error is final.
func (t *Table) Next() (Record, error) {
	if t.held {
		t.held = false
		return t.rec, nil
	}
	problem, err := t.rows.read(&t.rec)
	if err == io.EOF {
		return Record{}, io.EOF
	}
	if err != nil {
		return Record{}, fmt.Errorf("read %s after %s: %w", t.name, t.where(t.rows.line()), err)
	}
	if isAside(problem) {
		return Record{Row: t.rec.Row + 1, Line: t.rec.Line}, &sources.FrameError{Where: t.where(t.rec.Line), Err: problem}
	}
	t.rec.Row++
	if problem == nil {
		return t.rec, nil
	}
	t.held = true
	return Record{Row: t.rec.Row, Line: t.rec.Line}, &sources.FrameError{Where: t.where(t.rec.Line), Err: problem}
}

// About says what a raw capture was read as, and why; empty: it is none.
func (t *Table) About() string { return t.about }

// told is what a capture was made of, once Next gave io.EOF.
func (t *Table) told() string {
	if r, ok := t.rows.(*captureRows); ok {
		return r.told()
	}
	return ""
}

// where is a place in the file, for messages.
func (t *Table) where(line int) string {
	if t.piece == "" {
		return fmt.Sprintf("line %d", line)
	}
	return fmt.Sprintf("%s %d", t.piece, line)
}

// ending is what is wrong with the end of the file, once Next gave io.EOF,
// though all rows that it has were read.
func (t *Table) ending() error {
	if e, ok := t.rows.(interface{ ending() error }); ok {
		return e.ending()
	}
	return nil
}

// Close closes the file. It may run on any goroutine and wakes a Next that
// waits for input.
func (t *Table) Close() error { return t.file.Close() }

// interrupt wakes a Next that waits for input, if the system can do that.
func (t *Table) interrupt() {
	if f, ok := t.file.(*os.File); ok {
		f.SetReadDeadline(time.Now())
	}
}
