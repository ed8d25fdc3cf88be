package notation

import (
	"math"
	"time"
)

// Time is the instant d units of 10^-unit seconds after 1970, rounded to a
// nanosecond. It is not ok beyond the year 2262.
func (d Decimal) Time(unit int) (time.Time, bool) {
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

// Fraction says whether d was written with digits behind the mark.
func (d Decimal) Fraction() bool { return d.exp < 0 }
