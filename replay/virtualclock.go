package replay

import (
	"math"
	"time"
)

const (
	forever = time.Duration(math.MaxInt64)
	maxWait = time.Hour              // of one timer
	maxLag  = 250 * time.Millisecond // that frames may be behind before the clock waits for them
)

// virtualClock shows data time. It stands still before its first set and
// while paused; at infinite speed it only moves by set.
type virtualClock struct {
	speed   float64 // > 0, data seconds a second
	paused  bool
	started bool
	base    time.Time // data time
	anchor  time.Time // wall time, when the clock showed base
}

// set makes the clock show t and go on from there.
func (c *virtualClock) set(t time.Time) {
	c.base, c.anchor, c.started = t, time.Now(), true
}

func (c *virtualClock) stop() { c.started = false }

// now is zero before the first set.
func (c *virtualClock) now() time.Time {
	if !c.started || c.paused || math.IsInf(c.speed, 1) {
		return c.base
	}
	return c.base.Add(saturate(float64(time.Since(c.anchor)) * c.speed))
}

// change lets the clock go on at another speed, or not.
func (c *virtualClock) change(speed float64, paused bool) {
	if c.started {
		c.set(c.now())
	}
	c.speed, c.paused = speed, paused
}

// until is how long to wait for data time t at most before asking again.
func (c *virtualClock) until(t time.Time) time.Duration {
	switch {
	case c.paused:
		return forever
	case !c.started || math.IsInf(c.speed, 1):
		return 0
	}
	wait := saturate(float64(t.Sub(c.now())) / c.speed)
	return max(0, min(wait, maxWait))
}

// gave tells the clock that the frame of time t was given out in its turn.
// If the reader of the frames has fallen behind, the clock waits for it:
// otherwise a stopped terminal would be followed by a rush.
func (c *virtualClock) gave(t time.Time) {
	lag := saturate(float64(c.now().Sub(t)) / c.speed)
	if !c.started || math.IsInf(c.speed, 1) || lag > maxLag {
		c.set(t)
	}
}

// saturate is d nanoseconds, or the most a Duration holds.
func saturate(d float64) time.Duration {
	if d >= math.MaxInt64 {
		return forever
	}
	return time.Duration(d)
}
