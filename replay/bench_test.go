package replay

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"rigscope/sensor"
)

// benchLog is a log of n rows with a time stamp and eight numbers; seed 1.
func benchLog(n int) []byte {
	random := rand.New(rand.NewPCG(1, 1))
	var b bytes.Buffer
	b.WriteString("datetime," + strings.Join(benchRigNames(), ",") + "\n")
	t := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i := range n {
		b.WriteString(t.Add(time.Duration(i) * 10 * time.Millisecond).Format("2006-01-02 15:04:05.00"))
		for range 8 {
			fmt.Fprintf(&b, ",%.6g", 200*random.Float64())
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func benchRigNames() []string { return strings.Split("a b c d e f g h", " ") }

func benchRig() sensor.Rig { return rigOf(100, benchRigNames()...) }

// BenchmarkCSV reads a log of 100000 rows: as text, as rows of a rig, as frames
// on its grid.
func BenchmarkCSV(b *testing.B) {
	const rows = 100_000
	log := benchLog(rows)
	b.Run("table", func(b *testing.B) {
		benchRows(b, rows, log, func(t *Table) {
			for {
				if _, err := t.Next(); err == io.EOF {
					return
				}
			}
		})
	})
	b.Run("log", func(b *testing.B) {
		benchRows(b, rows, log, func(t *Table) {
			l, err := NewLog(t, benchRig())
			for err == nil {
				_, err = l.Next()
			}
		})
	})
	b.Run("source", func(b *testing.B) {
		benchRows(b, rows, log, func(t *Table) {
			src, err := New(func() (*Log, error) { return NewLog(t, benchRig()) }, Options{})
			for err == nil {
				_, err = src.Next(b.Context())
			}
		})
	})
}

func benchRows(b *testing.B, rows int, log []byte, read func(*Table)) {
	b.ReportAllocs()
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		t, err := readBytes(log)
		if err != nil {
			b.Fatal(err)
		}
		read(t)
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}
