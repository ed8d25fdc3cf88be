package merge

import "time"

// anchor lays a device's count of time against the host's clock. The way of
// a reading takes now more, now less; the least of late is the truest, so
// the anchor follows the lower edge of arrival − count.
type anchor struct {
	set   bool
	base  time.Time     // host time of count 0, as used
	count time.Duration // of the record before
	drift drift
}

// resetBack is how far a count may step back before the device is taken to
// have started again.
const resetBack = time.Second

// slew is the most that the base moves per time that passes: stamps stay in
// order, and a crystal is never this bad.
const slew = 2000e-6

// at is the host time of a count.
func (a *anchor) at(count time.Duration, arrived time.Time) time.Time {
	if !a.set || count < a.count-resetBack || arrived.Sub(a.base.Add(count)).Abs() > time.Minute {
		*a = anchor{set: true, base: arrived.Add(-count), count: count}
	}
	a.drift.see(arrived, time.Unix(0, 0).Add(count))
	if passed := count - a.count; passed > 0 {
		a.pull(time.Unix(0, 0).Add(a.drift.offset()), passed)
		a.count = count
	}
	return a.base.Add(count)
}

// pull moves the base towards where the lower edge says it is.
func (a *anchor) pull(edge time.Time, passed time.Duration) {
	most := time.Duration(slew * float64(passed))
	if a.drift.first.at.IsZero() && edge.Before(a.base) { // the first reading may have waited in the system
		a.base = edge
		return
	}
	a.base = a.base.Add(min(max(edge.Sub(a.base), -most), most))
}
