package notation

import (
	"bytes"
	"math"
	"strconv"
)

// Mark says which decimal marks a file has.
type Mark byte

const (
	Either Mark = iota // no evidence yet: each number may have its own
	Point
	Comma
)

// Decimal is a number as it was written: ±digits × 10^exp.
type Decimal struct {
	negative bool
	digits   uint64
	exp      int
	long     bool // digits has only the first 19 of them
}

// Number reads a cell: NaN for one of the spellings of a missing value. It
// is not ok if the cell is something else. A number is the float64 that
// strconv finds; true and false are 1 and 0.
func (m Mark) Number(cell []byte) (v float64, ok bool) {
	cell = Trim(cell)
	d, ok := m.Scan(cell)
	switch {
	case !ok:
		return word(cell)
	case d.long || d.digits >= 1<<53 || d.exp < -22 || d.exp > 22:
		v, err := strconv.ParseFloat(string(WithPoint(cell)), 64)
		return v, err == nil
	}
	// Both operands are exact, so the result is rounded once: Clinger's
	// fast path, How to read floating point numbers accurately, 1990.
	v = float64(d.digits)
	if d.exp < 0 {
		v /= math.Pow10(-d.exp)
	} else {
		v *= math.Pow10(d.exp)
	}
	if d.negative {
		v = -v
	}
	return v, true
}

// word reads what has no digits.
func word(cell []byte) (v float64, ok bool) {
	var buf [16]byte
	if len(cell) > len(buf) {
		return 0, false
	}
	switch string(lower(buf[:0], cell)) {
	case "", "-", "--", "nan", "-nan", "+nan", "na", "n/a", "#n/a", "#na", "null", "none", "nil",
		"inf", "-inf", "+inf", "infinity", "-infinity", "+infinity":
		return math.NaN(), true
	case "true":
		return 1, true
	case "false":
		return 0, true
	}
	return 0, false
}

// Scan takes cell apart; it is not ok unless all of it is one number.
func (m Mark) Scan(cell []byte) (d Decimal, ok bool) {
	b := cell
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		d.negative = b[0] == '-'
		b = b[1:]
	}
	whole, fraction := d.take(b), 0
	b = b[whole:]
	if len(b) > 0 && (b[0] == '.' && m != Comma || b[0] == ',' && m != Point) {
		fraction = d.take(b[1:])
		d.exp -= fraction
		b = b[1+fraction:]
	}
	if whole+fraction == 0 {
		return d, false
	}
	if len(b) == 0 {
		return d, true
	}
	e, ok := exponent(b)
	d.exp += e
	return d, ok
}

// take appends the digits that b begins with and says how many they are.
// Each one that does not fit raises exp by one instead.
func (d *Decimal) take(b []byte) (n int) {
	for ; n < len(b) && b[n]-'0' <= 9; n++ {
		if d.digits >= 1e18 {
			d.long = true
			d.exp++
			continue
		}
		d.digits = d.digits*10 + uint64(b[n]-'0')
	}
	return n
}

// exponent reads the e-30 of 7.39e-30.
func exponent(b []byte) (e int, ok bool) {
	if b[0] != 'e' && b[0] != 'E' || len(b) > 8 {
		return 0, false
	}
	e, err := strconv.Atoi(string(b[1:]))
	return e, err == nil
}

// Missing says whether a cell stands for no value.
func Missing(cell []byte) bool {
	cell = Trim(cell)
	if len(cell) == 0 {
		return true
	}
	if c := cell[len(cell)-1]; c-'0' <= 9 {
		return false
	}
	v, ok := word(cell)
	return ok && math.IsNaN(v)
}

// WithPoint is cell with a decimal point for a decimal comma.
func WithPoint(cell []byte) []byte {
	if i := bytes.IndexByte(cell, ','); i >= 0 {
		cell = bytes.Clone(cell)
		cell[i] = '.'
	}
	return cell
}

// Trim cuts blanks off both ends.
func Trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}

// lower appends b to dst in lower case.
func lower(dst, b []byte) []byte {
	for _, c := range b {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}
