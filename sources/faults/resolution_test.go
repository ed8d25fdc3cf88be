package faults

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// walk is n values of a random walk on the grid k/perOne.
func walk(n int, perOne float64, seed uint64) []float64 {
	rng := rand.New(rand.NewPCG(seed, 0))
	x, at := make([]float64, n), 0.0
	for i := range x {
		at += math.Round(3 * rng.NormFloat64())
		x[i] = at / perOne
	}
	return x
}

func TestSnapping(t *testing.T) {
	for _, c := range []struct {
		name  string
		clean []float64
		in    []float64
		want  string
	}{
		{"even grid of 0.05", walk(60, 20, 1), []float64{.06, -1.234, 1e3 + .049}, "[0.05 -1.25 1000.05]"},
		{"whole numbers", walk(60, 1, 2), []float64{.6, -7.4}, "[1 -7]"},
		{"uneven levels", levels(0, .31, 1, 1.7), []float64{.2, .6, .7, 1.4, 2.5, -.8}, "[0.31 0.31 1 1.7 2.39 -0.69]"},
		{"no grid", gaussian(60), []float64{.123456789}, "[0.123456789]"},
		{"one value", make([]float64, 60), []float64{.123}, "[0.123]"},
		{"too few", walk(31, 20, 1), []float64{.06}, "[0.06]"},
		{"missing", walk(60, 20, 1), []float64{math.NaN()}, "[NaN]"},
	} {
		r := LearnResolution(c.clean)
		var got []float64
		for _, v := range c.in {
			got = append(got, r.Snap(v))
		}
		if s := fmt.Sprint(got); s != c.want {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
	}
}

// levels gives each value fifteen times.
func levels(v ...float64) []float64 {
	var out []float64
	for range 15 {
		out = append(out, v...)
	}
	return out
}

func gaussian(n int) []float64 {
	rng := rand.New(rand.NewPCG(3, 4))
	x := make([]float64, n)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	return x
}

// What a detector could see: a value that no clean sample can have.
func TestDamageStaysOnTheGrid(t *testing.T) {
	for _, perOne := range []float64{1, 2, 10, 20, 100, 500} {
		clean := walk(2000, perOne, 7)
		res := LearnResolution(clean)
		rng := rand.New(rand.NewPCG(5, 6))
		for _, k := range Kinds() {
			dst := make([]float64, 64)
			Draw(rng, k, 2, 40/perOne, 64).Apply(dst, clean[500:564], res)
			for i, v := range dst {
				if v != math.Round(v*perOne)/perOne {
					t.Errorf("%s on a grid of 1/%v: sample %d is %v", k, perOne, i, v)
				}
			}
		}
	}
}
