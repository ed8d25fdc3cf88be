package replay

import (
	"fmt"
	"math"
	"time"

	"rigscope/sources"
)

// SetPaused stops or starts the clock.
func (p *Pacer) SetPaused(paused bool) {
	p.change(func() { p.clock.change(p.clock.speed, paused) })
}

// SetSpeed sets the speed in times real time; 0 and +Inf are as fast as
// possible. It does nothing with a negative number or NaN.
func (p *Pacer) SetSpeed(speed float64) {
	if speed < 0 || math.IsNaN(speed) {
		return
	}
	if speed == 0 {
		speed = math.Inf(1)
	}
	p.change(func() { p.clock.change(speed, p.clock.paused) })
}

// SetLoop says whether to begin again at the end, also if the end has been
// reached. It does nothing for a source that only goes forward.
func (p *Pacer) SetLoop(on bool) {
	p.change(func() { p.opt.Loop = on })
}

// Loops says whether it begins again at the end.
func (p *Pacer) Loops() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, can := p.src.(seeker)
	return p.opt.Loop && can
}

// Step gives out n more frames at once, paused or not; so it also ends the
// wait for a long gap.
func (p *Pacer) Step(n int) {
	p.change(func() { p.steps += max(n, 0) })
}

// Seek goes to time t, or as near to it as the recording has, and gives out
// the lead before it at once, even while paused. It returns before Next has
// gone there; see Next for errors on the way.
func (p *Pacer) Seek(t time.Time) error {
	if _, ok := p.src.(seeker); !ok {
		return ErrSeek
	}
	p.change(func() {
		from, to := p.span()
		if t.Before(from) {
			t = from
		}
		if !p.opt.To.IsZero() && t.After(to) {
			t = to
		}
		p.seeking, p.target = true, t
	})
	return nil
}

// Paused says whether the clock stands.
func (p *Pacer) Paused() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.clock.paused
}

// Speed is +Inf for as fast as possible.
func (p *Pacer) Speed() float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.clock.speed
}

// Span is the time of the whole recording, or as much of it as was seen.
func (p *Pacer) Span() (from, to time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.span()
}

// Position is the data time now: between the frame given out last and the
// next one, or the target of a Seek. It is zero before there is a frame.
func (p *Pacer) Position() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock.now()
	switch {
	case p.seeking:
		return p.target
	case p.next.IsZero() && now.After(p.last):
		return p.last
	case !p.next.IsZero() && now.After(p.next):
		return p.next
	}
	return now
}

// change changes something and wakes Next.
func (p *Pacer) change(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
	select {
	case p.changed <- struct{}{}:
	default: // a signal is waiting already
	}
}

func (p *Pacer) span() (from, to time.Time) {
	from, to = p.opt.From, p.opt.To
	if from.IsZero() {
		from = p.first
	}
	if to.IsZero() {
		to = p.latest
	}
	return from, to
}

// carryOut goes where Seek wanted.
func (p *Pacer) carryOut() error {
	p.mu.Lock()
	target, seeking := p.target, p.seeking
	p.seeking = false
	p.mu.Unlock()
	if !seeking {
		return nil
	}
	if err := p.src.(seeker).Seek(target.Add(-p.opt.Lead)); err != nil {
		return &sources.FrameError{Where: fmt.Sprintf("seek to %s", target.Format(time.RFC3339Nano)), Err: err}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ahead, p.next, p.lead, p.steps = nil, time.Time{}, target, 0
	p.clock.set(target)
	return nil
}

// restart goes to the beginning if Loop is on and there is anything to loop.
func (p *Pacer) restart() bool {
	s, ok := p.src.(seeker)
	if !ok || !p.Loops() || p.idle {
		return false
	}
	if err := s.Seek(time.Time{}); err != nil {
		p.ahead.err = err
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ahead, p.lead, p.idle = nil, time.Time{}, true
	p.clock.stop()
	return true
}
