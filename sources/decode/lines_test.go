package decode

import (
	"fmt"
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	long := strings.Repeat("x", maxLine)
	tests := []struct {
		name, in string
		want     []string // "text end size", long ones with a mark
	}{
		{"LF", "a\nbc\n", []string{"a 2 2", "bc 5 3"}},
		{"CRLF", "a\r\nbc\r\n", []string{"a 2 2", "bc 6 3"}},
		{"CR", "a\rbc\r", []string{"a 2 2", "bc 5 3"}},
		{"all three", "a\rb\n\nc\r\n\r\nd", []string{"a 2 2", "b 4 2", " 5 1", "c 7 2", " 9 1", "d 0 1"}},
		{"NULs around", "\x00\x00a\x00b\x00\n", []string{"a\x00b 7 7"}},
		{"as long as can be", long + "\n", []string{long + " 8193 8193"}},
		{"too long", long + "yyy\nz\n", []string{long + " 8196 8196 long", "z 8198 2"}},
		{"nothing", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for cut := 0; cut <= len(tt.in); cut += 1 + len(tt.in)/100 {
				checkLines(t, tt.in, cut, tt.want)
			}
		})
	}
}

// checkLines pushes in with one cut; an end in the first push counts from
// its beginning and one in the second from the cut.
func checkLines(t *testing.T, in string, cut int, want []string) {
	var l lines
	var got []string
	var at int
	each := func(ln line) {
		end := ln.end
		if end > 0 {
			end += at
		}
		s := fmt.Sprintf("%s %d %d", ln.text, end, ln.size)
		if ln.long {
			s += " long"
		}
		got = append(got, s)
	}
	l.push([]byte(in[:cut]), each)
	at = cut
	l.push([]byte(in[cut:]), each)
	l.flush(each)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("cut at %d: got %.200q, want %.200q", cut, got, want)
	}
}

func TestLinesReset(t *testing.T) {
	var l lines
	l.push([]byte("a\nhalf"), func(line) {})
	if n := l.reset(); n != 4 {
		t.Errorf("reset forgot %d bytes, want 4", n)
	}
	l.push([]byte("b\n"), func(ln line) {
		if string(ln.text) != "b" {
			t.Errorf("after reset: got %q, want b", ln.text)
		}
	})
}
