package replay

import (
	"strings"
	"testing"
)

// csvTables are awkward files; the fuzz test begins with them.
var csvTables = []struct{ name, text, want string }{
	{"plain", "a,b\n1,2\n3,4\n", "a|b\n1|2\n3|4\n"},
	{"no line end at the end", "a,b\n1,2", "a|b\n1|2\n"},
	{"CRLF", "a,b\r\n1,2\r\n", "a|b\n1|2\n"},
	{"CR CRLF", "a,b\r\r\n1,2\r\r\n", "a|b\n1|2\n"},
	{"lone CR", "a,b\r1,2\r3,4", "a|b\n1|2\n3|4\n"},
	{"BOM", "\xef\xbb\xbfa,b\n1,2\n", "a|b\n1|2\n"},
	{"semicolon", "a;b\n1.5;2\n", "a|b\n1.5|2\n"},
	{"decimal comma", "a;b\n1,5;2,5\n-7,39E-30;4\n", "a|b\n1,5|2,5\n-7,39E-30|4\n"},
	{"decimal comma without header", "1,5;2,5\n3,5;4,5\n", "c1|c2\n1,5|2,5\n3,5|4,5\n"},
	{"time and decimal comma", "t;a\n2020-01-01 00:00:00;1,5\n", "t|a\n2020-01-01 00:00:00|1,5\n"},
	{"tab", "a\tb\n1\t2\n", "a|b\n1|2\n"},
	{"tab and decimal comma", "1,5\t2,5\n3,5\t4,5\n", "c1|c2\n1,5|2,5\n3,5|4,5\n"},
	{"runs of blanks", "  1.5e+00   2\n 3  4  \n", "c1|c2\n1.5e+00|2\n3|4\n"},
	{"blanks with names", "a   b\n1   2\n", "a|b\n1|2\n"},
	{"text with blanks is no table of blanks", "note\nall is well\nall is bad\n", "note\nall is well\nall is bad\n"},
	{"quotes", "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n\"\",\" z \" \n", "a|b\nx, y|say \"hi\"\n| z \n"},
	{"line end inside quotes", "a,b\n\"x\ny\",1\n2,3\n", "a|b\nx\ny|1\n2|3\n"},
	{"an inch is no quote", "a,b\n5\",1\n6,2\n", "a|b\n5\"|1\n6|2\n"},
	{"stray quote", "a,b\n\"1,2\n3,4\n5,6\n", "a|b\n! line 2: a quoted cell is never closed\n|\n3|4\n5|6\n"},
	{"text behind a quote", "a,b\n\"1\"x,2\n3,4\n",
		"a|b\n! line 2: there is text between a closing quote and the next separator\n|\n3|4\n"},
	{"stray quotes on two lines", "a,b\n\"1,2\n3,4\n\"5,6\n7,8\n",
		"a|b\n! line 2: there is text between a closing quote and the next separator\n|\n3|4\n" +
			"! line 4: a quoted cell is never closed\n|\n7|8\n"},
	{"names trimmed, empty, twice", "a , a,,A,a_2\n1,2,3,4,5\n", "a|a_2|c3|A|a_2_2\n1|2|3|4|5\n"},
	{"Latin-1 name", "Temp [\xb0C],b\n1,2\n", "Temp [°C]|b\n1|2\n"},
	{"empty columns at the right", "a;b;;;\n1;2;;;\n3;4;;;\n", "a|b\n1|2\n3|4\n"},
	{"a column without a name", "a,b\n1,2,9\n3,4,8\n", "a|b|c3\n1|2|9\n3|4|8\n"},
	{"row numbers of R", "\"a\",\"b\"\n\"1\",5,6\n\"2\",7,8\n", "row|a|b\n1|5|6\n2|7|8\n"},
	{"separator at the end of each row", "a,b\n1,2,\n2,4,\n", "a|b\n1|2\n2|4\n"},
	{"no header", "1,2\n3,4\n", "c1|c2\n1|2\n3|4\n"},
	{"no header, time first", "2020-01-01 00:00:00,2\n2020-01-01 00:00:01,4\n",
		"c1|c2\n2020-01-01 00:00:00|2\n2020-01-01 00:00:01|4\n"},
	{"no header, text in a column", "1,ok,2\n3,ok,4\n", "c1|c2|c3\n1|ok|2\n3|ok|4\n"},
	{"only a header", "a,b\n", "a|b\n"},
	{"header in a comment", "# a b\n1 2\n3 4\n", "a|b\n1|2\n3|4\n"},
	{"titles", "Logger 3\nSerial;77\n\nt;a;b;c\n1;2;3;4\n5;6;7;8\n", "t|a|b|c\n1|2|3|4\n5|6|7|8\n"},
	{"comments and blank lines", "a,b\n# hm\n1,2\n\n   \n3,4\n", "a|b\n1|2\n3|4\n"},
	{"#N/A is no comment", "a,b\n#N/A,2\n", "a|b\n#N/A|2\n"},
	{"short row", "a,b,c\n1,2,3\n4,5\n6,7,8\n", "a|b|c\n1|2|3\n! line 3: 2 cells for 3 columns: the rest is missing\n4|5|\n6|7|8\n"},
	{"long row", "a,b\n1,2\n3,4,5\n6,7\n6,7,\n", "a|b\n1|2\n! line 3: 3 cells for 2 columns: the rest is left out\n3|4\n6|7\n6|7\n"},
	{"binary", "a,b\n1,2\n\x00\x01\x02\n3,4\n", "a|b\n1|2\n! line 3: byte 0x00 is not text\n|\n3|4\n"},
	{"binary in quotes", "a,b\n1,2\n\"\x1b[2J\",2\n3,4\n", "a|b\n1|2\n! line 3: byte 0x1b is not text\n|\n3|4\n"},
	{"too long", "a,b\n1,2\n3," + strings.Repeat("9", maxLine+300000) + "\n5,6\n",
		"a|b\n1|2\n! line 3: the line is longer than 1 MiB\n|\n5|6\n"},
	{"too long at the end", "a,b\n1,2\n" + strings.Repeat("9", 3*maxLine), "a|b\n1|2\n! line 3: the line is longer than 1 MiB\n|\n"},
	{"CR inside a line", "a,b\n1\r0,2\n", "a|b\n1\r0|2\n"},
	{"one column", "a\n1\n2\n", "a\n1\n2\n"},
	{"one column of text", "a\nx\ny\n", "a\nx\ny\n"},
	{"glitch in the first row", "ERR,2,3\n4,5,6\n", "c1|c2|c3\nERR|2|3\n4|5|6\n"},
}

func TestCSV(t *testing.T) {
	for _, c := range csvTables {
		t.Run(c.name, func(t *testing.T) {
			if got := dump(t, open(t, c.text)); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// A row keeps its number and its line, whatever was wrong above it.
func TestRecordPosition(t *testing.T) {
	table := open(t, "# by hand\n\na,b\n1,2\n\"x\ny\",2\n\x00\n\n3,4\n")
	want := []Record{{Row: 0, Line: 4}, {Row: 1, Line: 5}, {Row: 2, Line: 7}, {Row: 2, Line: 7}, {Row: 3, Line: 9}}
	for i, w := range want {
		got, err := table.Next()
		if got.Row != w.Row || got.Line != w.Line || (err != nil) != (i == 2) {
			t.Errorf("record %d: row %d, line %d, error %v; want row %d, line %d", i, got.Row, got.Line, err, w.Row, w.Line)
		}
	}
}

func FuzzTable(f *testing.F) {
	for _, c := range csvTables {
		if len(c.text) < 1000 {
			f.Add([]byte(c.text))
		}
	}
	for _, c := range jsonTables {
		f.Add([]byte(c.text))
	}
	for _, c := range captures {
		f.Add([]byte(c.in))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := readBytes(text)
		if err != nil {
			return
		}
		checkTable(t, table)
	})
}
