package merge

import (
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"rigscope/sources"
	"rigscope/sources/sourcetest"
)

// tape is chunks in memory. At its end it waits where a cable would.
type tape struct {
	chunks []sources.Chunk
	live   bool
	closed chan struct{}
}

func (p *tape) Ready() bool { return len(p.chunks) > 0 || !p.live }

func (p *tape) Next(ctx context.Context) (sources.Chunk, error) {
	select {
	case <-p.closed:
		return sources.Chunk{}, sources.ErrClosed
	default:
	}
	switch {
	case ctx.Err() != nil:
		return sources.Chunk{}, ctx.Err()
	case len(p.chunks) > 0:
		c := p.chunks[0]
		p.chunks = p.chunks[1:]
		return c, nil
	case !p.live:
		return sources.Chunk{}, io.EOF
	}
	select {
	case <-p.closed:
		return sources.Chunk{}, sources.ErrClosed
	case <-ctx.Done():
		return sources.Chunk{}, ctx.Err()
	}
}

func (p *tape) Close() error {
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	return nil
}

func taped(n int, live bool) func() (sources.Chunks, error) {
	return func() (sources.Chunks, error) {
		p := &tape{live: live, closed: make(chan struct{})}
		for i := range n {
			at := noon.Add(time.Duration(i) * 100 * time.Millisecond)
			p.chunks = append(p.chunks, sources.Chunk{Port: 0, T: at, Data: fmt.Appendf(nil, "p:%d\n", i)},
				sources.Chunk{Port: 1, T: at.Add(time.Millisecond), Data: fmt.Appendf(nil, "q:%d\nq:x\n", -i)})
		}
		return p, nil
	}
}

func TestSourceKeepsTheContract(t *testing.T) {
	for _, live := range []bool{false, true} {
		t.Run(fmt.Sprintf("live=%v", live), func(t *testing.T) {
			sourcetest.Run(t, func(t *testing.T) sources.Source {
				s, err := New(taped(200, live), rigOf(10, "p", "q"), label("a", "b"), Options{})
				if err != nil {
					t.Fatal(err)
				}
				return s
			})
		})
	}
}

// After a Seek come the frames that an uninterrupted run has there.
func TestSeekGivesTheSameFrames(t *testing.T) {
	s, err := New(taped(50, false), rigOf(10, "p", "q"), label("a", "b"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	whole := drained(t, s)
	if err := s.Seek(noon.Add(2 * time.Second)); err != nil {
		t.Fatal(err)
	}
	rest := drained(t, s)
	if len(rest) != len(whole)-20 || rest[0] != whole[20] {
		t.Errorf("%d frames from %s, want %d from %s", len(rest), rest[0], len(whole)-20, whole[20])
	}
}

func TestRowsInRange(t *testing.T) {
	rows := 0
	s, err := New(taped(50, false), rigOf(10, "p", "q"), label("a", "b"), Options{From: 20, To: 60, OnRow: func(Row) { rows++ }})
	if err != nil {
		t.Fatal(err)
	}
	if frames := drained(t, s); rows != 40 || len(frames) == 0 || len(frames) > 21 {
		t.Errorf("%d rows, %d frames", rows, len(frames))
	}
}

func drained(t *testing.T, s *Source) (out []string) {
	t.Helper()
	for {
		f, err := s.Next(t.Context())
		switch err.(type) {
		case nil:
			out = append(out, fmt.Sprint(f.T.Sub(noon), f.Row, f.V))
			continue
		case *sources.FrameError:
			continue
		}
		if err != io.EOF {
			t.Fatal(err)
		}
		return out
	}
}

// broken is a tape with a damaged piece before some chunk.
type broken struct {
	sources.Chunks
	left int
}

func (b *broken) Next(ctx context.Context) (sources.Chunk, error) {
	if b.left--; b.left == -1 {
		return sources.Chunk{}, &sources.FrameError{Where: "at noon", Err: fmt.Errorf("1 chunk is missing")}
	}
	return b.Chunks.Next(ctx)
}

// What is behind a hole in a recording is not read as the rest of what is
// before it, and a hole that swallowed the end of what was hidden hides no more.
func TestHoleInARecordingMakesNoNumber(t *testing.T) {
	for _, c := range []struct {
		name  string
		start []sources.Chunk
	}{
		{"half a line", []sources.Chunk{{T: noon, Data: []byte("p:1\np:2")}}},
		{"hidden", []sources.Chunk{{T: noon, Data: []byte("p:1\n")}, {T: noon, Kind: sources.Hidden}}},
	} {
		chunks := append(c.start, sources.Chunk{T: noon.Add(time.Second), Data: []byte("34\np:5\n")}, sources.Chunk{T: noon.Add(2 * time.Second), Data: []byte("p:6\n")})
		var got []float64
		open := func() (sources.Chunks, error) {
			return &broken{Chunks: &tape{chunks: chunks, closed: make(chan struct{})}, left: len(c.start)}, nil
		}
		s, err := New(open, rigOf(1, "p"), label("a"), Options{OnRow: func(r Row) { got = append(got, r.V[0]) }})
		if err != nil {
			t.Fatal(err)
		}
		drained(t, s)
		if want := "[1 5 6]"; fmt.Sprint(got) != want {
			t.Errorf("%s: got %v, want %s", c.name, got, want)
		}
	}
}
