package replay

import (
	"fmt"
	"io"
	"os"
	"time"

	"rigscope/sources"
)

// Record is one data row as text.
type Record struct {
	Row   int      // from 0, over all data rows
	Line  int      // from 1, where the row begins in the file
	Cells [][]byte // [columns] as written; empty is missing. Valid until the next row is read
}

// Table is a recording as rows of text. Not for concurrent use but for
// Close. Memory is bounded, however long the file or its lines are.
type Table struct {
	name    string
	file    io.Closer
	waits   bool // reading may wait for somebody to write
	rows    rowReader
	columns []string
	named   bool       // the columns have names from the file
	mark    mark       // of decimals
	head    [][]string // [rows][columns] the first data rows, for guessing
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
// lost and none is shifted. Any other error is final.
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
		return Record{}, fmt.Errorf("read %s after line %d: %w", t.name, t.rows.line(), err)
	}
	t.rec.Row++
	if problem == nil {
		return t.rec, nil
	}
	t.held = true
	where := fmt.Sprintf("line %d", t.rec.Line)
	return Record{Row: t.rec.Row, Line: t.rec.Line}, &sources.FrameError{Where: where, Err: problem}
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
