package merge

import (
	"context"
	"errors"
	"io"
	"math"
	"sync"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
)

var missing = math.NaN()

// Options of a Source; the zero value is the usual.
type Options struct {
	Wait     time.Duration                 // for a silent port; 0: DefaultWait
	From, To int                           // rows From ≤ row < To only; To 0: to the end
	OnRow    func(Row)                     // called by Next for each record, in order
	OnTold   func(at time.Time, err error) // called by Next for each *sources.FrameError it gives, with the arrival it is about
}

// Source is the ports of a rig on its time grid: live if the chunks are, a
// replay if they are recorded. Next and Seek belong to one goroutine.
type Source struct {
	open  func() (sources.Chunks, error)
	rig   sensor.Rig
	ports []Port
	opt   Options
	m     *Merger
	from  time.Time // frames before it are left out; zero for none
	ended bool
	seen  time.Time // when the states were shown

	mu     sync.Mutex
	chunks sources.Chunks
	states []State
	closed bool
}

// New makes a source of the chunks that open gives from their beginning.
// Live, open works once: there is no going back.
func New(open func() (sources.Chunks, error), rig sensor.Rig, ports []Port, opt Options) (*Source, error) {
	s := &Source{open: open, rig: rig, ports: ports, opt: opt}
	var err error
	if s.m, err = s.merger(); err != nil {
		return nil, err
	}
	s.chunks, err = open()
	return s, err
}

func (s *Source) merger() (*Merger, error) {
	return NewMerger(s.rig, s.ports, s.opt.Wait, func(r Row) {
		if s.opt.To > 0 && r.N >= s.opt.To {
			s.ended = true
		}
		if s.opt.OnRow != nil && !s.ended && r.N >= s.opt.From && !r.T.Before(s.from) {
			s.opt.OnRow(r)
		}
	})
}

// Rig is that of the source.
func (s *Source) Rig() sensor.Rig { return s.rig }

// Late is how many readings came too late for their frame.
func (s *Source) Late() int { return s.m.Late() }

// Ready says that Next need not wait for a port. It belongs to the goroutine
// of Next.
func (s *Source) Ready() bool {
	if s.m.Ready() || s.ended {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed || s.chunks.Ready()
}

// States of the ports as of the latest Next; from any goroutine.
func (s *Source) States() []State {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.states
}

// Next is sources.Source.Next.
func (s *Source) Next(ctx context.Context) (sensor.Frame, error) {
	for {
		if err := s.stopped(ctx); err != nil {
			return sensor.Frame{}, err
		}
		if err := s.m.Problem(); err != nil && s.from.IsZero() {
			if s.opt.OnTold != nil {
				s.opt.OnTold(s.m.now, err)
			}
			return sensor.Frame{}, err
		}
		f, ok := s.m.Frame()
		switch {
		case ok && s.wanted(f):
			s.from = time.Time{}
			return f, nil
		case ok:
		case s.ended:
			return sensor.Frame{}, io.EOF
		default:
			if err := s.take(ctx); err != nil {
				return sensor.Frame{}, err
			}
		}
	}
}

func (s *Source) wanted(f sensor.Frame) bool {
	return !f.T.Before(s.from) && f.Row >= s.opt.From && (s.opt.To == 0 || f.Row < s.opt.To)
}

func (s *Source) stopped(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return sources.ErrClosed
	}
	return ctx.Err()
}

// take works off the next chunk.
func (s *Source) take(ctx context.Context) error {
	c, err := s.chunks.Next(ctx) // only this goroutine changes chunks
	var hole *sources.FrameError
	switch {
	case errors.As(err, &hole):
		s.m.Hole()
		return err
	case errors.Is(err, io.EOF):
		s.m.End()
		s.ended = true
	case err != nil:
		return err
	default:
		s.m.Take(c)
	}
	s.show()
	return nil
}

// shown is how often the states are put where others can see them.
const shown = 50 * time.Millisecond

func (s *Source) show() {
	if !s.ended && s.m.now.Sub(s.seen) < shown {
		return
	}
	s.seen = s.m.now
	s.mu.Lock()
	defer s.mu.Unlock()
	s.states = s.m.States()
}

// Seek lets Next go on with the first frame that is not before t: the chunks
// are read again from their beginning, so that what follows is exactly what
// an uninterrupted run has there.
func (s *Source) Seek(t time.Time) error {
	chunks, err := s.open()
	if err != nil {
		return err
	}
	m, err := s.merger()
	if err != nil {
		chunks.Close()
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		chunks.Close()
		return sources.ErrClosed
	}
	s.chunks.Close()
	s.chunks, s.m, s.from, s.ended, s.seen = chunks, m, t, false, time.Time{}
	return nil
}

// Close may run on any goroutine and wakes a blocked Next.
func (s *Source) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return s.chunks.Close()
}
