package evaluate

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"rigscope/inference/baselines"
	"rigscope/sensor"
)

func near(a, b float64) bool {
	return math.Abs(a-b) < 1e-12 || math.IsNaN(a) && math.IsNaN(b)
}

func TestAUROC(t *testing.T) {
	for _, c := range []struct {
		name          string
		clean, faulty []float64
		want          float64
	}{
		{"perfect", []float64{1, 2}, []float64{3, 4}, 1},
		{"upside down", []float64{3, 4}, []float64{1, 2}, 0},
		{"all alike", []float64{5, 5}, []float64{5, 5}, .5},
		{"one pair of four lost", []float64{1, 3}, []float64{2, 4}, .75},
		{"one tie", []float64{1, 2}, []float64{2, 3}, .875},
		{"below zero", []float64{-2, -1}, []float64{-1.5, 0}, .75},
		{"nothing", nil, []float64{1}, math.NaN()},
	} {
		if got := AUROC(c.clean, c.faulty); !near(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAbove(t *testing.T) {
	if got := above([]float64{1, 2, 3, 3}, 2); got != .5 {
		t.Errorf("got %v: a score on the threshold is no alarm", got)
	}
}

func TestVUSPR(t *testing.T) {
	one := func(score []float64, faulty ...bool) []Stream { return []Stream{{score, faulty}} }
	for _, c := range []struct {
		name    string
		streams []Stream
		longest int
		want    float64
	}{
		{"without buffer it is average precision: perfect", one([]float64{0, 1, 2, 0}, false, true, true, false), 0, 1},
		// down the ranking: hit, miss, hit: 1/2·1 + 1/2·2/3
		{"one false alarm between", one([]float64{2, 3, 1, 0}, false, true, true, false), 0, .5 + .5*2/3},
		{"all alike: one threshold, precision ½", one([]float64{7, 7, 7, 7}, false, true, true, false), 0, .5},
		// Two faults. Recall ½ after the first, but only one of two faults is
		// hit: ½·½. Then ½ a point more of labels, all faults: 1.
		{"recall counts the faults hit", []Stream{{[]float64{3, 0}, []bool{true, false}}, {[]float64{2, 0}, []bool{true, false}}}, 0, 1},
		{"the second fault is missed", []Stream{{[]float64{3, 2}, []bool{true, false}}, {[]float64{1, 2}, []bool{true, false}}}, 0,
			.25*1 + .75*.5}, // then everything at once: 2 of 4
		{"no fault", one([]float64{1, 2}, false, false), 3, math.NaN()},
	} {
		if got := VUSPR(c.streams, c.longest); !near(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// By hand, ℓ = 2: one hop beside the fault counts √½. Scores 3 on the fault,
// 2 on the hop after it, 1 elsewhere; positives are (1 + 1+2√½)/2 = 1+√½.
// First point: recall 1/(1+√½), precision 1. Second: recall 1, precision
// (1+√½)/2. ℓ = 0 and 1 have no neighbours and are perfect.
func TestVUSPRBuffer(t *testing.T) {
	h := math.Sqrt(.5)
	ap := 1/(1+h) + (1-1/(1+h))*(1+h)/2
	s := []Stream{{[]float64{1, 1, 3, 2, 1}, []bool{false, false, true, false, false}}}
	if got, want := VUSPR(s, 2), (1+1+ap)/3; !near(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A buffer ends with its stream.
func TestVUSPRStreamsAreApart(t *testing.T) {
	all, n := points([]Stream{{[]float64{0, 0}, []bool{false, true}}, {[]float64{0, 0}, []bool{false, false}}}, 4)
	if n != 1 || all[2].soft != 0 || all[0].soft != math.Sqrt(.75) {
		t.Errorf("%d faults, %+v", n, all)
	}
}

// Known values: 5 pairs all one way have 2/32, 6 have 2/64; the third is
// from the classic table (n = 8, smaller rank sum 3: 10/256).
func TestWilcoxon(t *testing.T) {
	zero := make([]float64, 12)
	for _, c := range []struct {
		name string
		d    []float64
		want float64
	}{
		{"five up", []float64{1, 2, 3, 4, 5}, 2. / 32},
		{"six down", []float64{-1, -2, -3, -4, -5, -6}, 2. / 64},
		{"rank sum 3 of 8", []float64{-1, -2, 3, 4, 5, 6, 7, 8}, 10. / 256},
		{"one each way", []float64{1, -2}, 1},
		// Ranks 2, 2, 2, 4, minus sum 2. Of 16 patterns four have ≤ 2: none, and each 2 alone.
		{"ties share ranks", []float64{1, 1, -1, 2}, 2 * 4. / 16},
		{"equal pairs say nothing", []float64{0, 0}, 1},
		{"and are left out", []float64{0, 1, 2, 3, 4, 5, 0}, 2. / 32},
	} {
		if got := Wilcoxon(c.d, zero[:len(c.d)]); !near(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestMend(t *testing.T) {
	w := sensor.Window{C: 2, T: 3, X: []float64{1, 2, 3, 10, 10, 10}}
	clean := slices.Clone(w.X)
	j := baselines.Judgement{Score: 1, Accused: 1, Estimate: []float64{13, 13, 13}, Sigma: 1}
	for _, c := range []struct {
		name      string
		j         baselines.Judgement
		threshold float64
		want      []float64
	}{
		{"not flagged", j, 1, clean},
		{"nobody is accused", baselines.Judgement{Score: 1, Accused: -1}, 0, clean},
		{"no estimate", baselines.Judgement{Score: 1}, 0, clean},
		// e = 9, f = 8: 10 + 8/9·3
		{"flagged", j, 0, []float64{1, 2, 3, 10 + 8./3, 10 + 8./3, 10 + 8./3}},
		{"the estimate is no better than the measurement", baselines.Judgement{Score: 1, Accused: 1, Estimate: []float64{13, 13, 13}, Sigma: 3}, 0, clean},
	} {
		got := Mend(w, c.j, c.threshold).X
		for i := range got {
			if !near(got[i], c.want[i]) {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
				break
			}
		}
		if !slices.Equal(w.X, clean) {
			t.Fatalf("%s: the window was changed", c.name)
		}
	}
}

func TestDelays(t *testing.T) {
	f := []bool{false, true, true, true}
	for _, c := range []struct {
		name             string
		scores           [][]float64
		detected, median float64
	}{
		{"at once and a hop later", [][]float64{{0, 9, 0, 0}, {0, 0, 9, 0}}, 1, 12},
		{"missed", [][]float64{{0, 0, 0, 0}, {0, 0, 0, 9}}, .5, 24},
		{"an alarm before the fault is none", [][]float64{{9, 0, 0, 0}}, 0, math.NaN()},
	} {
		var s []Stream
		for _, v := range c.scores {
			s = append(s, Stream{v, f})
		}
		if d, m := delays(s, 1, 8); d != c.detected || !near(m, c.median) {
			t.Errorf("%s: %v after %v, want %v after %v", c.name, d, m, c.detected, c.median)
		}
	}
}

func TestMeanStd(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		v         []float64
		mean, std float64
	}{{[]float64{1, 3}, 2, math.Sqrt2}, {[]float64{5}, 5, 0}, {[]float64{nan, 1, nan, 3}, 2, math.Sqrt2}, {[]float64{nan}, nan, nan}} {
		if m, s := meanStd(c.v); !near(m, c.mean) || !near(s, c.std) {
			t.Errorf("%v: %v ± %v, want %v ± %v", c.v, m, s, c.mean, c.std)
		}
	}
}

func TestFigureJSON(t *testing.T) {
	b, err := json.Marshal([]Figure{.5, Figure(math.NaN())})
	if err != nil || string(b) != "[0.5,null]" {
		t.Fatalf("%s %v", b, err)
	}
	var back []Figure
	if err := json.Unmarshal(b, &back); err != nil || back[0] != .5 || !math.IsNaN(float64(back[1])) {
		t.Errorf("%v %v", back, err)
	}
}
