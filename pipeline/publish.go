package pipeline

import (
	"slices"
	"time"
)

// publish makes the present state visible.
func (p *Pipeline) publish(done bool, err error) {
	s := p.history.snapshot()
	s.Rig, s.Spread = p.judge.Spec().Rig, p.judge.Spec().Scaler.Scale
	if p.info.Name != "" {
		s.Model = p.info
	}
	s.Last = p.last
	s.Events = slices.Clone(p.events.list)
	s.Drills = p.drilling.show()
	s.Strip = p.strip.snapshot()
	s.Counts = p.counts
	s.Done, s.Err = done, err
	p.latest.Store(&s)
}

// now is the time of the newest frame.
func (p *Pipeline) now() time.Time {
	if n := len(p.history.times); n > 0 {
		return p.history.times[n-1]
	}
	return time.Time{}
}
