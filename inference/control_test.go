package inference

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// steps feeds scores, a digit each and ? for NaN, and draws what comes back.
func steps(scores string, step func(float64) bool) string {
	var out strings.Builder
	for _, b := range scores {
		s := float64(b - '0')
		if b == '?' {
			s = math.NaN()
		}
		if step(s) {
			out.WriteByte('!')
		} else {
			out.WriteByte('.')
		}
	}
	return out.String()
}

// Worked out by hand from B3, with thr₀ 2, median 1, span 1.
func TestGuardByHand(t *testing.T) {
	for _, c := range []struct {
		scores, over string
		shift        float64
		frozen       bool
	}{
		{"0", ".", -.001, false},
		{"9", "!", .099, false},
		{"90", "!.", .098, false},
		{"9?9", "!.!", .198, false},
		{"2", ".", -.001, false},
		{"99999", "!!!!!", .495, false},
		{"999999", "!!!!!!", 0, true},
		{"9999999999", "!!!!!!!!!!", 0, true},
		{"9999990", "!!!!!!.", -.001, false},
		{"99999990999999", "!!!!!!!.!!!!!!", -.001, true},
		{"9090909090909090909090909", "!.!.!.!.!.!.!.!.!.!.!.!.!", 1, false},
	} {
		g := NewGuard(Control{Threshold: 2, Median: 1}, DefaultControl())
		over := steps(c.scores, g.Step)
		if over != c.over || math.Abs(g.Shift()-c.shift) > 1e-12 || g.Frozen() != c.frozen {
			t.Errorf("%s: %s, shift %.3f, frozen %v, want %s, %.3f, %v", c.scores, over, g.Shift(), g.Frozen(), c.over, c.shift, c.frozen)
		}
	}
}

// However the scores are, the threshold stays within its bounds, a frozen
// one does not move, and NaNs might as well not be there.
func TestGuardKeepsItsPromises(t *testing.T) {
	for seed := range uint64(50) {
		rng := rand.New(rand.NewPCG(seed, 3))
		learnt := Control{Threshold: 5 * rng.NormFloat64()}
		span := rng.Float64() * 3
		learnt.Median = learnt.Threshold - span
		g, twin := NewGuard(learnt, DefaultControl()), NewGuard(learnt, DefaultControl())
		level := 0.0
		for i := range 2000 {
			if rng.IntN(20) == 0 {
				level = span * 3 * rng.NormFloat64()
			}
			score := learnt.Threshold + level + span*rng.NormFloat64()
			before, frozen := g.Threshold(), g.Frozen()
			over := g.Step(score)
			for range rng.IntN(3) {
				twin.Step(math.NaN())
			}
			if twin.Step(score) != over || *twin != *g {
				t.Fatalf("seed %d, hop %d: NaNs changed something", seed, i)
			}
			z := g.Threshold()
			if z < learnt.Threshold-.25*span-1e-9 || z > learnt.Threshold+span+1e-9 {
				t.Fatalf("seed %d, hop %d: threshold %g, thr₀ %g, span %g", seed, i, z, learnt.Threshold, span)
			}
			if frozen && g.Frozen() && z != before {
				t.Fatalf("seed %d, hop %d: a frozen threshold moved", seed, i)
			}
			if over != (score > before) {
				t.Fatalf("seed %d, hop %d: %g over %g: %v", seed, i, score, before, over)
			}
		}
	}
}

// Calibration scores that are too low by a third of a span make five times
// the nominal alarms; the guard takes them back.
func TestGuardKeepsTheRate(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	scores := make([]float64, 2000)
	for i := range scores {
		scores[i] = rng.NormFloat64()
	}
	g := NewGuard(FitControl(scores, .01), DefaultControl())
	fixed, moved := 0.0, 0.0
	for range 20000 {
		s := rng.NormFloat64() + .8
		if s > g.learnt.Threshold {
			fixed++
		}
		if g.Step(s) {
			moved++
		}
	}
	if fixed /= 20000; fixed < .04 {
		t.Errorf("the fixed threshold has a rate of %.3f: the test shows nothing", fixed)
	}
	if moved /= 20000; moved < .005 || moved > .015 {
		t.Errorf("rate %.4f, want .01 within a half", moved)
	}
}

func TestGuardForgets(t *testing.T) {
	g := NewGuard(Control{Threshold: 2, Median: 1}, DefaultControl())
	steps("99999", g.Step)
	g.Gap()
	if over := steps("99999", g.Step); over != "!!!!!" || g.Frozen() {
		t.Errorf("five and five with a gap between: %s, frozen %v", over, g.Frozen())
	}
	g.Restart()
	if g.Threshold() != 2 || g.Frozen() {
		t.Errorf("after a restart: %+v", g)
	}
}

func TestBell(t *testing.T) {
	for _, c := range []struct {
		name     string
		settings BellSettings
		hops     string // 9 above, 0 below, g a gap
		want     string
	}{
		{"one is none", UntilQuiet(9), "9009000", "......."},
		{"two of three", UntilQuiet(9), "9090000", "..!!!!!"},
		{"quiet", UntilQuiet(5), "990000900000", ".!!!!!!!!!!."},
		{"quiet at once", UntilQuiet(1), "9909090", ".!!!.!."},
		{"in between it stays", UntilQuiet(1), "991111110", ".!!!!!!!."},
		{"in between it does not begin", UntilQuiet(1), "19111", "....."},
		{"a gap parts", UntilQuiet(9), "9g900", "...."},
		{"a gap keeps", UntilQuiet(9), "99g00", ".!!!"},
		{"3 of 5", BellSettings{Need: 3, Of: 5}, "90909", "....!"},
	} {
		b, got := NewBell(c.settings), ""
		for _, h := range c.hops {
			switch h {
			case 'g':
				b.Gap()
			default:
				got += steps(string(h), func(s float64) bool { return b.Step(s > 1, s == 0) })
			}
		}
		if got != c.want {
			t.Errorf("%s: %s: got %s, want %s", c.name, c.hops, got, c.want)
		}
	}
}

func TestControlIsStored(t *testing.T) {
	scores := []float64{9, 1, 2, 3, 4, 5, 6, 7, 8}
	text, err := json.Marshal(FitControl(scores, .2))
	if want := `{"threshold":8,"median":5}`; err != nil || string(text) != want {
		t.Errorf("%v: got %s, want %s", err, text, want)
	}
	for _, c := range []struct {
		control Control
		ok      bool
	}{{Control{2, 1}, true}, {Control{2, 2}, true}, {Control{1, 2}, false}, {Control{math.NaN(), 0}, false}, {Control{math.Inf(1), 0}, false}} {
		if err := c.control.validate(); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c.control, err)
		}
	}
}
