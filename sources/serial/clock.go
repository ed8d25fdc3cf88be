package serial

import "time"

// clock gives stamps that never run back: the wall clock at the start,
// carried on by the monotonic one. It follows the wall clock where that is
// ahead by more than a second: set by the network, or the machine slept.
// Not for concurrent use.
type clock struct {
	wall  time.Time // UTC, without a monotonic part
	since time.Time // the moment of wall
}

const clockStep = time.Second

func newClock() clock {
	now := time.Now()
	return clock{wall: now.UTC().Round(0), since: now}
}

// stamp is the moment, which time.Now gave, in wall time.
func (c *clock) stamp(now time.Time) time.Time {
	t, wall := c.wall.Add(now.Sub(c.since)), now.UTC().Round(0)
	if wall.Sub(t) > clockStep {
		c.wall, c.since, t = wall, now, wall
	}
	return t
}
