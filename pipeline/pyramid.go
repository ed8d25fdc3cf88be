package pipeline

import (
	"slices"
	"time"

	"rigscope/inference"
)

// The frames of a run are summed up in levels of buckets: eight frames to a
// bucket, eight of those to one of the next level, and so on. A level keeps
// its newest keepBuckets buckets at the least and twice as many at the most,
// so what lies a frames back can be told apart to about a/256 frames, and
// memory grows with the logarithm of the run. A bucket of a channel takes
// 144 bytes: an hour of 24 channels at 1 kHz comes to 34 MB, a day of 10
// channels at 1 Hz to 5 MB (TestMemoryOfALongRun).
//
//	frames   ················································┃
//	8        └──┘└──┘└──┘└──┘└──┘└──┘└──┘└──┘└──┘└──┘└──┘
//	64       └──────────┘└──────────┘└──────────┘
//	512      └───────────────────────────────…
const (
	fan         = 8
	keepBuckets = 1 << 11
)

// Level is one row of buckets, in columns that only ever grow at the end.
type Level struct {
	Size     int               // frames in a bucket
	First    int               // absolute index of bucket 0 below; it begins with frame First·Size
	Times    []time.Time       // [n] of the first frame
	State    []inference.State // [n] the gravest
	Modality [][]float64       // [M][n] highest score
	Channels [][]Bucket        // [C][n]
}

// end is the absolute index of the frame after the last bucket.
func (l *Level) end() int { return (l.First + len(l.Times)) * l.Size }

// begin is the absolute index of the first frame of the first bucket.
func (l *Level) begin() int { return l.First * l.Size }

// pyramid builds the levels from judged frames.
type pyramid struct {
	levels []Level
	shared []Level // what snapshots have; nil if the levels have changed since
}

// follow adds the buckets that h has become able to fill.
func (p *pyramid) follow(h *history) {
	judged := h.first + len(h.state)
	for at := p.next(); at+fan <= judged; at += fan {
		p.level(0, len(h.raw), h.modalities)
		p.frames(h, at-h.first)
		p.grow(1)
		p.shared = nil
	}
}

// next is the absolute index of the first frame that is in no bucket.
func (p *pyramid) next() int {
	if len(p.levels) == 0 {
		return 0
	}
	return p.levels[0].end()
}

// level makes sure that there is a level k.
func (p *pyramid) level(k, channels, modalities int) {
	if k < len(p.levels) {
		return
	}
	size := fan
	if k > 0 {
		size *= p.levels[k-1].Size
	}
	p.levels = append(p.levels, Level{Size: size, Modality: make([][]float64, modalities), Channels: make([][]Bucket, channels)})
}

// frames makes a bucket of level 0 from the fan frames at index i of h.
func (p *pyramid) frames(h *history, i int) {
	l := &p.levels[0]
	l.Times = append(l.Times, h.times[i])
	l.State = append(l.State, gravest(h.state[i:i+fan]))
	for m := range h.modality {
		l.Modality[m] = append(l.Modality[m], highest(h.modality[m][i:i+fan]))
	}
	for c := range h.raw {
		b := noBucket()
		for k := i; k < i+fan; k++ {
			b.add(h.raw[c][k], h.value[c][k], h.score[c][k], h.status[c][k])
		}
		l.Channels[c] = append(l.Channels[c], b)
	}
}

// grow makes a bucket of level k from every fan of the level below, and lets
// go of what is too old.
func (p *pyramid) grow(k int) {
	below := &p.levels[k-1]
	if (below.First+len(below.Times))%fan != 0 {
		return
	}
	p.level(k, len(below.Channels), len(below.Modality))
	below = &p.levels[k-1] // may have moved
	p.join(&p.levels[k], below, len(below.Times)-fan)
	below.trim()
	p.grow(k + 1)
}

// join makes one bucket of l from the fan buckets at index i of below.
func (p *pyramid) join(l, below *Level, i int) {
	l.Times = append(l.Times, below.Times[i])
	l.State = append(l.State, gravest(below.State[i:i+fan]))
	for m := range below.Modality {
		l.Modality[m] = append(l.Modality[m], highest(below.Modality[m][i:i+fan]))
	}
	for c := range below.Channels {
		b := noBucket()
		for k := i; k < i+fan; k++ {
			b.Merge(&below.Channels[c][k])
		}
		l.Channels[c] = append(l.Channels[c], b)
	}
}

// trim copies the newer half to new memory once there is twice as much as is
// kept. What goes is a multiple of fan buckets, so that a level begins where
// a bucket of the next one does.
func (l *Level) trim() {
	if len(l.Times) < 2*keepBuckets {
		return
	}
	n := len(l.Times) - keepBuckets
	n -= (l.First + n) % fan
	l.First += n
	l.Times, l.State = slices.Clone(l.Times[n:]), slices.Clone(l.State[n:])
	for m := range l.Modality {
		l.Modality[m] = slices.Clone(l.Modality[m][n:])
	}
	for c := range l.Channels {
		l.Channels[c] = slices.Clone(l.Channels[c][n:])
	}
}

// snapshot shares the levels as they are now.
func (p *pyramid) snapshot() []Level {
	if p.shared == nil {
		p.shared = slices.Clone(p.levels)
		for k := range p.shared {
			l := &p.shared[k]
			l.Modality, l.Channels = slices.Clone(l.Modality), slices.Clone(l.Channels)
		}
	}
	return p.shared
}

func gravest(s []inference.State) inference.State {
	out := s[0]
	for _, x := range s[1:] {
		if severity[x] > severity[out] {
			out = x
		}
	}
	return out
}

// highest of x, NaN if it holds nothing else.
func highest(x []float64) float64 {
	out := x[0]
	for _, a := range x[1:] {
		out = higher(out, a)
	}
	return out
}
