package decode

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// wire is one input of a table and what a decoder makes of it.
type wire struct {
	name string
	opt  Options
	in   string
	want string // a record a line, as show writes them, and what was skipped
}

// show writes a record: "a=1.5 b=2[C] at 2020-03-09T10:14:33Z", "up 1ms", "! "
// with the error, and what is to be told in brackets.
func show(r *Record) string {
	var b strings.Builder
	for _, f := range r.Fields {
		fmt.Fprintf(&b, "%s=%v", f.Name, f.V)
		if f.Unit != "" {
			fmt.Fprintf(&b, "[%s]", f.Unit)
		}
		b.WriteByte(' ')
	}
	if !r.Time.IsZero() {
		fmt.Fprintf(&b, "at %s ", r.Time.Format(time.RFC3339Nano))
	}
	if r.Uptime >= 0 {
		fmt.Fprintf(&b, "up %v ", r.Uptime)
	}
	if r.Err != nil {
		fmt.Fprintf(&b, "! %v ", r.Err)
	}
	if r.Note != "" {
		fmt.Fprintf(&b, "(%s)", r.Note)
	}
	return strings.TrimSpace(b.String()) + "\n"
}

// decodeParts pushes the parts and flushes. Each end must lie in its part and
// never before the end of the record before.
func decodeParts(t testing.TB, d Decoder, parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		last := 0
		d.Push([]byte(part), time.Time{}, func(r *Record) {
			if r.End < last || r.End > len(part) {
				t.Errorf("a record ends at %d of %d, the one before at %d", r.End, len(part), last)
			}
			last = r.End
			b.WriteString(show(r))
		})
	}
	d.Flush(func(r *Record) {
		if r.End != 0 {
			t.Errorf("a flushed record ends at %d", r.End)
		}
		b.WriteString(show(r))
	})
	if n := d.Stats().Skipped; n != 0 {
		fmt.Fprintf(&b, "skipped %d\n", n)
	}
	return b.String()
}

func open(t testing.TB, format string, opt Options) Decoder {
	d, err := New(format, opt)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// checkTable reads each input whole, cut at each place, and byte by byte.
func checkTable(t *testing.T, format string, table []wire) {
	for _, tt := range table {
		t.Run(tt.name, func(t *testing.T) {
			got := decodeParts(t, open(t, format, tt.opt), tt.in)
			if got != tt.want {
				t.Errorf("%q\ngot:\n%swant:\n%s", tt.in, got, tt.want)
			}
			checkCuts(t, format, tt.opt, tt.in, got)
		})
	}
}

func checkCuts(t testing.TB, format string, opt Options, in, want string) {
	for cut := 0; cut <= len(in); cut += 1 + len(in)/1000 {
		if got := decodeParts(t, open(t, format, opt), in[:cut], in[cut:]); got != want {
			t.Fatalf("cut at %d:\ngot:\n%swhole:\n%s", cut, got, want)
		}
	}
	if got := decodeParts(t, open(t, format, opt), strings.Split(in, "")...); got != want {
		t.Fatalf("byte by byte:\ngot:\n%swhole:\n%s", got, want)
	}
}

// checkTotal holds what is true of any input.
func checkTotal(t testing.TB, format string, opt Options, in []byte, cut int) {
	whole := decodeParts(t, open(t, format, opt), string(in))
	if cut = cut % (len(in) + 1); cut < 0 {
		cut = -cut
	}
	d := open(t, format, opt)
	if got := decodeParts(t, d, string(in[:cut]), string(in[cut:])); got != whole {
		t.Errorf("cut at %d:\ngot:\n%swhole:\n%s", cut, got, whole)
	}
	if s := d.Stats(); s.Skipped < 0 || s.Skipped > len(in) {
		t.Errorf("%d of %d bytes were skipped", s.Skipped, len(in))
	}
	checkReset(t, d, in, cut)
}

// checkReset holds that a decoder goes on after a pulled cable.
func checkReset(t testing.TB, d Decoder, in []byte, cut int) {
	before := d.Stats()
	d.Push(in[:cut], time.Time{}, func(*Record) {})
	d.Reset()
	d.Push(in[cut:], time.Time{}, func(*Record) {})
	d.Reset()
	if s := d.Stats(); s.Records < before.Records || s.Skipped < before.Skipped || s.Skipped-before.Skipped > len(in) {
		t.Errorf("after Reset %+v, before %+v", s, before)
	}
}
