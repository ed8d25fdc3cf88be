package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// number is x with so many decimals and a true minus; a dash for NaN, powers
// of ten for what is too long to be read.
func number(x float64, places int) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case math.IsInf(x, 0):
		return signed(x, "infinite")
	case math.Abs(x) >= 1e9:
		return signed(x, strconv.FormatFloat(math.Abs(x), 'g', 4, 64))
	}
	return signed(x, strconv.FormatFloat(math.Abs(x), 'f', max(places, 0), 64))
}

// signed puts a minus before the size of x, but never before a zero.
func signed(x float64, size string) string {
	if x < 0 && strings.Trim(size, "0.") != "" {
		return "−" + size
	}
	return size
}

// placesFor shows a tenth of spread, the standard deviation of a calm
// channel: 3 for .05, 0 for 30.
func placesFor(spread float64) int {
	if !(spread > 0) || math.IsInf(spread, 0) {
		return 2
	}
	return min(max(0, int(math.Ceil(1-math.Log10(spread)))), 6)
}

// significant is x with two or three digits that tell something: .00043,
// 0.12, 12.3, 1230.
func significant(x float64) string {
	a := math.Abs(x)
	switch {
	case !finite(x):
		return number(x, 0)
	case a == 0:
		return "0"
	case a < 1e-4:
		return signed(x, strconv.FormatFloat(a, 'e', 1, 64))
	case a >= 1e9:
		return number(x, 0)
	}
	return number(x, max(0, 2-int(math.Floor(math.Log10(a)))))
}

// brief is significant without noughts at the end: 1, 0.68, 12.5.
func brief(x float64) string {
	s := significant(x)
	if !strings.Contains(s, ".") || strings.Contains(s, "e") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// share is a part of a whole in percent, never rounded to none or to all.
func share(part, whole int) string {
	switch {
	case whole == 0:
		return "–"
	case part == 0:
		return "0"
	case part == whole:
		return "100"
	}
	x := 100 * float64(part) / float64(whole)
	switch {
	case x < .1:
		return "<0.1"
	case x > 99.9:
		return ">99.9"
	}
	return fmt.Sprintf("%.1f", x)
}

// prob is a probability or score, .00 to .99; 1 is only for 1 itself.
func prob(p float64) string {
	switch {
	case math.IsNaN(p):
		return "–"
	case p >= 1:
		return "1"
	case p > .995:
		return "over .99"
	}
	return fmt.Sprintf(".%02d", int(math.Round(max(p, 0)*100)))
}

// plural is "1 sensor" or "3 sensors".
func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
