package inference

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"rigscope/sensor"
)

// ruled is one channel of a clean log that goes from 10 to 0 and back in
// steps of 1, with a run of 2 and a step of 2, and the rig around it.
func ruled(ch sensor.Channel, scale, offset float64) (Rules, sensor.Rig) {
	v := []float64{}
	for i := range 200 {
		v = append(v, offset+scale*math.Abs(float64(i%20-10)))
	}
	v[5] = v[4]
	ch.Name = "c"
	return FitRules([][][]float64{{v}}), sensor.Rig{Rate: 1, Channels: []sensor.Channel{ch}}
}

func window(v ...float64) sensor.Window { return sensor.Window{C: 1, T: len(v), New: 1, X: v} }

func TestBreaks(t *testing.T) {
	nan := math.NaN()
	open, limited := sensor.Channel{Lo: nan, Hi: nan}, sensor.Channel{Lo: -1, Hi: 12}
	for _, c := range []struct {
		name    string
		channel sensor.Channel
		v       []float64
		rule    string
		ratio   float64
	}{
		{"clean", open, []float64{3, 4, 5, 5, 6}, "", .7},
		{"all missing", open, []float64{nan, nan}, "", 0},
		{"too high", open, []float64{9, 10, 11}, "range", 1.1},
		{"too low", open, []float64{1, 0, -1, -2}, "range", 1.2},
		{"too fast", open, []float64{3, 8, 7}, "rate", 2.5},
		{"over a gap is not fast", open, []float64{3, nan, 8, 7}, "", .8},
		{"still", open, []float64{4, 5, 5, 5, 5, 5, 5}, "run", 2},
		{"still at the end of the clean range", open, []float64{9, 10, 10, 10, 10, 10, 10, 10, 10}, "run", 8. / 3},
		{"still at the profile's limit", limited, []float64{11, 12, 12, 12}, "range", 1.2},
		{"beyond the profile's limit", limited, []float64{11, 12, 13}, "range", implausible},
		{"on the other side", limited, []float64{1, 0, -1.5}, "range", implausible},
		{"infinite", open, []float64{1, math.Inf(1)}, "range", math.Inf(1)},
	} {
		r, rig := ruled(c.channel, 1, 0)
		rule, ratio := r.Breaks(rig, window(c.v...), 0)
		if rule != c.rule || math.Abs(ratio-c.ratio) > 1e-6 {
			t.Errorf("%s: got %q %.4f, want %q %.4f", c.name, rule, ratio, c.rule, c.ratio)
		}
		dst := []float64{-1}
		if r.Evidence(dst, rig, window(c.v...)); dst[0] != ratio {
			t.Errorf("%s: the evidence is %g, not %g", c.name, dst[0], ratio)
		}
	}
}

// A coarse channel may stand still for long anywhere but at the ends.
func TestRail(t *testing.T) {
	nan := math.NaN()
	coarse := Rules{Lo: []float64{0}, Hi: []float64{10}, Rate: []float64{10}, Run: []float64{30}, Rail: []float64{2}}
	old := coarse
	old.Rail = nil
	used := coarse
	used.Rail = []float64{20}
	for _, c := range []struct {
		name     string
		rules    Rules
		lo, hi   float64
		level, n float64
		want     string
	}{
		{"inside", coarse, nan, nan, 5, 16, ""},
		{"by chance", coarse, nan, nan, 10, 4, ""},
		{"clean top", coarse, nan, nan, 10, 16, "rail 4"},
		{"clean bottom", coarse, nan, nan, 0, 8, "rail 2"},
		{"beyond", coarse, nan, nan, 10.5, 16, "rail 4"},
		{"profile's top", coarse, 0, 12, 12, 12, "rail 3"},
		{"profile's bottom", coarse, -1, 12, -1, 12, "rail 3"},
		{"as ever", used, nan, nan, 10, 16, ""},
		{"an older model", old, nan, nan, 10, 16, ""},
	} {
		v := []float64{4, 5, 6}
		for range int(c.n) {
			v = append(v, c.level)
		}
		rig := sensor.Rig{Channels: []sensor.Channel{{Lo: c.lo, Hi: c.hi}}}
		got := ""
		if rule, ratio := c.rules.Breaks(rig, window(v...), 0); rule != "" {
			got = fmt.Sprintf("%s %.3g", rule, ratio)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	moves := []float64{10, 9, 10, 10.5, 10, 10, nan, 10}
	if got := railRun(moves, 0, 10); got != 2 {
		t.Errorf("rail run of %v: %g, want 2", moves, got)
	}
}

func TestNE43(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		unit   string
		lo, hi float64 // of the profile
		x      float64 // the last of the window
		rule   string
		ratio  float64
	}{
		{"mA", nan, nan, 3.5, "ne43", implausible},
		{"mA", nan, nan, 21.5, "ne43", implausible},
		{"mA", 0, 24, 0, "ne43", implausible},
		{"mA", nan, nan, 3.7, "ne43", 1.5},
		{"mA", nan, nan, 20.75, "ne43", 1.5},
		{"mA", nan, nan, 4.1, "", 1},
		{"mA", 4, 20, 3.5, "ne43", implausible},
		{"mA", 4, 20, 3.7, "range", implausible}, // the profile is stricter
		{"mA", -100, 100, 3.5, "range", 1.04},
		{"mA", 4, 400, 21.5, "range", 1.09},
		{"A", nan, nan, 3.5, "range", 1.04},
	} {
		r, rig := ruled(sensor.Channel{Unit: c.unit, Lo: c.lo, Hi: c.hi}, 1.6, 4)
		v := window(4, c.x)
		if c.x > 12 {
			v = window(20, c.x)
		}
		r.Rate[0] = 100
		rule, ratio := r.Breaks(rig, v, 0)
		if rule != c.rule || c.rule != "" && math.Abs(ratio-c.ratio) > .02 {
			t.Errorf("%g %s in [%g, %g]: got %q %.3f, want %q %.3f", c.x, c.unit, c.lo, c.hi, rule, ratio, c.rule, c.ratio)
		}
	}
}

// What never moved has no past to compare with, but limits it has.
func TestConstantChannelHasLimitsOnly(t *testing.T) {
	r := FitRules([][][]float64{{filled(100, 4)}})
	for _, c := range []struct {
		unit string
		x    float64
		rule string
	}{{"bar", 4, ""}, {"bar", 9, ""}, {"bar", 11, "range"}, {"mA", 3, "ne43"}} {
		rig := sensor.Rig{Channels: []sensor.Channel{{Unit: c.unit, Lo: 0, Hi: 10}}}
		if c.unit == "mA" {
			rig.Channels[0].Hi = 24
		}
		if rule, ratio := r.Breaks(rig, window(4, c.x, c.x), 0); rule != c.rule {
			t.Errorf("%g %s: got %q %g, want %q", c.x, c.unit, rule, ratio, c.rule)
		}
	}
}

// On the log it was learnt from, no channel breaks a rule.
func TestCleanLogBreaksNothing(t *testing.T) {
	x := clean(2000, 3)
	for i := range x[5] { // a coarse one that often is at its top
		x[5][i] = min(math.Round(x[5][i]), 3)
	}
	x[4] = slices.Repeat([]float64{7}, len(x[4]))
	r := FitRules([][][]float64{x})
	if fmt.Sprint(r.Rail[4:]) != fmt.Sprint([]float64{2000, railRun(x[5], -5, 3)}) {
		t.Errorf("rail runs %v", r.Rail)
	}
	for _, w := range cut(x, 8) {
		for c := range w.C {
			if rule, ratio := r.Breaks(testRig(), w, c); rule != "" {
				t.Fatalf("row %d, channel %d: %s %g", w.Row, c, rule, ratio)
			}
		}
	}
	if r.validate(testC) != nil || r.validate(5) == nil {
		t.Error("the rules fit six channels and no other number")
	}
}
