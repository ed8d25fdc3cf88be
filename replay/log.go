package replay

import (
	"errors"
	"fmt"
	"math"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/notation"
)

// ErrColumns is the cause when the columns of a log are not those of the rig.
var ErrColumns = errors.New("the log does not fit the rig")

// Row is one data row in the order of a rig.
type Row struct {
	N     int       // from 0, over all data rows of the log
	Line  int       // from 1, in the file
	T     time.Time // UTC
	Stamp []byte    // the time as the log has it; empty without a time column
	V     []float64 // [C] rig order; NaN is missing
}

// Log is a table whose columns are matched to the channels of a rig. Not
// for concurrent use but for Close.
type Log struct {
	table   *Table
	rig     sensor.Rig
	column  []int // [C] of each channel
	stamp   int   // column with the time, -1 if there is none
	clock   clock
	last    time.Time // of the row before
	lastRaw time.Time // as stamped
	row     Row
	held    bool // row is still to be given out, after its error
	told    bool // the present row's error was given out
}

// NewLog matches the columns of t to rig: by exact name, then without blanks
// around it, then in any case. Without a header the order counts, with the
// time first if there is a column more. If rig names no time column, a
// readable one called time, datetime, timestamp, date or ts is taken; if
// there is none, the rows are one period apart and begin in 1970. The log
// closes t.
func NewLog(t *Table, rig sensor.Rig) (*Log, error) {
	l := &Log{table: t, rig: rig, row: Row{V: make([]float64, len(rig.Channels))}}
	if err := l.match(); err != nil {
		return nil, fmt.Errorf("%s: %w", t.name, err)
	}
	if err := l.findClock(); err != nil {
		return nil, fmt.Errorf("%s: %w", t.name, err)
	}
	l.last = l.before()
	return l, nil
}

// Rig is the rig that the columns were matched to.
func (l *Log) Rig() sensor.Rig { return l.rig }

// TimeColumn is the name of the column with the time, empty if the log has
// none.
func (l *Log) TimeColumn() string {
	if l.stamp < 0 {
		return ""
	}
	return l.table.columns[l.stamp]
}

// About is Table.About.
func (l *Log) About() string { return l.table.About() }

// Close is Table.Close.
func (l *Log) Close() error { return l.table.Close() }

// Next reads the next row, whose V and Stamp are valid until the next call.
// io.EOF ends and repeats. As with Table.Next a bad row is given out twice:
// first N, Line and a *sources.FrameError about the first thing that is wrong
// in it, then the row itself. What could not be read is missing; a row
// without a readable time comes one period after the one before it. Times
// may repeat or go back as they do in the log; only where the log stamps
// whole groups of rows alike are these spread over the step to the next.
func (l *Log) Next() (Row, error) {
	if l.held {
		l.held = false
		return l.row, nil
	}
	rec, err := l.table.Next()
	if err != nil {
		l.told = true
		return Row{N: rec.Row, Line: rec.Line}, err
	}
	l.row.N, l.row.Line = rec.Row, rec.Line
	found := flaws{log: l, line: rec.Line}
	l.readTime(rec, &found)
	for c, j := range l.column {
		v, ok := l.table.mark.Number(rec.Cells[j])
		if !ok {
			found.add(j, rec.Cells[j], "is not a number")
			v = math.NaN()
		}
		l.row.V[c] = v
	}
	told := l.told
	l.told = false
	if found.n == 0 || told {
		return l.row, nil
	}
	l.held = true
	return Row{N: rec.Row, Line: rec.Line}, found.err()
}

func (l *Log) readTime(rec Record, found *flaws) {
	l.row.Stamp = nil
	if l.stamp < 0 {
		l.row.T = time.Unix(0, 0).UTC().Add(l.rig.Grid(rec.Row))
		return
	}
	l.row.Stamp = rec.Cells[l.stamp]
	t, ok := l.clock.read(l.row.Stamp)
	switch {
	case !ok:
		found.add(l.stamp, l.row.Stamp, "is not a time")
		t = l.last.Add(l.rig.Period())
	case l.clock.step > 0 && t.Equal(l.lastRaw):
		t = l.last.Add(l.clock.step)
	default:
		l.lastRaw = t
	}
	l.row.T, l.last = t, t
}

// before is the time one period before the first row.
func (l *Log) before() time.Time {
	if l.stamp < 0 {
		return time.Time{}
	}
	for i, cells := range l.table.head {
		if t, ok := l.clock.read([]byte(cells[l.stamp])); ok {
			return t.Add(-l.rig.Grid(i + 1))
		}
	}
	return time.Time{}
}

// flaws are what is wrong with one row; only the first is told in full.
type flaws struct {
	log   *Log
	line  int
	n     int
	first sources.FrameError
}

func (f *flaws) add(column int, cell []byte, what string) {
	f.n++
	if f.n > 1 {
		return
	}
	f.first.Where = fmt.Sprintf("%s, column %d (%s)", f.log.table.where(f.line), column+1, f.log.table.columns[column])
	f.first.Err = fmt.Errorf("%q %s", notation.Clip(string(cell)), what)
}

func (f *flaws) err() error {
	bad := f.first // a copy: f itself can stay off the heap
	switch f.n {
	case 1:
	case 2:
		bad.Err = fmt.Errorf("%w; one more cell of the row is bad", bad.Err)
	default:
		bad.Err = fmt.Errorf("%w; %d more cells of the row are bad", bad.Err, f.n-1)
	}
	return &bad
}
