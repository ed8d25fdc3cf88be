package pipeline

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
	"unsafe"

	"pgregory.net/rapid"

	"rigscope/inference"
	"rigscope/sensor"
)

// lived is a history of n frames of one channel, a frame a second, judged
// four at a time; raw says what it reads.
func lived(n int, raw func(i int) float64) *history {
	h := newHistory(sensor.Rig{Rate: 1, Channels: []sensor.Channel{{Name: "a", Modality: "m"}}})
	v := inference.Verdict{State: inference.OK, Modalities: []inference.ModalityVerdict{{}}, Channels: []inference.ChannelVerdict{{}}}
	for i := range n {
		h.add(sensor.Frame{T: time.Unix(int64(i), 0), V: []float64{raw(i)}})
		v.Channels[0].Trace = append(v.Channels[0].Trace, sample(raw(i)))
		if i%4 == 3 {
			v.Channels[0].Score = math.Abs(raw(i))
			h.judge(4, &v)
			v.Channels[0].Trace = v.Channels[0].Trace[:0]
		}
	}
	return h
}

// uneven is a noise in which every sample is another number, with gaps.
func uneven(i int) float64 {
	if i%97 < 3 {
		return math.NaN()
	}
	return math.Sin(float64(i)) + float64(i)*1e-6
}

func TestSumIsExactWhereFramesAreKept(t *testing.T) {
	const n = 40_003
	h := lived(n, uneven)
	s := h.snapshot()
	if s.Oldest() != 0 || s.First != 0 || len(s.Levels) < 4 {
		t.Fatalf("oldest %d, first %d, %d levels", s.Oldest(), s.First, len(s.Levels))
	}
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(-9, n).Draw(t, "from")
		to := rapid.IntRange(from, n+9).Draw(t, "to")
		want := noBucket()
		for i := max(from, 0); i < min(to, n); i++ {
			s.addTo(&want, 0, i)
		}
		got := s.Sum(0, from, to)
		near := func(a, b float64) bool { return a != a && b != b || math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) } // of adding in another order
		if !near(got.Raw.Average(), want.Raw.Average()) || !near(got.Raw.Spread(), want.Raw.Spread()) || got.Score != want.Score && want.Score == want.Score {
			t.Fatalf("got %+v\nwant %+v", got, want)
		}
		got.Raw.Mean, got.Raw.Square, got.Value.Mean, got.Value.Square = want.Raw.Mean, want.Raw.Square, want.Value.Mean, want.Value.Square
		got.Score, want.Score = 0, 0
		if got != want {
			t.Fatalf("got %+v\nwant %+v", got, want)
		}
	})
}

// However old a single sample is, a stretch that holds it shows it, and one
// that is far from it does not.
func TestSpikeIsSeenAtAnyAge(t *testing.T) {
	const n = 400_000
	rng := rand.New(rand.NewPCG(3, 0))
	spikes := map[int]float64{}
	for k := range 200 {
		spikes[rng.IntN(n)] = float64(k + 2)
	}
	s := lived(n, func(i int) float64 { return spikes[i] }).snapshot()
	if s.First == 0 || s.Levels[0].First == 0 || s.Levels[1].First == 0 || s.Oldest() != 0 {
		t.Fatal("the run is too short to have let go of anything")
	}
	var at []int
	for i := range n {
		if spikes[i] > 0 {
			at = append(at, i)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.SampledFrom(at).Draw(t, "spike")
		from := i - rapid.IntRange(0, 50_000).Draw(t, "before")
		to := i + 1 + rapid.IntRange(0, 50_000).Draw(t, "after")
		if b := s.Sum(0, from, to); b.Raw.Hi < spikes[i] {
			t.Fatalf("the spike %v at %d is not in %d to %d: %+v", spikes[i], i, from, to, b.Raw)
		}
	})
	total := s.Sum(0, 0, n)
	if total.Frames != n || total.Raw.Hi != 201 {
		t.Errorf("%d frames up to %v, want %d up to 201", total.Frames, total.Raw.Hi, n)
	}
}

// A stretch older than the frames is told to about a/256 frames, and its
// pieces follow each other without a hole.
func TestCoverHasNoHoles(t *testing.T) {
	const n = 400_000
	s := lived(n, uneven).snapshot()
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(0, n-1).Draw(t, "from")
		to := rapid.IntRange(from+1, n).Draw(t, "to")
		at, begin := -1, 0
		for k, p := range s.Cover(nil, from, to) {
			size, first := 1, s.First
			if p.Level > 0 {
				size, first = s.Levels[p.Level-1].Size, s.Levels[p.Level-1].First
			}
			if k == 0 {
				begin = (first + p.From) * size
			} else if (first+p.From)*size != at {
				t.Fatalf("piece %d begins at %d, the one before ended at %d", k, (first+p.From)*size, at)
			}
			at = (first + p.To) * size
		}
		slack := (n - from) / 250
		if begin > from || begin < from-slack || at < to || at > to+slack {
			t.Fatalf("%d to %d, want %d to %d within %d", begin, at, from, to, slack)
		}
		if i, ok := s.At(s.Time(from)); !ok || i > from || i < from-slack {
			t.Fatalf("frame %d found at %d, %v", from, i, ok)
		}
	})
}

// What a published level shows is never written again.
func TestLevelsDoNotChange(t *testing.T) {
	h := lived(40_000, uneven)
	s := h.snapshot()
	before := s.Sum(0, 0, 40_000)
	for i := range 100_000 {
		h.add(sensor.Frame{T: time.Unix(int64(40_000+i), 0), V: []float64{99}})
		h.judge(1, nil)
	}
	if after := s.Sum(0, 0, 40_000); after != before {
		t.Errorf("got %+v, want %+v", after, before)
	}
}

// The figures of the comment in pyramid.go, and what the frames take beside
// them.
func TestMemoryOfALongRun(t *testing.T) {
	if size := unsafe.Sizeof(Bucket{}); size != 144 {
		t.Errorf("a bucket has %d bytes, the comment says 144", size)
	}
	for _, c := range []struct {
		name             string
		frames, channels int
		most             int // [MB] of the levels
	}{
		{"an hour of 24 channels at 1 kHz", 3_600_000, 24, 34},
		{"a day of 10 channels at 1 Hz", 86_400, 10, 5},
	} {
		var p pyramid
		eight := lived(fan, uneven)
		for range c.frames / fan {
			eight.first = p.next()
			p.follow(eight)
		}
		bytes := 0
		for _, l := range p.levels {
			bytes += len(l.Times) * (c.channels*144 + 24 + 16)
		}
		frames := min(c.frames, 2*keepFrames) * (c.channels*(8+8+8+1) + 24 + 16)
		t.Logf("%s: %d MB in %d levels, at most %d MB of frames", c.name, bytes>>20, len(p.levels), frames>>20)
		if bytes>>20 > c.most {
			t.Errorf("%s: %d MB, want at most %d", c.name, bytes>>20, c.most)
		}
	}
}

func BenchmarkHistory(b *testing.B) {
	h := newHistory(sensor.Rig{Rate: 1, Channels: make([]sensor.Channel, 10)})
	v := make([]float64, 10)
	b.ReportAllocs()
	for b.Loop() {
		h.add(sensor.Frame{V: v})
		h.judge(1, nil)
	}
}
