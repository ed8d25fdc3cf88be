package theory

import (
	"encoding/json"
	"math"
	"strconv"
)

// Number is a float64 that JSON can carry: NaN and infinities, for which JSON
// has no word, are null.
type Number float64

// MarshalJSON writes null or the number.
func (n Number) MarshalJSON() ([]byte, error) {
	if v := float64(n); v-v != 0 {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, float64(n), 'g', -1, 64), nil
}

// UnmarshalJSON reads null as NaN.
func (n *Number) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = Number(math.NaN())
		return nil
	}
	return json.Unmarshal(b, (*float64)(n))
}

// numbers converts a matrix.
func numbers(m []float64, cols int) [][]Number {
	var rows [][]Number
	for ; len(m) >= cols && cols > 0; m = m[cols:] {
		row := make([]Number, cols)
		for i, v := range m[:cols] {
			row[i] = Number(v)
		}
		rows = append(rows, row)
	}
	return rows
}
