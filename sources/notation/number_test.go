package notation

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
		mark Mark
		want float64
		ok   bool
	}{
		{"0", Point, 0, true},
		{" 1.5\t", Point, 1.5, true},
		{"-7.39E-30", Point, -7.39e-30, true},
		{"-7,39E-30", Comma, -7.39e-30, true},
		{"1,5", Either, 1.5, true},
		{"1,5", Point, 0, false},
		{"1.5", Comma, 0, false},
		{"1.234,5", Comma, 0, false},
		{"1,234.5", Either, 0, false},
		{"+3", Point, 3, true},
		{".5", Point, .5, true},
		{"5.", Point, 5, true},
		{"5.e2", Point, 500, true},
		{"007", Point, 7, true},
		{"12345678901234567890123", Point, 12345678901234567890123, true},
		{"0.1000000000000000055511151231257827", Point, 0.1, true},
		{"1e999", Point, 0, false},
		{".", Point, 0, false},
		{"e5", Point, 0, false},
		{"1e", Point, 0, false},
		{"0x10", Point, 0, false},
		{"1_000", Point, 0, false},
		{"12:30", Point, 0, false},
		{"1 2", Point, 0, false},
		{"", Point, nan, true},
		{"  ", Point, nan, true},
		{"NaN", Point, nan, true},
		{"nan", Point, nan, true},
		{"NA", Point, nan, true},
		{"N/A", Point, nan, true},
		{"#N/A", Point, nan, true},
		{"null", Point, nan, true},
		{"None", Point, nan, true},
		{"-", Point, nan, true},
		{"inf", Point, nan, true},
		{"-Infinity", Point, nan, true},
		{"TRUE", Point, 1, true},
		{"False", Point, 0, true},
		{"ERR", Point, 0, false},
		{"a much longer text than any spelling", Point, 0, false},
	} {
		got, ok := c.mark.Number([]byte(c.cell))
		if ok != c.ok || ok && got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%q: got %v, %v; want %v, %v", c.cell, got, ok, c.want, c.ok)
		}
		if got := Missing([]byte(c.cell)); got != (c.ok && math.IsNaN(c.want)) {
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
		got, ok := Point.Number([]byte(text))
		if err != nil || !ok || math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("%s: got %v, want %v", text, got, want)
		}
	}
}
