package replay

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"rigscope/sensor"
	"rigscope/sources"
)

func rigOf(rate float64, names ...string) sensor.Rig {
	rig := sensor.Rig{Name: "test", Rate: rate}
	for _, n := range names {
		rig.Channels = append(rig.Channels, sensor.Channel{Name: n, Modality: "any", Lo: math.NaN(), Hi: math.NaN()})
	}
	return rig
}

// dumpLog is a log as text: row number, time of day after 1970 or the date,
// values; and problems.
func dumpLog(text string, rig sensor.Rig) string {
	table, err := readBytes([]byte(text))
	if err != nil {
		return err.Error() + "\n"
	}
	l, err := NewLog(table, rig)
	if err != nil {
		return err.Error() + "\n"
	}
	var b strings.Builder
	for {
		row, err := l.Next()
		bad := new(sources.FrameError)
		switch {
		case err == io.EOF:
			return b.String()
		case errors.As(err, &bad):
			fmt.Fprintf(&b, "%d ! %v\n", row.N, bad)
		case err != nil:
			return b.String() + err.Error() + "\n"
		default:
			fmt.Fprintf(&b, "%d %s %v\n", row.N, row.T.Format("06-01-02T15:04:05.999999999"), row.V)
		}
	}
}

var logs = []struct {
	name, text string
	rig        sensor.Rig
	want       string
}{
	{"by name, in any order", "b,x,a\n2,9,1\n", rigOf(1, "a", "b"), "0 70-01-01T00:00:00 [1 2]\n"},
	{"blanks and case", "A,Bee\n1,2\n", rigOf(1, " a", "bee "), "0 70-01-01T00:00:00 [1 2]\n"},
	{"the exact name wins", "A,a\n1,2\n", rigOf(1, "a"), "0 70-01-01T00:00:00 [2]\n"},
	{"no time: the grid", "a\n1\n2\n3\n", rigOf(10, "a"), "0 70-01-01T00:00:00 [1]\n1 70-01-01T00:00:00.1 [2]\n2 70-01-01T00:00:00.2 [3]\n"},
	{"time by guess", "a,DateTime\n1,2020-03-09 10:14:33\n", rigOf(1, "a"), "0 20-03-09T10:14:33 [1]\n"},
	{"an ignored column is no time", "a,time\n1,5\n", ignoring(rigOf(1, "a"), "time"), "0 70-01-01T00:00:00 [1]\n"},
	{"a channel is no time", "time,b\n1,5\n", rigOf(1, "time"), "0 70-01-01T00:00:00 [1]\n"},
	{"time by the rig", "when,a\n07,1\n08,2\n", timed(rigOf(1, "a"), "When"), "0 70-01-01T00:00:07 [1]\n1 70-01-01T00:00:08 [2]\n"},
	{"decimal comma and missing", "t;a;b\n1,0;-7,39E-30;NA\n2,0;;1,5\n", timed(rigOf(1, "a", "b"), "t"),
		"0 70-01-01T00:00:01 [-7.39e-30 NaN]\n1 70-01-01T00:00:02 [NaN 1.5]\n"},
	{"booleans", "a,b\nTrue,false\n", rigOf(1, "a", "b"), "0 70-01-01T00:00:00 [1 0]\n"},
	{"JSON lines", `{"a":true,"p":{"b":null}}` + "\n" + `{"a":2,"p":{"b":3}}` + "\n", rigOf(1, "a", "p.b"),
		"0 70-01-01T00:00:00 [1 NaN]\n1 70-01-01T00:00:01 [2 3]\n"},
	{"no header", "1,2\n3,4\n", rigOf(1, "a", "b"), "0 70-01-01T00:00:00 [1 2]\n1 70-01-01T00:00:01 [3 4]\n"},
	{"no header, with time", "1,2\n3,4\n", rigOf(0.5, "a"), "0 70-01-01T00:00:01 [2]\n1 70-01-01T00:00:03 [4]\n"},
	{"no header, by number", "1,2\n3,4\n", rigOf(1, "c2"), "0 70-01-01T00:00:00 [2]\n1 70-01-01T00:00:01 [4]\n"},
	{"bad cells", "t,a,b\n1,x,y\n2,3,4\n3,5,1.2.3\n", timed(rigOf(1, "a", "b"), "t"),
		"0 ! line 2, column 2 (a): \"x\" is not a number; one more cell of the row is bad\n0 70-01-01T00:00:01 [NaN NaN]\n" +
			"1 70-01-01T00:00:02 [3 4]\n2 ! line 4, column 3 (b): \"1.2.3\" is not a number\n2 70-01-01T00:00:03 [5 NaN]\n"},
	{"the other decimal mark", "a;b\n1,5;1\n2,5;1.5\n", rigOf(1, "a", "b"),
		"0 70-01-01T00:00:00 [1.5 1]\n1 ! line 3, column 2 (b): \"1.5\" is not a number\n1 70-01-01T00:00:01 [2.5 NaN]\n"},
	{"bad times", "t,a\nx,1\n11,2\n,3\n13,4\n", timed(rigOf(1, "a"), "t"),
		"0 ! line 2, column 1 (t): \"x\" is not a time\n0 70-01-01T00:00:10 [1]\n1 70-01-01T00:00:11 [2]\n" +
			"2 ! line 4, column 1 (t): \"\" is not a time\n2 70-01-01T00:00:12 [3]\n3 70-01-01T00:00:13 [4]\n"},
	{"a short row is told once", "t,a,b\n1,1,1\n2\n3,3,3\n", timed(rigOf(1, "a", "b"), "t"),
		"0 70-01-01T00:00:01 [1 1]\n1 ! line 3: 1 cells for 3 columns: the rest is missing\n" +
			"1 70-01-01T00:00:02 [NaN NaN]\n2 70-01-01T00:00:03 [3 3]\n"},
	{"a lost row keeps its place", "t,a\n1,1\n\x00\n3,3\n", timed(rigOf(1, "a"), "t"),
		"0 70-01-01T00:00:01 [1]\n1 ! line 3: byte 0x00 is not text\n1 70-01-01T00:00:02 [NaN]\n2 70-01-01T00:00:03 [3]\n"},
	{"time back and again", "t,a\n1,1\n2,2\n1,3\n1,4\n", timed(rigOf(1, "a"), "t"),
		"0 70-01-01T00:00:01 [1]\n1 70-01-01T00:00:02 [2]\n2 70-01-01T00:00:01 [3]\n3 70-01-01T00:00:01 [4]\n"},
	{"four rows a stamp", "t,a\n5,0\n6,1\n6,2\n6,3\n6,4\n7,5\n7,6\n7,7\n7,8\n8,9\n", timed(rigOf(4, "a"), "t"),
		"0 70-01-01T00:00:05 [0]\n1 70-01-01T00:00:06 [1]\n2 70-01-01T00:00:06.25 [2]\n3 70-01-01T00:00:06.5 [3]\n4 70-01-01T00:00:06.75 [4]\n" +
			"5 70-01-01T00:00:07 [5]\n6 70-01-01T00:00:07.25 [6]\n7 70-01-01T00:00:07.5 [7]\n8 70-01-01T00:00:07.75 [8]\n9 70-01-01T00:00:08 [9]\n"},
	{"no row", "t,a\n", timed(rigOf(1, "a"), "t"), ""},

	{"channels lacking", "x,y\n1,2\n", rigOf(1, "a", "x", "b"), "test: the log does not fit the rig: it has no column a, b; its columns are x, y\n"},
	{"time lacking", "x,y\n1,2\n", timed(rigOf(1, "x"), "t"), "test: the log does not fit the rig: it has no column t; its columns are x, y\n"},
	{"many columns", "A,B,C,D,E,F,G,H,I,J,K,L,M,N\n1,2,3,4,5,6,7,8,9,0,1,2,3,4\n", rigOf(1, "x"),
		"test: the log does not fit the rig: it has no column x; its columns are A, B, C, D, E, F, G, H, I, J, K, L and 2 more\n"},
	{"no header, other width", "1,2,3\n3,4,5\n", rigOf(1, "a"), "test: the log does not fit the rig: it has no header and 3 columns, the rig has 1 channels\n"},
	{"time is no time", "t,a\nx,1\ny,2\n", timed(rigOf(1, "a"), "t"), "test: time column \"t\": \"x\" is not a time: see the formats in docs/formats.md\n"},
	{"time is ambiguous", "t,a\n01/02/2020 10:00,1\n", timed(rigOf(1, "a"), "t"),
		"test: time column \"t\": \"01/02/2020 10:00\" may be day first or month first: write dates as 2006-01-02\n"},
	{"time is empty", "t,a\n,1\n", timed(rigOf(1, "a"), "t"), "test: time column \"t\": it is empty in the first rows\n"},
}

func ignoring(rig sensor.Rig, columns ...string) sensor.Rig {
	rig.Ignore = columns
	return rig
}

func timed(rig sensor.Rig, column string) sensor.Rig {
	rig.Time = column
	return rig
}

func TestLog(t *testing.T) {
	for _, c := range logs {
		t.Run(c.name, func(t *testing.T) {
			if got := dumpLog(c.text, c.rig); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestLogColumnsError(t *testing.T) {
	_, err := NewLog(open(t, "a\n1\n"), rigOf(1, "b"))
	if !errors.Is(err, ErrColumns) {
		t.Errorf("got %v, want ErrColumns", err)
	}
}

// The corrected log copies the stamp as it is written.
func TestLogStamp(t *testing.T) {
	l, err := NewLog(open(t, "a,time\n1, 2020-03-09T10:14:33+02:00\n"), rigOf(1, "a"))
	if err != nil {
		t.Fatal(err)
	}
	row, err := l.Next()
	if err != nil || string(row.Stamp) != " 2020-03-09T10:14:33+02:00" || l.TimeColumn() != "time" {
		t.Errorf("got %q of column %q, %v", row.Stamp, l.TimeColumn(), err)
	}
	if want := time.Date(2020, 3, 9, 8, 14, 33, 0, time.UTC); !row.T.Equal(want) {
		t.Errorf("got %v, want %v", row.T, want)
	}
}
