package decode

import (
	"strings"
	"testing"
	"time"
)

// BenchmarkDecode reads lines of 24 channels, in chunks as a port gives
// them.
func BenchmarkDecode(b *testing.B) {
	row := strings.Repeat(",%[2]v", 24)[1:]
	for _, bench := range []struct{ format, in string }{
		{"csv", many(row + "\n")},
		{"label", many(strings.ReplaceAll(row, "%", "n:%") + "\n")},
		{"teleplot", many(">temp:%d:%v§C|g\n")},
		{"json", many("{\"ts\":%d,\"a\":%v,\"b\":{\"c\":[1,2.5,3]}}\n")},
		{"serialstudio", many("/*" + row + "*/\n")},
	} {
		b.Run(bench.format, func(b *testing.B) { benchmark(b, bench.format, bench.in) })
	}
}

func benchmark(b *testing.B, format, in string) {
	d, data, readings := open(b, format, Options{}), []byte(in), 0
	emit := func(r *Record) { readings += len(r.Fields) }
	d.Push(data, time.Time{}, emit)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	readings = 0
	for b.Loop() {
		for rest := data; len(rest) > 0; {
			n := min(len(rest), 256)
			d.Push(rest[:n], time.Time{}, emit)
			rest = rest[n:]
		}
	}
	b.ReportMetric(float64(readings)/b.Elapsed().Seconds(), "readings/s")
}
