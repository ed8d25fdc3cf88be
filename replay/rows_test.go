package replay

import "testing"

func TestParseRows(t *testing.T) {
	for _, c := range []struct {
		text string
		want RowRange
		err  string
	}{
		{"", RowRange{}, ""},
		{":", RowRange{}, ""},
		{"400:1200", RowRange{400, 1200}, ""},
		{"400:", RowRange{400, 0}, ""},
		{":1200", RowRange{0, 1200}, ""},
		{"5", RowRange{}, `rows "5": want A:B, such as 400:1200, 400: or :1200`},
		{"a:5", RowRange{}, `rows "a:5": "a" is not a row number`},
		{"1:-5", RowRange{}, `rows "1:-5": "-5" is not a row number`},
		{"1:2:3", RowRange{}, `rows "1:2:3": "2:3" is not a row number`},
		{"9:5", RowRange{}, `rows "9:5": there is no row in it`},
		{":0", RowRange{}, `rows ":0": there is no row in it`},
	} {
		got, err := ParseRows(c.text)
		text := ""
		if err != nil {
			text = err.Error()
		}
		if got != c.want || text != c.err {
			t.Errorf("%q: got %v, %q; want %v, %q", c.text, got, text, c.want, c.err)
		}
	}
}
