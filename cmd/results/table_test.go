package main

import (
	"math"
	"strings"
	"testing"
)

func TestGateRow(t *testing.T) {
	for _, tt := range []struct {
		g    gate
		want string
	}{
		{gate{"a", .9, false, .9, "1 seed", "x"}, "| a | ≥ 0.9 | 0.900 | pass | 1 seed | x |"},
		{gate{"a", .9, false, .8999, "", ""}, "| a | ≥ 0.9 | 0.900 | **miss** |  |  |"},
		{gate{"a", .015, true, .02, "", ""}, "| a | ≤ 0.015 | 0.020 | **miss** |  |  |"},
		{gate{"a", .9, false, math.NaN(), "", ""}, "| a | ≥ 0.9 | – | not computed | |  |"},
	} {
		if got := tt.g.row(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// A difference is one only if it exceeds both the noise of a seed and its own
// standard error.
func TestPaired(t *testing.T) {
	for _, tt := range []struct {
		d     []float64
		noise float64
		want  string
	}{
		{[]float64{.01, .011, .012}, .003, "▲"},
		{[]float64{-.01, -.011, -.012}, .003, "▼"},
		{[]float64{.002, .002, .002}, .003, "="},
		{[]float64{-.02, .05, .01}, .003, "="},
		{[]float64{.01}, .003, "▲"},
	} {
		if got := paired(tt.d, tt.noise); got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.d, got, tt.want)
		}
	}
}

func TestVerdict(t *testing.T) {
	for _, tt := range []struct {
		d, p float64
		up   bool
		want string
	}{{.1, .001, true, "better"}, {-.1, .001, true, "worse"}, {-.1, .001, false, "better"}, {.1, .001, false, "worse"}, {.1, .2, true, "a tie"}, {0, 1, true, "a tie"}} {
		if got := verdict(tt.d, tt.p, tt.up); got != tt.want {
			t.Errorf("%+v: got %s", tt, got)
		}
	}
}

func TestCounts(t *testing.T) {
	c := total(map[string]counts{"a": {TP: 6, FN: 2}, "b": {TP: 2, FP: 1, TN: 9}})
	if got, want := c.row(), "0.842 | 0.100 | 0.200 | 9 of 20"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPairsOfFolds(t *testing.T) {
	ts := []tried{{Calibration: figures{Achieved: .015}}, {Calibration: figures{Achieved: .03}}}
	if m, w, n := meanOf(ts, achieved), worstOf(ts, achieved), within(ts, achieved); math.Abs(m-.0225) > 1e-12 || w != .03 || n != 1 {
		t.Errorf("mean %v, worst %v, within %d", m, w, n)
	}
}

// A seed that diverged is counted, and is in no other figure.
func TestDivergedSeeds(t *testing.T) {
	of := func(block float64) armFound { return armFound{Gains: gains{Block: block}} }
	found := map[uint64]armFound{0: of(2), 1: {Diverged: true}, 2: of(4)}
	if got := divergedColumn.cell(found, nil, true); got != "1" {
		t.Errorf("%s seeds diverged, want 1", got)
	}
	if got := blockColumn.cell(found, nil, true); got != "3.0" {
		t.Errorf("mean %s, want that of the other two, 3.0", got)
	}
}

// The mean of M latents dilutes what one of them shows by 1/M; side by side
// all of it is left.
func TestFusionDilutes(t *testing.T) {
	z := [][]float64{{1, 0}, {0, 4}, {2, 2}}
	for i, want := range [][]float64{{1, 0, 0, 4, 2, 2}, {1, 2}} {
		got := fusions[i].of(z)
		for k, v := range want {
			if len(got) != len(want) || math.Abs(got[k]-v) > 1e-12 {
				t.Errorf("%s: %v, want %v", fusions[i].name, got, want)
				break
			}
		}
	}
}

// A document says what has not been computed, and how to.
func TestMissing(t *testing.T) {
	if s := missing("x", "^a/"); !strings.Contains(s, "Not computed") || !strings.Contains(s, "-only '^a/'") {
		t.Error(s)
	}
}
