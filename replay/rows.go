package replay

import (
	"fmt"
	"strconv"
	"strings"
)

// RowRange is the data rows From ≤ row < To, counted from 0 over the whole
// log. Its zero value is all rows.
type RowRange struct {
	From int
	To   int // 0: to the end
}

// ParseRows reads "400:1200", "400:" or ":1200". Empty text is all rows.
func ParseRows(text string) (RowRange, error) {
	if text == "" {
		return RowRange{}, nil
	}
	from, to, ok := strings.Cut(text, ":")
	if !ok {
		return RowRange{}, fmt.Errorf("rows %q: want A:B, such as 400:1200, 400: or :1200", text)
	}
	var r RowRange
	var err error
	if r.From, err = rowNumber(from); err != nil {
		return RowRange{}, fmt.Errorf("rows %q: %w", text, err)
	}
	if r.To, err = rowNumber(to); err != nil {
		return RowRange{}, fmt.Errorf("rows %q: %w", text, err)
	}
	if to != "" && r.To <= r.From {
		return RowRange{}, fmt.Errorf("rows %q: there is no row in it", text)
	}
	return r, nil
}

func rowNumber(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%q is not a row number", text)
	}
	return n, nil
}

// before says that row comes before the range.
func (r RowRange) before(row int) bool { return row < r.From }

// after says that row comes behind the range.
func (r RowRange) after(row int) bool { return r.To > 0 && row >= r.To }
