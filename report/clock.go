package report

import (
	"fmt"
	"strings"
	"time"
)

// Clock writes times as one page does: in UTC, and where asked for in the
// zone of whoever reads it. Logs that count from zero have no date.
type Clock struct {
	Zero  time.Time      // where the data begins
	Zone  *time.Location // of the reader; nil: UTC is all there is
	Fine  bool           // tenths of a second
	Dated bool           // the data spans more than a day
}

// newClock suits data from a moment to another, a sample each period.
func newClock(from, to time.Time, period time.Duration, zone *time.Location) Clock {
	return Clock{Zero: from, Zone: zone, Fine: period < time.Second, Dated: from.UTC().YearDay() != to.UTC().YearDay() || to.Sub(from) > 24*time.Hour}
}

// counts says that the data carries no date.
func (c Clock) counts() bool { return c.Zero.UTC().Year() <= 1970 }

// Full is date and time: 2020-03-09 10:14:33 UTC.
func (c Clock) Full(t time.Time) string {
	if c.counts() {
		return c.Into(t) + " after the start"
	}
	return t.UTC().Format("2006-01-02 " + c.seconds() + " UTC")
}

// Local is the same moment in the reader's zone, empty if that tells nothing
// new.
func (c Clock) Local(t time.Time) string {
	if c.Zone == nil || c.counts() {
		return ""
	}
	if _, offset := t.In(c.Zone).Zone(); offset == 0 {
		return ""
	}
	return t.In(c.Zone).Format("2006-01-02 " + c.seconds() + " MST -07:00")
}

// Short is the time of day in UTC, with the day where there are several.
func (c Clock) Short(t time.Time) string {
	switch {
	case c.counts():
		return c.Into(t)
	case c.Dated:
		return t.UTC().Format("01-02 " + c.seconds())
	}
	return t.UTC().Format(c.seconds())
}

// Into is how far into the data a moment is, h:mm:ss, as the console counts.
func (c Clock) Into(t time.Time) string {
	d := t.Sub(c.Zero)
	sign := ""
	if d < 0 {
		sign, d = "−", -d
	}
	s := int64(d / time.Second)
	out := fmt.Sprintf("%s%02d:%02d:%02d", sign, s/3600, s/60%60, s%60)
	if c.Fine {
		out += fmt.Sprintf(".%d", d%time.Second/(time.Second/10))
	}
	return out
}

func (c Clock) seconds() string {
	if c.Fine {
		return "15:04:05.0"
	}
	return "15:04:05"
}

// steps of the labels of a time axis.
func steps() []time.Duration {
	const s, m, h = time.Second, time.Minute, time.Hour
	return []time.Duration{s / 10, s / 5, s / 2, s, 2 * s, 5 * s, 10 * s, 15 * s, 30 * s, m, 2 * m, 5 * m, 10 * m, 15 * m, 30 * m,
		h, 2 * h, 3 * h, 6 * h, 12 * h, 24 * h, 48 * h, 7 * 24 * h, 28 * 24 * h, 91 * 24 * h, 365 * 24 * h}
}

// axis are at most most round moments from a moment to another.
func (c Clock) axis(from, to time.Time, most int) []time.Time {
	zero := from.UTC().Truncate(24 * time.Hour)
	if c.counts() {
		zero = c.Zero
	}
	for _, step := range steps() {
		if to.Sub(from)/step >= time.Duration(most) {
			continue
		}
		var out []time.Time
		for t := zero.Add(from.Sub(zero).Truncate(step)); !t.After(to); t = t.Add(step) {
			if !t.Before(from) {
				out = append(out, t)
			}
		}
		return out
	}
	return nil
}

// lasted is a length of time in one or two units: 44 s, 19 min, 3 h 20 min.
func lasted(d time.Duration) string {
	switch s := d.Seconds(); {
	case s < 10 && d%time.Second != 0:
		return fmt.Sprintf("%.1f s", s)
	case s < 120:
		return fmt.Sprintf("%.0f s", s)
	case s < 2*3600:
		return pair(int(s/60), "min", int(s)%60, "s")
	case s < 48*3600:
		return pair(int(s/3600), "h", int(s/60)%60, "min")
	default:
		return pair(int(s/86400), "d", int(s/3600)%24, "h")
	}
}

func pair(a int, unit string, b int, rest string) string {
	if b == 0 {
		return fmt.Sprintf("%d %s", a, unit)
	}
	return strings.Join([]string{fmt.Sprint(a), unit, fmt.Sprint(b), rest}, " ")
}
