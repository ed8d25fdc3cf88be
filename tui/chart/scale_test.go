package chart

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestViewEnding(t *testing.T) {
	for _, c := range []struct {
		last, perCell, width int
		want                 View
	}{
		{-1, 4, 3, View{-12, 0}}, // nothing there yet
		{0, 4, 3, View{-8, 4}},
		{3, 4, 3, View{-8, 4}},
		{4, 4, 3, View{-4, 8}},
		{99, 10, 5, View{50, 100}},
		{7, 0, 2, View{6, 8}},
		{7, 4, 0, View{8, 8}},
	} {
		if got := ViewEnding(c.last, c.perCell, c.width); got != c.want {
			t.Errorf("ViewEnding(%d, %d, %d) = %v, want %v", c.last, c.perCell, c.width, got, c.want)
		}
	}
}

// Cell is the first column whose bucket holds the sample, and the buckets
// hold every sample of the view.
func TestCellFindsTheBucket(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(-100, 100).Draw(t, "from")
		v := View{from, from + rapid.IntRange(1, 90).Draw(t, "span")}
		w := rapid.IntRange(1, 40).Draw(t, "w")
		for i := v.From - 1; i <= v.To; i++ {
			want := -1
			for k := w - 1; k >= 0; k-- {
				if a, b := v.bucket(k, w); a <= i && i < b {
					want = k
				}
			}
			if got := v.Cell(i, w); got != want {
				t.Fatalf("%v.Cell(%d, %d) = %d, want %d", v, i, w, got, want)
			}
		}
	})
}

func TestAutoscale(t *testing.T) {
	noise := sine(1000)
	spiked := append([]float64{900, -900}, noise...)
	for _, c := range []struct {
		name   string
		auto   Autoscale
		series [][]float64
		want   Scale
	}{
		{"nothing", Autoscale{}, nil, Scale{0, 1}},
		{"all NaN", Autoscale{}, [][]float64{{nan, nan}, {inf, -inf}}, Scale{0, 1}},
		{"few are all covered", Autoscale{}, [][]float64{{0, 100}, {nan, 50}}, Scale{-8, 108}},
		{"spikes of many are not", Autoscale{}, [][]float64{spiked}, Scale{-1.16, 1.16}},
		{"constant", Autoscale{}, [][]float64{{238, 238}}, Scale{237, 239}},
		{"large constant", Autoscale{}, [][]float64{{-1e300}}, Scale{-1.001e300, -0.999e300}},
		{"never narrower", Autoscale{MinSpan: 4}, [][]float64{{9.9, 10.1}}, Scale{8, 12}},
		{"unknown noise", Autoscale{MinSpan: nan}, [][]float64{{0, 1}}, Scale{-0.08, 1.08}},
		{"as wide as can be", Autoscale{}, [][]float64{{-1.7e308, 1.7e308}}, Scale{-math.MaxFloat64, math.MaxFloat64}},
	} {
		got := c.auto.Fit(c.series...)
		near := func(a, b float64) bool { return math.Abs(a/2-b/2) <= 1e-3*max(1, math.Abs(b)) }
		if !near(got.Lo, c.want.Lo) || !near(got.Hi, c.want.Hi) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// Ranking only a part of a long series must not move the scale much.
func TestAutoscaleOfALongSeries(t *testing.T) {
	v := sine(1_000_000)
	got := Autoscale{}.Fit(v)
	if math.Abs(got.Lo+1.16) > 0.02 || math.Abs(got.Hi-1.16) > 0.02 {
		t.Errorf("got %v, want about ±1.16", got)
	}
}

func TestAFitLeavesTheSamplesAlone(t *testing.T) {
	v := []float64{3, 1, 2}
	Autoscale{}.Fit(v)
	if v[0] != 3 || v[1] != 1 || v[2] != 2 {
		t.Errorf("got %v, want [3 1 2]", v)
	}
}
