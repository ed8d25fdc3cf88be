package decode

import (
	"fmt"
	"strings"
	"time"

	"rigscope/sources/notation"
)

// usualTimes are names of a field with the device's time; the first counts
// most. replay looks for the same ones.
var usualTimes = [...]string{"time", "datetime", "timestamp", "date", "ts"}

// noTime as Options.Time says that a field with a usual name is a reading.
const noTime = "none"

// clock reads a device's time from the text of a field: dates, seconds or
// smaller units since 1970, or a counter since the device started.
type clock struct {
	name   string        // of its field; empty: a usual one
	period time.Duration // of the rig; 0 if unknown
	order  notation.Order

	known bool    // the unit of counts is
	unit  int     // one count is 10^-unit seconds
	first float64 // count
	began bool    // first is there
}

func newClock(opt Options) clock { return clock{name: opt.Time, period: opt.Period} }

// rank is how well a field's name fits: 0 best, negative not at all.
func (c *clock) rank(name string) int {
	switch c.name {
	case noTime:
		return -1
	case "":
		return usual(name)
	}
	if strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(c.name)) {
		return 0
	}
	return -1
}

func usual(name string) int {
	if len(name) > len("timestamp") {
		return -1
	}
	for i, s := range usualTimes {
		if strings.EqualFold(name, s) {
			return i
		}
	}
	return -1
}

// read puts the time of a cell into rec. A missing one is no error.
func (c *clock) read(cell []byte, rec *Record) error {
	cell = notation.Trim(cell)
	if notation.Missing(cell) {
		return nil
	}
	d, ok := notation.Either.Scan(cell)
	if !ok {
		return c.date(cell, rec)
	}
	v, _ := notation.Either.Number(cell)
	if !c.known {
		c.learn(v, d)
	}
	if !c.known && !notation.Dated(v, c.unit) {
		return nil // a counter of what, the next one will tell
	}
	return count(d, v, c.unit, cell, rec)
}

// count puts a count of 10^-unit seconds into rec.
func count(d notation.Decimal, v float64, unit int, cell []byte, rec *Record) error {
	t, ok := d.Time(unit)
	switch {
	case !ok || v < 0:
		return fmt.Errorf("%s is not a time", quote(cell))
	case notation.Dated(v, unit):
		rec.Time = t
	default:
		rec.Uptime = time.Duration(t.UnixNano())
	}
	return nil
}

func (c *clock) date(cell []byte, rec *Record) error {
	t, ok := notation.Calendar{Order: c.order}.Read(cell)
	if !ok && c.order == notation.UnknownOrder {
		c.order = notation.FindOrder([]string{string(cell)})
		t, ok = notation.Calendar{Order: c.order}.Read(cell)
	}
	if ok {
		rec.Time = t
		return nil
	}
	if _, ok = (notation.Calendar{Order: notation.DayFirst}).Read(cell); ok && c.order == notation.UnknownOrder {
		return fmt.Errorf("%s may be day first or month first: write dates as 2006-01-02", quote(cell))
	}
	return fmt.Errorf("%s is not a time", quote(cell))
}

// learn finds the unit of counts by the rules of notation.FindUnit: from the
// first step where there is one. A first count that may be a date counts as
// one at once. Where the period is unknown, a counter with a fraction counts
// seconds and another one milliseconds.
func (c *clock) learn(v float64, d notation.Decimal) {
	period, values := c.period, []float64{c.first, v}
	if period <= 0 {
		period = time.Second
	}
	if !c.began {
		values = values[1:]
		c.first, c.began = v, true
	}
	c.unit = notation.FindUnit(values, period)
	stepped := len(values) == 2 && values[0] != v
	switch {
	case notation.Dated(v, c.unit):
		c.known = stepped
	case c.period > 0:
		c.known = stepped
	case d.Fraction():
		c.unit, c.known = 0, true
	default:
		c.unit, c.known = 3, true
	}
}
