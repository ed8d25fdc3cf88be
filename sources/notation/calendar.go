package notation

import "time"

// Order says how dates with slashes or dashes and the year at the end are
// meant.
type Order byte

const (
	UnknownOrder Order = iota
	DayFirst
	MonthFirst
)

// Calendar reads time stamps with a date: 2020-03-09T10:14:33.5Z, with a
// blank for the T, with slashes, without zone (taken as UTC), without clock
// time; and 09.03.2020 10:14:33. Its zero value cannot read 01/02/2020.
type Calendar struct{ Order Order }

// Read is not ok if cell is no time, or one that may be day first or month
// first. The time is UTC.
func (c Calendar) Read(cell []byte) (time.Time, bool) {
	s := stamp{b: Trim(cell)}
	year, month, day := c.date(&s)
	var hour, minute, second, nano int
	if s.one("Tt ") {
		for s.one(" ") {
		}
		hour, minute, second, nano = s.clock()
	}
	zone := s.zone()
	if s.bad || len(s.b) > 0 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, nano, time.UTC)
	if day < 1 || day > 28 && time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() != day {
		return time.Time{}, false
	}
	return t.Add(-zone), true
}

func (c Calendar) date(s *stamp) (year, month, day int) {
	a, n := s.number(4)
	sep := s.any()
	b, _ := s.number(2)
	s.need(sep)
	d, m := s.number(4)
	switch {
	case n == 4 && m <= 2 && (sep == '-' || sep == '/' || sep == '.'):
		return a, b, d
	case n <= 2 && m == 4 && (sep == '.' || sep == '/' || sep == '-') && (sep == '.' || c.Order == DayFirst):
		return d, b, a
	case n <= 2 && m == 4 && (sep == '/' || sep == '-') && c.Order == MonthFirst:
		return d, a, b
	}
	s.bad = true
	return 0, 0, 0
}

// FindOrder looks for a day above 12 in dates like 31/01/2020.
func FindOrder(cells []string) Order {
	for _, cell := range cells {
		if _, ok := (Calendar{}).Read([]byte(cell)); ok {
			continue
		}
		_, asDay := Calendar{DayFirst}.Read([]byte(cell))
		_, asMonth := Calendar{MonthFirst}.Read([]byte(cell))
		switch {
		case asDay && !asMonth:
			return DayFirst
		case asMonth && !asDay:
			return MonthFirst
		}
	}
	return UnknownOrder
}

// stamp is the unread rest of a time stamp.
type stamp struct {
	b   []byte
	bad bool
}

// number takes at most n digits, at least one, and says how many.
func (s *stamp) number(n int) (v, digits int) {
	for digits < n && digits < len(s.b) && s.b[digits]-'0' <= 9 {
		v = 10*v + int(s.b[digits]-'0')
		digits++
	}
	s.b = s.b[digits:]
	s.bad = s.bad || digits == 0
	return v, digits
}

// any takes one byte.
func (s *stamp) any() byte {
	if len(s.b) == 0 {
		s.bad = true
		return 0
	}
	c := s.b[0]
	s.b = s.b[1:]
	return c
}

// one takes a byte if it is one of set.
func (s *stamp) one(set string) bool {
	for i := range len(set) {
		if len(s.b) > 0 && s.b[0] == set[i] {
			s.b = s.b[1:]
			return true
		}
	}
	return false
}

// need takes a byte that must be c.
func (s *stamp) need(c byte) { s.bad = s.any() != c || s.bad }

// clock takes 10:14, 10:14:33 or 10:14:33.5; a comma may mark the fraction.
func (s *stamp) clock() (hour, minute, second, nano int) {
	hour, _ = s.number(2)
	s.need(':')
	minute, _ = s.number(2)
	if !s.one(":") {
		return hour, minute, 0, 0
	}
	second, _ = s.number(2)
	if !s.one(".,") {
		return hour, minute, second, 0
	}
	nano, n := s.number(9)
	for ; n < 9; n++ {
		nano *= 10
	}
	for len(s.b) > 0 && s.b[0]-'0' <= 9 { // finer than a nanosecond
		s.b = s.b[1:]
	}
	return hour, minute, second, nano
}

// zone takes what UTC is behind by: Z, UTC, +01:00, +0100, +01 or nothing.
func (s *stamp) zone() time.Duration {
	s.one(" ")
	sign := time.Duration(1)
	switch {
	case string(s.b) == "UTC" || string(s.b) == "GMT":
		s.b = nil
		return 0
	case s.one("-"):
		sign = -1
	case !s.one("+"):
		s.one("Zz")
		return 0
	}
	hours, _ := s.number(2)
	minutes := 0
	if s.one(":") || len(s.b) > 0 {
		minutes, _ = s.number(2)
	}
	s.bad = s.bad || hours > 18 || minutes > 59
	return sign * (time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute)
}
