package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// NumberWidth is the field of a number, in cells.
const NumberWidth = 7

// Number writes x right-aligned in NumberWidth cells with a fixed number of
// decimals and a true minus, so that points stand in a column. What is too
// long loses decimals, then turns to powers of ten. NaN is blank.
func Number(x float64, decimals int) string {
	if math.IsNaN(x) {
		return strings.Repeat(" ", NumberWidth)
	}
	s := decimal(x, decimals)
	for d := decimals - 1; Width(s) > NumberWidth && d >= 0; d-- {
		s = decimal(x, d)
	}
	for d := NumberWidth; Width(s) > NumberWidth && d >= 0; d-- {
		s = power(x, d)
	}
	return strings.Repeat(" ", max(NumberWidth-Width(s), 0)) + s
}

func decimal(x float64, decimals int) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', max(decimals, 0), 64)
	return signed(x, s)
}

func power(x float64, decimals int) string {
	s := strconv.FormatFloat(math.Abs(x), 'e', decimals, 64)
	size, exponent, _ := strings.Cut(s, "e+") // a small number never needs powers
	return signed(x, size+"e"+strings.TrimLeft(exponent, "0"))
}

// signed puts a minus before the size of x, but never before a zero.
func signed(x float64, size string) string {
	if strings.HasPrefix(size, "+") { // +Inf
		size = "inf"
	}
	if x < 0 && strings.Trim(size, "0.") != "" {
		return "−" + size
	}
	return size
}

// Prob writes a probability or score in three cells: .00 to .99 and 1.0,
// which is kept for 1 itself. Beyond 0 and 1 it is cut off; NaN is blank.
func Prob(p float64) string {
	switch {
	case math.IsNaN(p):
		return "   "
	case p >= 1:
		return "1.0"
	}
	return fmt.Sprintf(".%02d", min(int(math.Round(max(p, 0)*100)), 99))
}

// Ago writes how far from now a moment is, to the second: −2:00, −1:04:30,
// now. A moment to come has a plus.
func Ago(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s == 0 {
		return "now"
	}
	sign := "−"
	if s < 0 {
		sign, s = "+", -s
	}
	if s < 3600 {
		return fmt.Sprintf("%s%d:%02d", sign, s/60, s%60)
	}
	return fmt.Sprintf("%s%d:%02d:%02d", sign, s/3600, s/60%60, s%60)
}
