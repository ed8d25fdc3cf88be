package decode

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// tickClock reads the device's time from a number of a frame: a count of s,
// ms, us or ns since 1970 or since the device started. A count of 16 or 32
// bits without a sign runs over and is carried on.
type tickClock struct {
	slot   *slot
	unit   float64 // of the number as scaled [s]
	last   uint64  // bits
	passes float64 // times that it ran over
}

// frameTimes are the names that mean the device's time if the item has a
// unit of time and the profile names no other.
var frameTimes = [...]string{"time", "timestamp", "ts"}

var tickUnits = [...]struct {
	name    string
	seconds float64
}{{"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"µs", 1e-6}, {"ns", 1e-9}}

// findClock finds the item with the device's time. "none" is none.
func (l *layout) findClock(name string) error {
	names := frameTimes[:]
	if name != "" {
		names = []string{name}
	}
	for _, n := range names {
		for i := range l.slots {
			if s := &l.slots[i]; strings.EqualFold(s.name, n) {
				if l.clock.slot, l.clock.unit = s, secondsOf(s.unit); l.clock.unit > 0 {
					return nil
				}
			}
		}
	}
	found := l.clock.slot != nil
	l.clock.slot = nil
	switch {
	case name == "" || name == "none":
		return nil
	case found:
		return fmt.Errorf("the time %s needs a unit in the layout: s, ms, us or ns", name)
	}
	return fmt.Errorf("the time %s is not in the layout", name)
}

// secondsOf is the length of a unit of time; 0 if it is none.
func secondsOf(unit string) float64 {
	for _, u := range tickUnits {
		if u.name == unit {
			return u.seconds
		}
	}
	return 0
}

// since1990 is where a count can no longer be one since the device started.
const since1990 = 631152000 // [s]

// read puts the time into rec. A count that is not finite, negative or
// beyond the year 2200 is none.
func (c *tickClock) read(raw uint64, rec *Record) {
	c.carry(raw)
	k := c.slot.kind
	v := ((k.number(raw)+c.passes*math.Exp2(float64(8*k.width)))*c.slot.scale + c.slot.offset) * c.unit
	if !(v >= 0 && v < 7.3e9) {
		return
	}
	whole, frac := math.Modf(v)
	if whole < since1990 {
		rec.Uptime = time.Duration(whole)*time.Second + time.Duration(math.Round(frac*1e9))
		return
	}
	rec.Time = time.Unix(int64(whole), int64(math.Round(frac*1e9))).UTC()
}

// carry counts the times that the number ran over. A step back by less than
// half its range is a device that started again.
func (c *tickClock) carry(raw uint64) {
	k := c.slot.kind
	if k.letter == 'u' && (k.width == 2 || k.width == 4) && raw < c.last {
		if half := uint64(1) << (8*k.width - 1); c.last-raw > half {
			c.passes++
		} else {
			c.passes = 0
		}
	}
	c.last = raw
}
