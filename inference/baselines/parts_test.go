package baselines

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// The second channel is the first one two frames later: ridge finds it, up
// to the penalty. Edges are replicated here and there.
func TestRidgeFindsALag(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var x [][]float64
	for range 60 {
		w := make([]float64, 2*64)
		for i := range 64 {
			w[i] = rng.NormFloat64()
			w[64+i] = w[max(i-2, 0)]
		}
		x = append(x, w)
	}
	r, err := newRidge(x, 2)
	if err != nil {
		t.Fatal(err)
	}
	y := r.predict(x[:1])[0]
	for i := range 64 {
		if d := math.Abs(y[64+i] - x[0][64+i]); d > .02 {
			t.Fatalf("sample %d is off by %v", i, d)
		}
	}
}

// A frame half-way between two prototypes is their mean; one on a prototype
// far from the other is that prototype.
func TestAAKRByHand(t *testing.T) {
	a := &aakr{memory: [][]float64{{0, 0}, {2, 4}}, h2: 1}
	for _, c := range []struct {
		frame []float64
		want  string
	}{{[]float64{1, 2}, "[1.0000 2.0000]"}, {[]float64{0, 0}, "[0.0001 0.0002]"}} { // e⁻¹⁰ of (2, 4)
		if got := fmt.Sprintf("%.4f", a.predict([][]float64{c.frame})[0]); got != c.want {
			t.Errorf("%v: got %s, want %s", c.frame, got, c.want)
		}
	}
}

// c(256) is 10.24 in the paper's words "for 256 points".
func TestUnsuccessfulSearch(t *testing.T) {
	for _, c := range []struct {
		n    int
		want float64
	}{{0, 0}, {1, 0}, {2, 1}, {256, 10.2448}} {
		if got := unsuccessful(c.n); math.Abs(got-c.want) > 1e-3 {
			t.Errorf("c(%d) = %v, want %v", c.n, got, c.want)
		}
	}
}

func TestPackAndPredictKeepTheLayout(t *testing.T) {
	a := newAutoencoder(2, rand.New(rand.NewPCG(1, 1)))
	got := a.pack([][]float64{{1, 2, 3, 4}, {5, 6, 7, 8}}) // two windows [2×2]
	if s := fmt.Sprint(got); s != "[1 2 5 6 3 4 7 8]" {
		t.Errorf("got %s", s)
	}
}

func TestFeatures(t *testing.T) {
	got := features([]float64{0, 1, 2, 3}, 1)
	if s := fmt.Sprintf("%.3f", got); s != "[1.500 0.223 -0.288 3.750]" { // mean 1.5, ln 1.25, ln .75, Σ…·12/16
		t.Errorf("got %s", s)
	}
}
