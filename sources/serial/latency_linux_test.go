package serial

import (
	"slices"
	"testing"
	"time"
)

// BenchmarkLatency is from the write of a line to what Next gives of it, on
// a pseudo-terminal: p50 and p99 [µs].
func BenchmarkLatency(b *testing.B) {
	c := plug(b)
	f := startFeed(b, nil, Options{Device: c.device, Must: true})
	next(b, f)
	next(b, f)
	took, line := make([]time.Duration, 0, b.N), []byte("temp:21.53,pressure:1.013\n")
	for b.Loop() {
		begun := time.Now()
		c.Write(line)
		for n := 0; n < len(line); {
			n += len(next(b, f).Data)
		}
		took = append(took, time.Since(begun))
		time.Sleep(200 * time.Microsecond) // as from a sensor, not in one breath
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-µs")
}

// BenchmarkReading is how much data a feed takes in from one port.
func BenchmarkReading(b *testing.B) {
	c := plug(b)
	f := startFeed(b, nil, Options{Device: c.device, Must: true})
	next(b, f)
	next(b, f)
	block := make([]byte, 1024)
	b.SetBytes(int64(len(block)))
	for b.Loop() {
		c.Write(block)
		for n := 0; n < len(block); {
			n += len(next(b, f).Data)
		}
	}
}
