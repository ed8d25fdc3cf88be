package pipeline

import (
	"maps"
	"math"
	"slices"
	"time"

	"rigscope/inference"
	"rigscope/sensor"
)

// Answer is how the model has answered a drill so far. What was in alarm
// before it began says nothing and is left out.
type Answer struct {
	Frames  int // of the drill that were judged
	Found   bool
	After   time.Duration // from its beginning to the verdict that found it
	Process bool          // it was taken for the process; nobody was accused
	Accused []int         // channels, the one in most verdicts first
	Kind    string        // that was named most often for its channels; empty: none

	In, Out  []float64 // [Channels of the drill] error of what was read and of what was shown, root mean square [unit]; NaN unknown
	Withheld int       // samples of its channels that were not shown at all

	Harm   float64 // of the healthy channel that was changed most, root mean square [σ]
	Harmed int     // that channel; -1: none was changed by a bit
}

// Right says whether only channels of the drill were accused, and whether
// the kind is its own.
func (d Drill) Right() (sensor, kind bool) {
	sensor = len(d.Answer.Accused) > 0
	for _, c := range d.Answer.Accused {
		sensor = sensor && slices.Contains(d.Channels, c)
	}
	return sensor, d.Answer.Kind == d.Kind
}

// score adds up the answer to one drill.
type score struct {
	drill  Drill
	begun  bool
	before []bool // [C] in alarm when it began
	moved  bool   // the process was, when it began

	found, process bool
	after          time.Duration
	accused        []int // [C] verdicts
	kinds          map[string]int

	frames, withheld int
	in, out          []sum // [Channels of the drill]
	harm             []sum // [C]

	said *Answer // what the sums make; nil: they have changed
}

// sum is of squares.
type sum struct {
	n int
	s float64
}

func (s *sum) add(x float64) {
	if x == x {
		s.n, s.s = s.n+1, s.s+x*x
	}
}

func (s sum) rms() float64 { return math.Sqrt(s.s / float64(s.n)) } // NaN of nothing

func newScore(x Drill, channels int) *score {
	return &score{drill: x, before: make([]bool, channels), accused: make([]int, channels), kinds: map[string]int{},
		in: make([]sum, len(x.Channels)), out: make([]sum, len(x.Channels)), harm: make([]sum, channels)}
}

// verdict counts whom a verdict in the drill's reach accuses.
func (s *score) verdict(v, before *inference.Verdict) {
	if !s.begun && before != nil {
		s.moved = before.State == inference.Process
		for c, ch := range before.Channels {
			s.before[c] = ch.Alarm
		}
	}
	s.begun, s.said = true, nil
	rang := false
	for c, ch := range v.Channels {
		if !ch.Alarm || s.before[c] {
			continue
		}
		rang = true
		s.accused[c]++
		if ch.Kind != "" && slices.Contains(s.drill.Channels, c) {
			s.kinds[ch.Kind]++
		}
	}
	process := v.State == inference.Process && !s.moved
	if (rang || process) && !s.found {
		s.found, s.after = true, v.T.Sub(s.drill.From)
	}
	s.process = s.process || process
}

// frame holds what was read and what was shown of sample i against the truth.
func (s *score) frame(i int, f sensor.Frame, v *inference.Verdict, truth []float64) {
	s.frames, s.said = s.frames+1, nil
	for k, c := range s.drill.Channels {
		shown := v.Channels[c].Trace[i]
		s.in[k].add(f.V[c] - truth[k])
		s.out[k].add(shown.Value - truth[k])
		if shown.Status == inference.Withheld {
			s.withheld++
		}
	}
	for c := range f.V {
		if !s.before[c] && !slices.Contains(s.drill.Channels, c) {
			s.harm[c].add(v.Channels[c].Trace[i].Value - f.V[c])
		}
	}
}

// answer is what the sums make.
func (s *score) answer(d *drilling) Answer {
	if s.said == nil {
		a := s.reckon(d)
		s.said = &a
	}
	return *s.said
}

func (s *score) reckon(d *drilling) Answer {
	a := Answer{Frames: s.frames, Found: s.found, After: s.after, Withheld: s.withheld, Harmed: -1}
	for c := range s.accused {
		if s.accused[c] > 0 {
			a.Accused = append(a.Accused, c)
		}
	}
	slices.SortStableFunc(a.Accused, func(x, y int) int { return s.accused[y] - s.accused[x] })
	a.Process = s.process && len(a.Accused) == 0
	for _, k := range slices.Sorted(maps.Keys(s.kinds)) {
		if s.kinds[k] > s.kinds[a.Kind] {
			a.Kind = k
		}
	}
	for k := range s.in {
		a.In, a.Out = append(a.In, s.in[k].rms()), append(a.Out, s.out[k].rms())
	}
	for c, h := range s.harm {
		if c < len(d.spread) && h.rms()/d.spread[c] > a.Harm {
			a.Harm, a.Harmed = h.rms()/d.spread[c], c
		}
	}
	return a
}
