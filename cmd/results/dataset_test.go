package main

import (
	"fmt"
	"math"
	"os"
	"testing"
)

// shared is the folder of the real logs; without it the test is skipped.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("RIGSCOPE_DATA")
	if _, err := os.Stat(dir); dir == "" || err != nil {
		t.Skip("no real logs: set RIGSCOPE_DATA to the folder of the shared data to run this test")
	}
	return dir
}

// The wanted figures were printed by data.py: segments, rows, sum of all
// values, first and last row (first and last channel).
func TestSplitsAreThoseOfTheReference(t *testing.T) {
	dir := shared(t)
	for _, tt := range []struct {
		name                   string
		train, calibrate, test string
	}{
		{"skab", "26 13410 5755073 0.201434 24.1624", "9 4659 2015290 0.202739 24.1943", "7 3544 1552462 0.207998 24.8412"},
		{"hyd", "13 24240 6581397 1.0094 2.143", "5 4920 1340458 0.9638 2.143", "4 3720 1004083 0.9875 2.141"},
		{"auv", "73 14902 16129489 1100 9.7", "24 4884 5297251 1100 1.6", "24 4707 5147875 1100 -44.6"},
		{"ur3", "4 2472 552418 0.109627604 44.375", "2 1236 289901 -0.150263205 44.375", "2 1229 302296 0.257215858 44.5625"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := load(tt.name, dir)
			if err != nil {
				t.Fatal(err)
			}
			s := d.Published()
			for i, part := range [][][][]float64{s.Train, s.Calibrate, s.Test} {
				if got, want := outline(part), [...]string{tt.train, tt.calibrate, tt.test}[i]; got != want {
					t.Errorf("part %d: got %s, want %s", i, got, want)
				}
			}
		})
	}
}

func outline(segs [][][]float64) string {
	sum := 0.0
	for _, s := range segs {
		for _, v := range s {
			for _, x := range v {
				sum += x
			}
		}
	}
	last := segs[len(segs)-1]
	v := last[len(last)-1]
	return fmt.Sprintf("%d %d %.0f %.9g %.9g", len(segs), rows(segs), sum, segs[0][0][0], v[len(v)-1])
}

func TestSyntheticSplit(t *testing.T) {
	d, err := load("syn", "")
	if err != nil {
		t.Fatal(err)
	}
	s := d.Published()
	if got, want := fmt.Sprint(rows(s.Train), rows(s.Calibrate), rows(s.Test)), "30000 12000 16000"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Each experiment uses every segment once, and each fold calibrates twice.
func TestFolds(t *testing.T) {
	var d dataset
	for i := range 10 {
		d.add(i%5, [][]float64{{float64(i % 5)}})
	}
	for k, want := range [experiments]string{"1 3", "3 1", "2 4", "4 2", "0 2", "2 0", "4 1", "1 4", "3 0", "0 3"} {
		s := d.Folds(k)
		if got := fmt.Sprint(s.Calibrate[0][0][0], s.Test[0][0][0]); got != want || len(s.Train) != 6 || len(s.Calibrate) != 2 || len(s.Test) != 2 {
			t.Errorf("experiment %d: %s with %d training segments, want %s with 6", k, got, len(s.Train), want)
		}
	}
}

func TestUnwind(t *testing.T) {
	v := []float64{170, -175, -170, 175, 170}
	unwind(v)
	if got := fmt.Sprint(v); got != "[0 15 20 5 0]" {
		t.Errorf("got %s", got)
	}
}

func TestBridge(t *testing.T) {
	nan := math.NaN()
	v := []float64{nan, 1, nan, 3, nan}
	bridge(v)
	if got := fmt.Sprint(v); got != "[1 1 2 3 3]" {
		t.Errorf("got %s", got)
	}
}
