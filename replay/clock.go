package replay

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// clock reads the time column of one log.
type clock struct {
	counts   bool // numbers, not dates
	calendar calendar
	unit     int           // of counts: one is 10^-unit seconds
	step     time.Duration // between rows that share a stamp; 0 if rows have their own
}

// newClock finds out from the first cells of a column how it tells the time
// of rows that come about every period.
func newClock(cells []string, period time.Duration) (clock, error) {
	cells = slices.DeleteFunc(slices.Clone(cells), func(s string) bool { return missing([]byte(s)) })
	if len(cells) == 0 {
		return clock{}, errors.New("it is empty in the first rows")
	}
	var c clock
	if c.counts = mostlyCounts(cells); c.counts {
		c.unit = findUnit(cells, period)
	} else {
		c.calendar.order = findOrder(cells)
	}
	stamps := c.stamps(cells)
	if len(stamps) == 0 {
		return clock{}, c.refusal(cells[0])
	}
	c.step = sharedStep(stamps, period)
	return c, nil
}

func (c clock) refusal(cell string) error {
	_, ok := calendar{dayFirst}.read([]byte(cell))
	if ok && c.calendar.order == unknownOrder {
		return fmt.Errorf("%q may be day first or month first: write dates as 2006-01-02", clip(cell))
	}
	return fmt.Errorf("%q is not a time: see the formats in docs/formats.md", clip(cell))
}

// read is not ok if cell is no time of this clock.
func (c clock) read(cell []byte) (time.Time, bool) {
	if !c.counts {
		return c.calendar.read(cell)
	}
	d, ok := either.scan(trim(cell))
	if !ok {
		return time.Time{}, false
	}
	return d.time(c.unit)
}

func (c clock) stamps(cells []string) []time.Time {
	var out []time.Time
	for _, cell := range cells {
		if t, ok := c.read([]byte(cell)); ok {
			out = append(out, t)
		}
	}
	return out
}

func mostlyCounts(cells []string) bool {
	n := 0
	for _, cell := range cells {
		if _, ok := either.scan(trim([]byte(cell))); ok {
			n++
		}
	}
	return 2*n > len(cells)
}

// time is the instant d units of 10^-unit seconds after 1970, rounded to a
// nanosecond. It is not ok beyond the year 2262.
func (d decimal) time(unit int) (time.Time, bool) {
	shift := d.exp + 9 - unit
	if float64(d.digits)*math.Pow(10, float64(shift)) >= math.MaxInt64 {
		return time.Time{}, false
	}
	ns := d.digits
	for ; shift > 0 && ns > 0; shift-- {
		ns *= 10
	}
	for ; shift < -1 && ns > 0; shift++ {
		ns /= 10
	}
	if shift == -1 {
		ns = (ns + 5) / 10
	}
	if d.negative {
		return time.Unix(0, -int64(ns)).UTC(), true
	}
	return time.Unix(0, int64(ns)).UTC(), true
}

// findUnit decides whether a column counts s, ms, µs or ns (0, 3, 6, 9).
// Numbers that are dates between 2000 and 2100 in one of the units are such
// dates, unless their steps would be far from the period of the rig: a
// counter of microseconds since boot passes through there, too. All other
// counters have the unit that brings the steps nearest to the period.
func findUnit(cells []string, period time.Duration) int {
	values := make([]float64, 0, len(cells))
	for _, cell := range cells {
		if v, ok := either.number([]byte(cell)); ok && !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	step := usualStep(values)
	for _, unit := range [...]int{0, 3, 6, 9} {
		if dated(values, unit) && (step == 0 || farness(step, unit, period) < math.Log(1000)) {
			return unit
		}
	}
	best := 0
	for _, unit := range [...]int{3, 6, 9} {
		if step > 0 && farness(step, unit, period) < farness(step, best, period) {
			best = unit
		}
	}
	return best
}

// dated says whether the middle value is a date between 2000 and 2100.
func dated(values []float64, unit int) bool {
	m := median(values) / math.Pow10(unit)
	return m > 946_684_800 && m < 4_102_444_800 // [s]
}

// farness is how far a step is from the period, as |log(step/period)|.
func farness(step float64, unit int, period time.Duration) float64 {
	return math.Abs(math.Log(step / math.Pow10(unit) / period.Seconds()))
}

// usualStep is the median step; where most rows share a stamp, the mean one.
func usualStep(values []float64) float64 {
	if len(values) < 2 {
		return 0
	}
	steps := make([]float64, len(values)-1)
	for i := range steps {
		steps[i] = math.Abs(values[i+1] - values[i])
	}
	if m := median(steps); m > 0 {
		return m
	}
	return math.Abs(values[len(values)-1]-values[0]) / float64(len(steps))
}

// sharedStep is the time between rows whose stamps are coarser than the
// rows, such as ten rows a second stamped to the second; 0 if most rows have
// a stamp of their own.
func sharedStep(stamps []time.Time, period time.Duration) time.Duration {
	var steps, runs []float64 // between different stamps; rows that share one
	same, began := 0, 0
	for i := 1; i < len(stamps); i++ {
		step := stamps[i].Sub(stamps[i-1])
		if step == 0 {
			same++
			continue
		}
		steps = append(steps, float64(step))
		runs = append(runs, float64(i-began))
		began = i
	}
	switch {
	case 2*same < len(stamps):
		return 0
	case len(runs) < 2: // the first run may have begun before the log
		return period
	}
	return time.Duration(math.Abs(median(steps)) / median(runs[1:]))
}

// median of a non-empty slice, which stays as it is.
func median(v []float64) float64 {
	v = slices.Clone(v)
	slices.Sort(v)
	return v[len(v)/2]
}

// clip keeps a cell short enough for a message.
func clip(cell string) string {
	const most = 32
	cell = strings.TrimSpace(cell)
	if len(cell) > most {
		return strings.ToValidUTF8(cell[:most], "") + "…"
	}
	return cell
}
