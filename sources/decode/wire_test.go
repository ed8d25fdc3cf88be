package decode

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
)

// wireCase is bytes of a wire and what is read of them.
type wireCase struct {
	name string
	in   string
	want string // records as said has them, a line each
	skip int    // bytes
}

// said writes a record for a test: "12:30:00 lat=1.5 deg, lon=? deg" or
// "bad: …".
func said(r *Record) string {
	var parts []string
	for _, f := range r.Fields {
		v := "?"
		if !math.IsNaN(f.V) {
			v = strconv.FormatFloat(f.V, 'g', 10, 64)
		}
		parts = append(parts, strings.TrimSpace(f.Name+"="+v+" "+f.Unit))
	}
	s := strings.Join(parts, ", ")
	if !r.Time.IsZero() {
		s = strings.TrimSpace(r.Time.Format("2006-01-02T15:04:05.999") + " " + s)
	}
	if r.Uptime >= 0 {
		s = strings.TrimSpace(r.Uptime.String() + " " + s)
	}
	if r.Err != nil {
		s = strings.TrimSpace(s + " bad: " + r.Err.Error())
	}
	return s
}

// hear pushes pieces into d, as at a gapless line, and writes its records.
// It checks what holds for any input.
func hear(t testing.TB, d Decoder, pieces ...string) string {
	t.Helper()
	var out []string
	records, before := 0, 0
	take := func(size int) func(*Record) {
		before = 0
		return func(r *Record) {
			records++
			if r.End < 0 || r.End > size || r.End != 0 && r.End < before {
				t.Fatalf("record ends at %d of %d bytes, the one before at %d", r.End, size, before)
			}
			before = max(before, r.End)
			out = append(out, said(r))
		}
	}
	total := 0
	for _, p := range pieces {
		d.Push([]byte(p), time.Time{}, take(len(p)))
		total += len(p)
	}
	d.Flush(take(0))
	s := d.Stats()
	if s.Records+s.Bad != records || s.Checksum > s.Bad || s.Skipped > total || s.Skipped < 0 {
		t.Fatalf("%d records of %d bytes, but %+v", records, total, s)
	}
	return strings.Join(out, "\n")
}

// hearCut does the same with the input cut into single bytes and at every
// place, and wants the same.
func hearCut(t testing.TB, open func() Decoder, in string) (string, Stats) {
	t.Helper()
	d := open()
	want := hear(t, d, in)
	check := func(how string, pieces ...string) {
		t.Helper()
		c := open()
		if got := hear(t, c, pieces...); got != want || c.Stats() != d.Stats() {
			t.Fatalf("%s: got\n%s\n%+v\nwant\n%s\n%+v", how, got, c.Stats(), want, d.Stats())
		}
	}
	check("in bytes", strings.Split(in, "")...)
	for i := 1; i < len(in) && len(in) < 2000; i++ {
		check(fmt.Sprintf("cut at %d", i), in[:i], in[i:])
	}
	return want, d.Stats()
}

// testWire reads a table.
func testWire(t *testing.T, open func() Decoder, cases []wireCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, stats := hearCut(t, open, c.in)
			if got != c.want || stats.Skipped != c.skip {
				t.Errorf("got\n%s\n%d skipped; want\n%s\n%d skipped", got, stats.Skipped, c.want, c.skip)
			}
		})
	}
}

// opener makes decoders of one kind.
func opener(t testing.TB, make func(Options) (Decoder, error), opt Options) func() Decoder {
	return func() Decoder {
		d, err := make(opt)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

// benchWire pushes the same bytes in chunks of a serial read.
func benchWire(b *testing.B, d Decoder, in []byte) {
	fields := 0
	count := func(r *Record) { fields += len(r.Fields) }
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		for from := 0; from < len(in); from += 512 {
			d.Push(in[from:min(from+512, len(in))], time.Time{}, count)
		}
	}
	b.ReportMetric(float64(fields)/float64(b.N), "readings/op")
}

// fuzzWire seeds a fuzz target from a table and holds what is true of any
// input: no panic, bounds, the same however it is cut.
func fuzzWire(f *testing.F, open func() Decoder, cases []wireCase) {
	for _, c := range cases {
		f.Add([]byte(c.in), 3)
	}
	f.Fuzz(func(t *testing.T, in []byte, cut int) {
		s, at := string(in), 0
		if len(s) > 0 {
			at = int(uint(cut) % uint(len(s)))
		}
		a, b, c := open(), open(), open()
		whole := hear(t, a, s)
		if got := hear(t, b, s[:at], s[at:]); got != whole || a.Stats() != b.Stats() {
			t.Fatalf("cut at %d: got\n%s\n%+v\nwant\n%s\n%+v", at, got, b.Stats(), whole, a.Stats())
		}
		if got := hear(t, c, strings.Split(s, "")...); got != whole || a.Stats() != c.Stats() {
			t.Fatalf("in bytes: got\n%s\n%+v\nwant\n%s\n%+v", got, c.Stats(), whole, a.Stats())
		}
	})
}
