package replay

import (
	"errors"
	"io"
	"time"

	"rigscope/sources"
)

// Extent is what a log holds, as far as it was read.
type Extent struct {
	From, To time.Time // of the earliest and the latest row
	Rows     int       // in the range
	BadRows  int       // of them
	Complete bool      // the whole range was read
}

// Measure reads rows of a log once, at most limit of them (0: all), and
// closes it.
func Measure(open func() (*Log, error), rows RowRange, limit int) (Extent, error) {
	log, err := open()
	if err != nil {
		return Extent{}, err
	}
	defer log.Close()
	var e Extent
	for limit == 0 || e.Rows < limit {
		row, err := log.Next()
		bad := new(sources.FrameError)
		isBad := errors.As(err, &bad)
		switch {
		case err != nil && err != io.EOF && !isBad:
			return e, err
		case err == io.EOF || rows.after(row.N):
			e.Complete = true
			return e, nil
		case rows.before(row.N):
		case isBad:
			e.BadRows++
		default:
			e.add(row)
		}
	}
	return e, nil
}

func (e *Extent) add(row Row) {
	if e.Rows == 0 || row.T.Before(e.From) {
		e.From = row.T
	}
	if e.Rows == 0 || row.T.After(e.To) {
		e.To = row.T
	}
	e.Rows++
}
