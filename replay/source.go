package replay

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
)

// Options of a Source; the zero value reads the whole log.
type Options struct {
	Rows  RowRange
	OnRow func(Row) // called by Next for each row it passes on; V and Stamp are valid during the call
}

// Source is a recording on its rig's time grid, as fast as it can be read.
// Next, Seek and Late belong to one goroutine.
type Source struct {
	open  func() (*Log, error)
	opt   Options
	rig   sensor.Rig
	align *sensor.Aligner
	from  time.Time // rows and frames before it are left out; zero for none
	last  time.Time // of the newest row
	ended bool

	mu     sync.Mutex
	log    *Log
	closed bool
}

// New opens a log as a source. open gives the log from its beginning, each
// time it is called; see Opener.
func New(open func() (*Log, error), opt Options) (*Source, error) {
	log, err := open()
	if err != nil {
		return nil, err
	}
	return &Source{open: open, opt: opt, rig: log.rig, align: sensor.NewAligner(log.rig), log: log}, nil
}

// Rig is what the log was matched to.
func (s *Source) Rig() sensor.Rig { return s.rig }

// Late is how many readings came too late for the grid, since the beginning
// or the latest Seek.
func (s *Source) Late() int { return s.align.Late() }

// Close may run on any goroutine and wakes a Next that waits for input.
func (s *Source) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return s.log.Close()
}

// Seek lets Next go on with the first frame that is not before t; the zero
// time is the beginning. The log is opened again and read from its beginning
// without giving anything out before t, so that what follows is exactly what
// an uninterrupted run has there: the same grid, rows and values, at the
// price of reading. On an error the source stays where it is.
func (s *Source) Seek(t time.Time) error {
	log, err := s.open()
	if err != nil {
		return err
	}
	if err := s.swap(log); err != nil {
		return err
	}
	s.align, s.from, s.last, s.ended = sensor.NewAligner(s.rig), t, time.Time{}, false
	return nil
}

func (s *Source) swap(log *Log) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		log.Close()
		return sources.ErrClosed
	}
	s.log.Close()
	s.log = log
	return nil
}

// Ready is false if Next may wait for somebody to write into a pipe.
func (s *Source) Ready() bool { return !s.log.table.waits }

// Next is sources.Source.Next. A bad row of the log is a *FrameError.
func (s *Source) Next(ctx context.Context) (sensor.Frame, error) {
	for {
		if err := s.stopped(ctx); err != nil {
			return sensor.Frame{}, err
		}
		f, ok := s.align.Next()
		switch {
		case ok && !f.T.Before(s.from):
			s.from = time.Time{}
			return f, nil
		case ok:
		case s.ended:
			return sensor.Frame{}, io.EOF
		default:
			if err := s.read(ctx); err != nil {
				return sensor.Frame{}, err
			}
		}
	}
}

func (s *Source) stopped(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return sources.ErrClosed
	}
	return ctx.Err()
}

// read passes one row of the log to the aligner.
func (s *Source) read(ctx context.Context) error {
	row, err := s.row(ctx)
	bad := new(sources.FrameError)
	switch isBad := errors.As(err, &bad); {
	case err == io.EOF || (err == nil || isBad) && s.opt.Rows.after(row.N):
		s.align.Flush()
		s.ended = true
		return nil
	case isBad && (s.opt.Rows.before(row.N) || s.last.Before(s.from)):
		return nil
	case err != nil:
		return err
	case !s.opt.Rows.before(row.N):
		s.pass(row)
	}
	return nil
}

// row is Log.Next with a context. A pipe is woken by a deadline; after that
// it cannot be read any further.
func (s *Source) row(ctx context.Context) (Row, error) {
	t := s.log.table
	if t.waits {
		defer context.AfterFunc(ctx, t.interrupt)()
	}
	row, err := s.log.Next()
	if err == nil || err == io.EOF {
		return row, err
	}
	if stopped := s.stopped(ctx); stopped != nil {
		err = stopped // it is why the file could not be read
	}
	return row, err
}

func (s *Source) pass(row Row) {
	for c, v := range row.V {
		s.align.Add(row.N, sensor.Reading{Channel: c, T: row.T, V: v})
	}
	s.align.Advance(row.T)
	s.last = row.T
	if s.opt.OnRow != nil && !row.T.Before(s.from) {
		s.opt.OnRow(row)
	}
}
