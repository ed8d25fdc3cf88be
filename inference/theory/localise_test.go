package theory

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestLocaliseByHand(t *testing.T) {
	nan := Number(math.NaN())
	even := make([]float64, 20)
	for i := range even {
		even[i] = -3
	}
	one := make([]float64, 20)
	one[7] = 1e200 // its square overflows
	two := make([]float64, 20)
	two[1], two[2] = 1, -1
	for _, c := range []struct {
		name  string
		delta []float64
		want  Localisation
		hold  int // half of it
	}{
		{"even", even, Localisation{1, 1, .1, 0}, 10},
		{"one", one, Localisation{.05, .05, 1, 1}, 1},
		{"two", two, Localisation{.1, .1, 1, Number((math.Sqrt(20) - math.Sqrt2) / (math.Sqrt(20) - 1))}, 1},
		{"nothing", make([]float64, 20), Localisation{nan, nan, nan, nan}, 0},
		{"unknown", append(even[:19:19], math.NaN()), Localisation{nan, nan, nan, nan}, 0},
	} {
		if n := Places(c.delta, .5-1e-9); n != c.hold {
			t.Errorf("%s: half is in %d places, want %d", c.name, n, c.hold)
		}
		got := Localise(c.delta)
		for i, v := range []Number{got.Participation, got.Support, got.Top, got.Hoyer} {
			want := []Number{c.want.Participation, c.want.Support, c.want.Top, c.want.Hoyer}[i]
			if want != want && v != v {
				continue
			}
			near(t, c.name, float64(v), float64(want), 1e-12)
		}
	}
}

func TestLocalisationStaysInItsRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 50).Draw(t, "n")
		l := Localise(normal(drawRNG(t), n))
		for _, v := range []Number{l.Participation, l.Support} {
			most(t, "least", 1/float64(n), float64(v)*(1+decomposed))
			most(t, "largest", float64(v), 1+decomposed)
		}
		most(t, "participation is the stricter", float64(l.Participation), float64(l.Support)*(1+decomposed))
		most(t, "top", float64(l.Top), 1+decomposed)
		most(t, "hoyer", float64(l.Hoyer), 1+decomposed)
	})
}

// TestGaussianColumnsSpreadOverAThird: PR/n → 1/3, within four standard
// errors of about √(32/3/n)/3.
func TestGaussianColumnsSpreadOverAThird(t *testing.T) {
	got := Localise(normal(rngOf(13), 20000)).Participation
	near(t, "participation", float64(got), 1./3, .031)
}

func TestSalience(t *testing.T) {
	near(t, "largest", Salience([]float64{1, -6, 0}, []float64{1, 2, 1}), 3, 0)
	near(t, "one that never moves", Salience([]float64{1, -6}, []float64{1, 0}), 1, 0)
	for _, delta := range [][]float64{{math.NaN(), 1}, {1, math.NaN()}} {
		if got := Salience(delta, []float64{1, 1}); got == got {
			t.Errorf("%v: got %v, want NaN", delta, got)
		}
	}
	if got := Salience([]float64{1}, []float64{0}); got == got {
		t.Errorf("got %v, want NaN", got)
	}
}
