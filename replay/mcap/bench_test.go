package mcap

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rigscope/sources"
)

// line is one of 24 numbers, as a board writes it.
func line(r *rand.Rand, values []float64) []byte {
	var b []byte
	for i := range values {
		values[i] = 20 + float64(i) + r.NormFloat64()*0.05
		b = fmt.Appendf(b, "%.3f,", values[i])
	}
	b[len(b)-1] = '\n'
	return b
}

func names(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("channel%d", i))
	}
	return all
}

// nowhere is a disk without limits.
type nowhere struct{}

func (nowhere) WriteAt(p []byte, _ int64) (int, error) { return len(p), nil }
func (nowhere) Sync() error                            { return nil }
func (nowhere) Close() error                           { return nil }

func someLines() [][]byte {
	rng := rand.New(rand.NewPCG(1, 2))
	lines := make([][]byte, 5000)
	for i := range lines {
		lines[i] = line(rng, make([]float64, 24))
	}
	return lines
}

// benchCaller measures what the caller pays while the writer keeps up.
func benchCaller(b *testing.B, put func(r *Recorder, i int)) {
	r, err := newRecorder(nowhere{}, "nowhere", testInfo())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		put(r, i)
		if i%50_000 == 49_999 {
			b.StopTimer()
			for r.State().Queued > 2*batchSize {
				time.Sleep(time.Millisecond)
			}
			b.StartTimer()
		}
	}
	if err := r.Close(); err != nil {
		b.Fatal(err)
	}
}

// A line of 24 numbers as bytes: what a live run pays for each read.
func BenchmarkRecorderChunk(b *testing.B) {
	lines := someLines()
	benchCaller(b, func(r *Recorder, i int) {
		r.Chunk(sources.Chunk{T: began.Add(time.Duration(i) * time.Millisecond), Data: lines[i%len(lines)]})
	})
}

// The same line decoded.
func BenchmarkRecorderRow(b *testing.B) {
	header, values := names(24), make([]float64, 24)
	line(rand.New(rand.NewPCG(1, 2)), values)
	benchCaller(b, func(r *Recorder, i int) {
		t := began.Add(time.Duration(i) * time.Millisecond)
		r.Row(0, i, t, t, header, values)
	})
}

// What the writer does with a chunk of the file: pack and index it.
func BenchmarkEncoder(b *testing.B) {
	r := new(Recorder)
	r.begin(testInfo().Ports)
	lines := someLines()
	for i := range 5000 {
		r.Chunk(sources.Chunk{T: began.Add(time.Duration(i) * time.Millisecond), Data: lines[i%len(lines)]})
	}
	full := r.queue.take(true)
	e, err := newEncoder(testInfo())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(full.size()))
	for b.Loop() {
		e.out.Reset()
		if err := e.batch(full); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(full.size())/float64(e.out.Len()), "packed-to-1")
}

// Reading back 100 000 lines.
func BenchmarkChunks(b *testing.B) {
	path := filepath.Join(b.TempDir(), "run.mcap")
	r, err := NewRecorder(path, testInfo())
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	size := 0
	for i := range 100_000 {
		data := line(rng, make([]float64, 24))
		size += len(data)
		r.Chunk(sources.Chunk{T: began.Add(time.Duration(i) * time.Millisecond), Data: data})
	}
	if err := r.Close(); err != nil {
		b.Fatal(err)
	}
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(size)/float64(info.Size()), "packed-to-1")
	}
	file := open(b, path)
	b.SetBytes(int64(size))
	for b.Loop() {
		in, err := file.Chunks()
		for err == nil {
			_, err = in.Next(context.Background())
		}
		if err != io.EOF {
			b.Fatal(err)
		}
	}
}
