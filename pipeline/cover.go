package pipeline

import (
	"math"
	"sort"
	"time"
)

// Piece is a run of neighbours in one row of a snapshot: single samples where
// Level is 0, else buckets of Levels[Level-1]. From and To index that row.
type Piece struct{ Level, From, To int }

// Cover appends to buf the fewest pieces that hold the samples with absolute
// indices from ≤ i < to, in order. Pieces of buckets reach beyond the range
// where nothing finer is kept. What is older than Oldest, or has not come
// yet, is left out.
func (s *Snapshot) Cover(buf []Piece, from, to int) []Piece {
	return s.cover(buf, len(s.Levels), from, to)
}

func (s *Snapshot) cover(buf []Piece, level, from, to int) []Piece {
	if from >= to {
		return buf
	}
	if level == 0 {
		a, b := max(from, s.First)-s.First, min(to-s.First, len(s.Times))
		if a < b {
			buf = append(buf, Piece{0, a, b})
		}
		return buf
	}
	l := &s.Levels[level-1]
	a, b := ceilDiv(from, l.Size), floorDiv(to, l.Size)
	if fine := s.oldest(level - 1); from < fine || to < fine {
		a, b = l.coarse(a, b, from, to, fine)
	}
	a, b = max(a, l.First), min(b, l.First+len(l.Times))
	if a >= b {
		return s.cover(buf, level-1, from, to)
	}
	buf = s.cover(buf, level-1, from, a*l.Size)
	buf = append(buf, Piece{level, a - l.First, b - l.First})
	return s.cover(buf, level-1, b*l.Size, to)
}

// coarse widens the buckets a ≤ k < b to those that the range touches where
// it is older than what the finer levels have, which begin at frame fine. That
// is where a bucket begins, see history.trim and Level.trim.
func (l *Level) coarse(a, b, from, to, fine int) (int, int) {
	if from < fine {
		a = floorDiv(from, l.Size)
	}
	if to < fine {
		b = ceilDiv(to, l.Size)
	}
	return a, b
}

// oldest is the absolute index of the first frame that the levels up to this
// one know.
func (s *Snapshot) oldest(level int) int {
	out := s.First
	for k := range level {
		if l := &s.Levels[k]; len(l.Times) > 0 {
			out = min(out, l.begin())
		}
	}
	return out
}

// Oldest is the absolute index of the oldest frame that is known of, if only
// in a bucket.
func (s *Snapshot) Oldest() int { return s.oldest(len(s.Levels)) }

// End is the absolute index that the next frame will have.
func (s *Snapshot) End() int { return s.First + len(s.Times) }

// Sum is what the samples from ≤ i < to of channel c amount to. Those that
// wait for their verdict count as measured.
func (s *Snapshot) Sum(c, from, to int) Bucket {
	var buf [32]Piece
	out := noBucket()
	for _, p := range s.Cover(buf[:0], from, to) {
		if p.Level > 0 {
			for k := p.From; k < p.To; k++ {
				out.Merge(&s.Levels[p.Level-1].Channels[c][k])
			}
			continue
		}
		for i := p.From; i < p.To; i++ {
			s.addTo(&out, c, i)
		}
	}
	return out
}

func (s *Snapshot) addTo(b *Bucket, c, i int) {
	if i < s.Judged {
		b.add(s.Raw[c][i], s.Value[c][i], s.Score[c][i], s.Status[c][i])
		return
	}
	raw := s.Raw[c][i]
	b.add(raw, raw, math.NaN(), sample(raw).Status)
}

// Time is that of frame i, an absolute index; where only buckets are left,
// that of the first frame of its bucket. It is zero beyond what is known.
func (s *Snapshot) Time(i int) time.Time {
	var buf [32]Piece
	pieces := s.Cover(buf[:0], i, i+1)
	switch {
	case len(pieces) == 0:
		return time.Time{}
	case pieces[0].Level == 0:
		return s.Times[pieces[0].From]
	}
	return s.Levels[pieces[0].Level-1].Times[pieces[0].From]
}

// At is the absolute index of the first frame at or after t, to the accuracy
// of Time. ok is false if t is before the oldest frame or after the newest.
func (s *Snapshot) At(t time.Time) (i int, ok bool) {
	first, end := s.Oldest(), s.End()
	if first == end || t.Before(s.Time(first)) {
		return 0, false
	}
	i = first + sort.Search(end-first, func(k int) bool { return !s.Time(first + k).Before(t) })
	return i, i < end
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func ceilDiv(a, b int) int { return -floorDiv(-a, b) }
