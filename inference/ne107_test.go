package inference

import (
	"math"
	"testing"
)

func TestDiagnose(t *testing.T) {
	for _, c := range []struct {
		kind string
		size float64
		want Status107
	}{
		{"bias", 1, "S"}, {"bias", 3, "F"}, {"bias", -4, "F"}, {"bias", math.NaN(), "S"}, {"drift", 9, "M"}, {"gain", 1, "M"},
		{"stuck", 0, "F"}, {"dropout", 0, "F"}, {"spike", 5, "M"}, {"noise", 1, "M"}, {"quant", 1, "M"}, {"clip", 1, "S"},
		{"delay", 1, "C"}, {"hum", 1, "M"}, {"incon", 1, "F"}, {"", 9, "S"}, {"gremlins", 9, "S"},
	} {
		if got := Diagnose(c.kind, c.size); got.Status != c.want || got.Words == "" {
			t.Errorf("%q of %g: got %+v, want %s", c.kind, c.size, got, c.want)
		}
	}
}
