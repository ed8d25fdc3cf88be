package decode

import (
	"testing"
	"time"
)

func TestUnknownFormat(t *testing.T) {
	_, err := New("xml", Options{})
	want := `unknown format "xml": known are json, teleplot, serialstudio, nmea, label, csv, modbus, cobs, slip`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestDoubt: what follows a gap may be the tail of a line, and 3.45 is a
// number as good as 123.45.
func TestDoubt(t *testing.T) {
	for _, tt := range []struct{ format, before, after, want string }{
		{"csv", "a,b\n1,2\n3,", "4,5\n6,7\n", "a=1 b=2\na=6 b=7\nskipped 10\n"},
		{"csv", "a,b\n1,2\n", "a,b\n3,4\n", "a=1 b=2\na=3 b=4\nskipped 8\n"},
		{"label", "temp:1\nte", "mp:3\ntemp:4\n", "temp=1\ntemp=4\nskipped 7\n"},
		{"teleplot", ">a:1\n>a:", "2\n>a:3\n", "a=1\na=3\nskipped 5\n"},
		{"json", "{\"a\":1}\n{\"a\":", "2}\n{\"a\":3}\n", "a=1\na=3\nskipped 8\n"},
		{"serialstudio", "/*1*//*", "2*//*3*/", "c1=1\nc1=3\nskipped 5\n"},
	} {
		d, got := open(t, tt.format, Options{}), ""
		take := func(r *Record) { got += show(r) }
		d.Push([]byte(tt.before), time.Time{}, take)
		d.Reset()
		d.Doubt()
		if got += decodeParts(t, d, tt.after); got != tt.want {
			t.Errorf("%s, %q, Reset, %q:\ngot:\n%swant:\n%s", tt.format, tt.before, tt.after, got, tt.want)
		}
	}
}

// TestLongBanner: what never becomes a record is said at last.
func TestLongBanner(t *testing.T) {
	d, bad := open(t, "json", Options{}), 0
	for range maxBanner + 3 {
		d.Push([]byte("hello\n"), time.Time{}, func(*Record) { bad++ })
	}
	if s := d.Stats(); bad != 3 || s.Bad != 3 || s.Skipped != maxBanner*6 {
		t.Errorf("%d bad ones, %+v", bad, s)
	}
}

// TestNoise: names that noise invents do not fill the memory.
func TestNoise(t *testing.T) {
	var n names
	for i := range 3 * maxNames {
		n.of([]byte{byte(i), byte(i >> 8), 'x'})
	}
	if len(n.known) != maxNames {
		t.Errorf("%d names are kept, want %d", len(n.known), maxNames)
	}
}
