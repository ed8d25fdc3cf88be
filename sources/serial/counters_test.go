package serial

import (
	"slices"
	"testing"
	"time"

	"rigscope/sources"
)

func TestCountersInWords(t *testing.T) {
	for _, c := range []struct {
		c    Counters
		want string
	}{
		{Counters{}, ""},
		{Counters{Overrun: 1}, "1 overrun"},
		{Counters{Overrun: 3, Framing: 1, Parity: 2, Break: 4}, "3 overruns, 1 framing error, 2 parity errors, 4 breaks"},
	} {
		if got := c.c.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestQueueKeepsOrderAndWeight(t *testing.T) {
	var q fifo
	n, m := 0, 0
	for round := range 50 {
		for range 100 + round {
			q.push(sources.Chunk{Port: n, Data: make([]byte, n%7)})
			n++
		}
		for range 100 {
			if got := q.pop().Port; got != m {
				t.Fatalf("got %d, want %d", got, m)
			}
			m++
		}
	}
	for ; q.len() > 0; m++ {
		q.pop()
	}
	if m != n || q.bytes != 0 || len(q.chunks) != 0 {
		t.Errorf("%d of %d came out, %d bytes and %d chunks left", m, n, q.bytes, len(q.chunks))
	}
}

// TestClock: stamps go on evenly where the wall clock is set back, and
// follow it where it is set forward.
func TestClock(t *testing.T) {
	now := time.Now()
	c := clock{wall: now.UTC().Round(0), since: now}
	back := clock{wall: c.wall.Add(time.Hour), since: now} // the clock was an hour ahead at the start
	forth := clock{wall: c.wall.Add(-time.Hour), since: now}
	later := now.Add(time.Second)
	got := []time.Time{c.stamp(later), back.stamp(later), forth.stamp(later)}
	want := []time.Time{c.wall.Add(time.Second), c.wall.Add(time.Hour + time.Second), later.UTC().Round(0)}
	if !slices.EqualFunc(got, want, time.Time.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}
