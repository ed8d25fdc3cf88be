package replay

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"rigscope/sources/notation"
)

// clock reads the time column of one log.
type clock struct {
	counts   bool // numbers, not dates
	calendar notation.Calendar
	unit     int           // of counts: one is 10^-unit seconds
	step     time.Duration // between rows that share a stamp; 0 if rows have their own
}

// newClock finds out from the first cells of a column how it tells the time
// of rows that come about every period.
func newClock(cells []string, period time.Duration) (clock, error) {
	cells = slices.DeleteFunc(slices.Clone(cells), func(s string) bool { return notation.Missing([]byte(s)) })
	if len(cells) == 0 {
		return clock{}, errors.New("it is empty in the first rows")
	}
	var c clock
	if c.counts = mostlyCounts(cells); c.counts {
		c.unit = findUnit(cells, period)
	} else {
		c.calendar.Order = notation.FindOrder(cells)
	}
	stamps := c.stamps(cells)
	if len(stamps) == 0 {
		return clock{}, c.refusal(cells[0])
	}
	c.step = sharedStep(stamps, period)
	return c, nil
}

func (c clock) refusal(cell string) error {
	_, ok := notation.Calendar{Order: notation.DayFirst}.Read([]byte(cell))
	if ok && c.calendar.Order == notation.UnknownOrder {
		return fmt.Errorf("%q may be day first or month first: write dates as 2006-01-02", notation.Clip(cell))
	}
	return fmt.Errorf("%q is not a time: see the formats in docs/formats.md", notation.Clip(cell))
}

// read is not ok if cell is no time of this clock.
func (c clock) read(cell []byte) (time.Time, bool) {
	if !c.counts {
		return c.calendar.Read(cell)
	}
	d, ok := notation.Either.Scan(notation.Trim(cell))
	if !ok {
		return time.Time{}, false
	}
	return d.Time(c.unit)
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
		if _, ok := notation.Either.Scan(notation.Trim([]byte(cell))); ok {
			n++
		}
	}
	return 2*n > len(cells)
}

// findUnit finds the unit of a column that counts.
func findUnit(cells []string, period time.Duration) int {
	values := make([]float64, 0, len(cells))
	for _, cell := range cells {
		if v, ok := notation.Either.Number([]byte(cell)); ok && !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	return notation.FindUnit(values, period)
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
	return time.Duration(math.Abs(notation.Median(steps)) / notation.Median(runs[1:]))
}
