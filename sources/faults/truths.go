package faults

import (
	"sort"
	"time"
)

// keepTruths [frames] is more than a pipeline ever has read and not judged.
const keepTruths = 8192

// truths is a ring of what damaged channels would have read. Drills follow
// one another and each has its frames in order, so it is sorted by number
// and time.
type truths struct {
	ring []truth
	next int // place that is written next, once the ring is full
}

type truth struct {
	id int
	t  time.Time
	v  []float64
}

func (r *truths) keep(id int, t time.Time, v []float64) {
	if len(r.ring) < keepTruths {
		r.ring = append(r.ring, truth{id, t, v})
		return
	}
	r.ring[r.next] = truth{id, t, v}
	r.next = (r.next + 1) % keepTruths
}

func (r *truths) find(id int, t time.Time) ([]float64, bool) {
	n := len(r.ring)
	at := func(i int) truth { return r.ring[(r.next+i)%n] }
	i := sort.Search(n, func(i int) bool {
		x := at(i)
		return x.id > id || x.id == id && !x.t.Before(t)
	})
	if i == n || at(i).id != id || !at(i).t.Equal(t) {
		return nil, false
	}
	return at(i).v, true
}
