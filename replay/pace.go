package replay

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

// ErrSeek is what Seek gives for a source that only goes forward.
var ErrSeek = errors.New("this source cannot go to another time")

// PaceOptions of a Pacer; the zero value is as fast as possible.
type PaceOptions struct {
	Speed    float64       // times real time; 0 or +Inf is as fast as possible
	Paused   bool          // at the start
	Loop     bool          // begin again at the end
	Hold     bool          // at the end wait for a Seek or for Loop instead of giving io.EOF
	Lead     time.Duration // data before the target of a Seek that is given out at once, to fill windows and charts
	From, To time.Time     // of the recording, for Span and as bounds of Seek; zero if not known
}

// Pacer gives out the frames of a source when their recorded time has come.
// Pacing changes when a frame comes, never which. All methods may be called
// from any goroutine; each change wakes a waiting Next.
type Pacer struct {
	src     sources.Source
	opt     PaceOptions
	changed chan struct{} // wakes Next; one signal is enough, it looks at everything
	closed  chan struct{}
	closing sync.Once

	reading sync.Mutex // held by Next and Ready, around src
	ahead   *reading   // read from src and not yet given out
	idle    bool       // no frame was given out since the latest beginning

	mu      sync.Mutex
	clock   virtualClock
	steps   int       // frames to give out whatever the clock says
	seeking bool      // to target; Next will carry it out
	target  time.Time // of the latest Seek
	lead    time.Time // frames up to here are given out at once; zero for none
	next    time.Time // of the frame ahead; zero if there is none
	last    time.Time // of the frame given out last
	first   time.Time // frame ever read
	latest  time.Time // frame ever given out
}

// reading is what src.Next returned.
type reading struct {
	frame sensor.Frame
	err   error
}

// seeker is a source that can go elsewhere; Seek and Next are called by the
// same goroutine.
type seeker interface{ Seek(time.Time) error }

// Pace wraps src, which the Pacer then owns. Seek and Loop need a src with a
// method Seek(time.Time) error, as Source has.
func Pace(src sources.Source, opt PaceOptions) *Pacer {
	p := &Pacer{src: src, opt: opt, idle: true, changed: make(chan struct{}, 1), closed: make(chan struct{})}
	p.clock = virtualClock{speed: math.Inf(1), paused: opt.Paused}
	p.SetSpeed(opt.Speed)
	return p
}

// Rig is that of the wrapped source.
func (p *Pacer) Rig() sensor.Rig { return p.src.Rig() }

// Close closes the wrapped source, too.
func (p *Pacer) Close() error {
	p.closing.Do(func() { close(p.closed) })
	return p.src.Close()
}

// Next is sources.Source.Next. Bad input is told as soon as it is read. A
// Seek that fails is a *FrameError, and the source goes on where it was.
func (p *Pacer) Next(ctx context.Context) (sensor.Frame, error) {
	p.reading.Lock()
	defer p.reading.Unlock()
	for {
		if err := p.stopped(ctx); err != nil {
			return sensor.Frame{}, err
		}
		if err := p.carryOut(); err != nil {
			return sensor.Frame{}, err
		}
		p.readAhead(ctx)
		if p.ahead.err == io.EOF && p.restart() {
			continue
		}
		if wait := p.wait(); wait > 0 {
			p.sleep(ctx, wait)
		} else if r, ok := p.take(); ok {
			return r.frame, r.err
		}
	}
}

// Ready is false when Next would wait for the clock, for a key or for input.
func (p *Pacer) Ready() bool {
	if !p.reading.TryLock() {
		return false
	}
	defer p.reading.Unlock()
	if p.ahead == nil {
		if !sources.Ready(p.src) {
			return false
		}
		p.readAhead(context.Background())
	}
	return p.wait() == 0
}

func (p *Pacer) stopped(ctx context.Context) error {
	select {
	case <-p.closed:
		return sources.ErrClosed
	default:
		return ctx.Err()
	}
}

// readAhead makes sure that there is something ahead.
func (p *Pacer) readAhead(ctx context.Context) {
	if p.ahead != nil {
		return
	}
	f, err := p.src.Next(ctx)
	p.ahead = &reading{f, err}
	if err != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = f.T
	if p.first.IsZero() {
		p.first = f.T
	}
}

// wait is how long what is ahead has to wait.
func (p *Pacer) wait() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch err := p.ahead.err; {
	case p.seeking:
		return 0
	case err == io.EOF && p.opt.Hold:
		return forever
	case err != nil || p.steps > 0 || !p.ahead.frame.T.After(p.lead):
		return 0
	}
	return p.clock.until(p.ahead.frame.T)
}

func (p *Pacer) sleep(ctx context.Context, d time.Duration) {
	var alarm <-chan time.Time
	if d < forever {
		t := time.NewTimer(d)
		defer t.Stop()
		alarm = t.C
	}
	select {
	case <-alarm:
	case <-p.changed:
	case <-p.closed:
	case <-ctx.Done():
	}
}

// take gives out what is ahead, but not after a Seek.
func (p *Pacer) take() (r reading, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seeking {
		return reading{}, false
	}
	r, p.ahead = *p.ahead, nil
	if r.err == nil {
		p.give(r.frame.T)
	}
	return r, true
}

// give books the frame of time t as given out.
func (p *Pacer) give(t time.Time) {
	p.idle, p.last, p.next = false, t, time.Time{}
	if t.After(p.latest) {
		p.latest = t
	}
	if !t.After(p.lead) {
		return
	}
	p.lead = time.Time{}
	if p.steps > 0 {
		p.steps--
		p.clock.set(t)
		return
	}
	p.clock.gave(t)
}
