package replay

import (
	"strconv"
	"time"
)

// stamps writes the time of a capture's rows: the device's clock, or else its
// count of seconds.
type stamps struct {
	first   time.Time // of the first row with a date; zero: there is none
	counted bool      // a row told a time without a date
	day     time.Duration
	last    time.Duration // time of day of the row before
}

func (s *stamps) any() bool { return s.counted || !s.first.IsZero() }

// meet looks at a row of the survey.
func (s *stamps) meet(g *group) {
	if s.first.IsZero() {
		s.first = g.time
	}
	s.counted = s.counted || g.time.IsZero() && g.uptime >= 0
}

// append writes the time of g, nothing if it has none. clock says that the
// time without a date is one of day.
func (s *stamps) append(dst []byte, g *group, clock bool) []byte {
	switch {
	case !g.time.IsZero():
		return g.time.AppendFormat(dst, stampLayout)
	case g.uptime < 0:
		return dst
	case s.first.IsZero():
		return appendSeconds(dst, s.unwrap(g.uptime, clock))
	case clock:
		return s.before(g.uptime).AppendFormat(dst, stampLayout)
	}
	return dst // a count among dates
}

// before is the instant of a time of day before the first date.
func (s *stamps) before(tod time.Duration) time.Time {
	t := s.first.Truncate(24 * time.Hour).Add(tod)
	if t.After(s.first) {
		return t.AddDate(0, 0, -1)
	}
	return t
}

// unwrap lets the time of day go on at midnight.
func (s *stamps) unwrap(t time.Duration, clock bool) time.Duration {
	const halfDay = 12 * time.Hour
	switch {
	case !clock:
		return t
	case t < s.last-halfDay:
		s.day += 2 * halfDay
	case t > s.last+halfDay && s.day > 0:
		s.day -= 2 * halfDay
	}
	s.last = t
	return s.day + t
}

// appendSeconds writes seconds with at least three decimals.
func appendSeconds(dst []byte, d time.Duration) []byte {
	digits := 9
	for unit := time.Duration(10); digits > 3 && d%unit == 0; unit *= 10 {
		digits--
	}
	whole, part := d/time.Second, d%time.Second
	dst = append(strconv.AppendInt(dst, int64(whole), 10), '.')
	text := strconv.FormatInt(int64(time.Second+part), 10)[1:]
	return append(dst, text[:digits]...)
}
