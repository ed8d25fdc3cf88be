package report

import (
	"math"
	"time"

	"rigscope/inference"
)

// maxBuckets bounds a trace; reaching it doubles the length of a bucket. An
// even number.
const maxBuckets = 480

// Trace is what one channel did around an event. The lowest and the highest
// sample of each bucket are kept, so that no spike is averaged away. The zero
// Trace is empty.
type Trace struct {
	Channel int
	Buckets []Bucket
	Shown   Shown
	per     int // samples in a full bucket
	filled  int // samples in the last one
}

// Bucket sums up neighbouring samples. A range without a sample is NaN.
type Bucket struct {
	From, To time.Time // of its first and its last sample
	Raw      Range     // what was measured
	Passed   Range     // what was passed on as measured
	Estimate Range     // what was shown in its place
	Score    float64   // the highest; NaN without any
	Missing  bool      // nothing was measured
	Withheld bool      // nothing was shown in place of what was measured
}

// Range is the lowest and the highest of some numbers; NaN if there are none.
type Range struct{ Lo, Hi float64 }

// Shown counts what stood for the samples of an event.
type Shown struct {
	Passed, Corrected, Withheld, Missing int
	estimates                            float64 // their sum [unit]
}

// Estimate is the mean of what was shown in place of the readings [unit];
// NaN if nothing was.
func (s Shown) Estimate() float64 {
	if s.Corrected == 0 {
		return math.NaN()
	}
	return s.estimates / float64(s.Corrected)
}

// sample of one channel.
type sample struct {
	t          time.Time
	raw, value float64
	status     inference.Status
	score      float64
	on         bool // the event lasts
}

func empty() Range { return Range{math.NaN(), math.NaN()} }

// with is r and x; a NaN or an infinity changes nothing.
func (r Range) with(x float64) Range {
	switch {
	case !finite(x):
		return r
	case math.IsNaN(r.Lo):
		return Range{x, x}
	}
	return Range{min(r.Lo, x), max(r.Hi, x)}
}

// and is r and q.
func (r Range) and(q Range) Range { return r.with(q.Lo).with(q.Hi) }

// add takes the next sample.
func (t *Trace) add(s sample) {
	if s.on {
		t.Shown.count(s)
	}
	t.per = max(t.per, 1)
	if len(t.Buckets) == 0 || t.filled == t.per {
		if len(t.Buckets) == maxBuckets {
			t.double()
		}
		t.Buckets = append(t.Buckets, bucketOf(s))
		t.filled = 1
		return
	}
	last := &t.Buckets[len(t.Buckets)-1]
	*last = last.and(bucketOf(s))
	t.filled++
}

// double merges neighbours.
func (t *Trace) double() {
	for i := 0; i < maxBuckets; i += 2 {
		t.Buckets[i/2] = t.Buckets[i].and(t.Buckets[i+1])
	}
	t.Buckets = t.Buckets[:maxBuckets/2]
	t.per *= 2
}

func bucketOf(s sample) Bucket {
	b := Bucket{From: s.t, To: s.t, Raw: empty().with(s.raw), Passed: empty(), Estimate: empty(), Score: s.score,
		Missing: !finite(s.raw), Withheld: s.status == inference.Withheld}
	switch s.status {
	case inference.Measured:
		b.Passed = b.Passed.with(s.value)
	case inference.Corrected:
		b.Estimate = b.Estimate.with(s.value)
	}
	return b
}

// and is b and the bucket after it.
func (b Bucket) and(c Bucket) Bucket {
	b.To = c.To
	b.Raw, b.Passed, b.Estimate = b.Raw.and(c.Raw), b.Passed.and(c.Passed), b.Estimate.and(c.Estimate)
	if !(b.Score >= c.Score) && !math.IsNaN(c.Score) {
		b.Score = c.Score
	}
	b.Missing, b.Withheld = b.Missing && c.Missing, b.Withheld || c.Withheld
	return b
}

func (s *Shown) count(x sample) {
	switch x.status {
	case inference.Corrected:
		s.Corrected++
		s.estimates += x.value
	case inference.Withheld:
		s.Withheld++
	case inference.Missing:
		s.Missing++
	case inference.Measured:
		s.Passed++
	}
}
