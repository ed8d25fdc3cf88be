package replay

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestNumber(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		cell string
		mark mark
		want float64
		ok   bool
	}{
		{"0", point, 0, true},
		{" 1.5\t", point, 1.5, true},
		{"-7.39E-30", point, -7.39e-30, true},
		{"-7,39E-30", comma, -7.39e-30, true},
		{"1,5", either, 1.5, true},
		{"1,5", point, 0, false},
		{"1.5", comma, 0, false},
		{"1.234,5", comma, 0, false},
		{"1,234.5", either, 0, false},
		{"+3", point, 3, true},
		{".5", point, .5, true},
		{"5.", point, 5, true},
		{"5.e2", point, 500, true},
		{"007", point, 7, true},
		{"12345678901234567890123", point, 12345678901234567890123, true},
		{"0.1000000000000000055511151231257827", point, 0.1, true},
		{"1e999", point, 0, false},
		{".", point, 0, false},
		{"e5", point, 0, false},
		{"1e", point, 0, false},
		{"0x10", point, 0, false},
		{"1_000", point, 0, false},
		{"12:30", point, 0, false},
		{"1 2", point, 0, false},
		{"", point, nan, true},
		{"  ", point, nan, true},
		{"NaN", point, nan, true},
		{"nan", point, nan, true},
		{"NA", point, nan, true},
		{"N/A", point, nan, true},
		{"#N/A", point, nan, true},
		{"null", point, nan, true},
		{"None", point, nan, true},
		{"-", point, nan, true},
		{"inf", point, nan, true},
		{"-Infinity", point, nan, true},
		{"TRUE", point, 1, true},
		{"False", point, 0, true},
		{"ERR", point, 0, false},
		{"a much longer text than any spelling", point, 0, false},
	} {
		got, ok := c.mark.number([]byte(c.cell))
		if ok != c.ok || ok && got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%q: got %v, %v; want %v, %v", c.cell, got, ok, c.want, c.ok)
		}
		if got := missing([]byte(c.cell)); got != (c.ok && math.IsNaN(c.want)) {
			t.Errorf("missing(%q) = %v", c.cell, got)
		}
	}
}

// Numbers are the same to the last bit as with strconv.
func TestNumberExact(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	for range 200_000 {
		v := (random.Float64() - 0.5) * math.Pow10(random.IntN(60)-30)
		text := strconv.FormatFloat(v, "efg"[random.IntN(3)], random.IntN(22)-1, 64)
		want, err := strconv.ParseFloat(text, 64)
		got, ok := point.number([]byte(text))
		if err != nil || !ok || math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("%s: got %v, want %v", text, got, want)
		}
	}
}
