package decode

import (
	"testing"
)

func TestLayoutErrors(t *testing.T) {
	for _, c := range []struct {
		items []Item
		time  string
		want  string
	}{
		{nil, "", "the layout names no number: list what a frame holds, byte by byte"},
		{[]Item{{Count: 2}}, "", "the layout names no number: list what a frame holds, byte by byte"},
		{[]Item{{Name: "a", Type: "u8"}, {Name: "b", Type: "i24"}}, "", `layout item 2 (b): type "i24" is not known: want one of u8 i8 u16 i16 u32 i32 u64 i64 f32 f64, with be behind for big-endian`},
		{[]Item{{Name: "b"}}, "", `layout item 1 (b): type "" is not known: want one of u8 i8 u16 i16 u32 i32 u64 i64 f32 f64, with be behind for big-endian`},
		{[]Item{{Name: "a", Type: "u8"}, {}}, "", "layout item 2: it has no name; to pass over bytes, give their count"},
		{[]Item{{Name: "a", Type: "u8", Count: 3}}, "", "layout item 1 (a): count = 3 is for bytes to pass over, which have no name"},
		{[]Item{{Name: "a", Type: "u8"}, {Count: -1}}, "", "layout item 2: count = -1 is negative"},
		{[]Item{{Name: "a", Type: "u8"}, {Count: 1 << 40}}, "", "layout item 2: the frame would be longer than 2040 bytes"},
		{[]Item{{Name: "a", Type: "u8"}, {Name: "a", Type: "u8"}}, "", "layout item 2 (a): its name is taken"},
		{[]Item{{Name: "a", Type: "u8"}}, "t", "the time t is not in the layout"},
		{[]Item{{Name: "t", Type: "u32"}}, "t", "the time t needs a unit in the layout: s, ms, us or ns"},
	} {
		_, err := newCOBS(Options{Layout: c.items, Time: c.time})
		if err == nil || err.Error() != c.want {
			t.Errorf("%+v: got %v, want %s", c.items, err, c.want)
		}
	}
}

// TestLayoutTypes reads the same bytes as every type.
func TestLayoutTypes(t *testing.T) {
	for kind, want := range map[string]string{
		"u8": "254", "i8": "-2", "u16": "65534", "i16": "-2", "u16be": "65279", "i16be": "-257",
		"u32": "4294967294", "i32": "-2", "u32be": "4278190079", "i32be": "-16777217",
		"u64": "1.844674407e+19", "i64": "-2", "u64be": "1.837468648e+19", "i64be": "-7.205759404e+16",
		"f32": "?", "f64": "?", "f32be": "-1.701411733e+38", "f64be": "-5.486124069e+303",
	} {
		l, err := newLayout([]Item{{Name: "v", Type: kind}}, "")
		if err != nil {
			t.Fatal(err)
		}
		r := Record{Uptime: -1}
		l.fill([]byte("\xfe\xff\xff\xff\xff\xff\xff\xff")[:l.size], &r)
		if got := said(&r); got != "v="+want {
			t.Errorf("%s: got %s, want v=%s", kind, got, want)
		}
	}
}

// TestLayoutTime tells dates from counters.
func TestLayoutTime(t *testing.T) {
	for _, c := range []struct {
		item Item
		in   string
		want string
	}{
		{Item{Type: "u32be", Unit: "s"}, "\x65\x53\xf1\x00", "2023-11-14T22:13:20"},
		{Item{Type: "u64", Unit: "us"}, "\x40\x42\x0f\x00\x00\x00\x00\x00", "1s"},
		{Item{Type: "f64be", Unit: "s"}, "\x7f\xf8\x00\x00\x00\x00\x00\x01", ""},
		{Item{Type: "i8", Unit: "ms"}, "\xff", ""},
		{Item{Type: "u8", Unit: "ms", Scale: 100}, "\x05", "500ms"},
		{Item{Type: "u8", Unit: "m"}, "\x05", "time=5 m"},
	} {
		c.item.Name = "time"
		l, err := newLayout([]Item{c.item}, "")
		if err != nil {
			t.Fatal(err)
		}
		r := Record{Uptime: -1}
		l.fill([]byte(c.in), &r)
		if got := said(&r); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.item, got, c.want)
		}
	}
}
