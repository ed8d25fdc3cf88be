package inference

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func drawSorted(rng *rand.Rand, n int, draw func(*rand.Rand) float64) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = draw(rng)
	}
	slices.Sort(v)
	return v
}

// Beyond all clean scores the tail is right about distributions whose tail
// is known, within a small factor at a tenth of what could be counted, and it
// errs to the safe side where the tail is bounded.
func TestTail(t *testing.T) {
	for _, c := range []struct {
		name     string
		draw     func(*rand.Rand) float64
		level    func(p float64) float64 // that a share p exceeds
		lo, hi   float64                 // of the median of said over true
		shapeMax float64
	}{
		{"exponential", func(r *rand.Rand) float64 { return r.ExpFloat64() },
			func(p float64) float64 { return -math.Log(p) }, .4, 2.5, .25},
		{"pareto, γ = ¼", func(r *rand.Rand) float64 { return math.Pow(1-r.Float64(), -.25) },
			func(p float64) float64 { return math.Pow(p, -.25) }, .4, 2.5, .5},
		{"normal", func(r *rand.Rand) float64 { return r.NormFloat64() },
			func(p float64) float64 { return math.Sqrt2 * math.Erfinv(1-2*p) }, 1, 8, .2},
		{"uniform", func(r *rand.Rand) float64 { return r.Float64() },
			func(p float64) float64 { return 1 - p }, 9, math.Inf(1), 1e-9},
	} {
		rng := rand.New(rand.NewPCG(8, 8))
		const n = 1000
		var ratios, shapes []float64
		for range 101 {
			sorted := drawSorted(rng, n, c.draw)
			tail, p := FitTail(sorted), .1/n
			if s := c.level(p); s > sorted[n-1] {
				said, _ := tail.P(sorted, s)
				ratios = append(ratios, said/p)
			}
			shapes = append(shapes, tail.Shape)
		}
		r, shape := median(ratios), median(shapes)
		t.Logf("%s: says %.2f times the truth at p = 1e-4, shape %.2f", c.name, r, shape)
		if r < c.lo || r > c.hi || shape > c.shapeMax {
			t.Errorf("%s: %.2f times the truth, want %g to %g; shape %.2f", c.name, r, c.lo, c.hi, shape)
		}
	}
}

func TestTailExtrapolatesOnlyBeyondTheClean(t *testing.T) {
	sorted := drawSorted(rand.New(rand.NewPCG(9, 9)), 500, func(r *rand.Rand) float64 { return r.ExpFloat64() })
	tail, largest := FitTail(sorted), sorted[499]
	before := 1.
	for s := -1.; s < 60; s += .01 {
		p, extrapolated := tail.P(sorted, s)
		if extrapolated != (p < 1./501) || extrapolated && s <= largest || !extrapolated && p != PValue(sorted, s) {
			t.Fatalf("at %g of %g: p = %g, extrapolated %v", s, largest, p, extrapolated)
		}
		if p > before || p <= 0 {
			t.Fatalf("at %g: p = %g after %g", s, p, before)
		}
		before = p
	}
}

func TestNoTail(t *testing.T) {
	few := drawSorted(rand.New(rand.NewPCG(1, 9)), 100, func(r *rand.Rand) float64 { return r.ExpFloat64() })
	for _, c := range []struct {
		name   string
		sorted []float64
		tail   bool
	}{{"empty", nil, false}, {"too few", few, false}, {"all equal", filled(500, 3), false},
		{"two values", slices.Concat(filled(450, 1), filled(50, 2)), true}} {
		tail := FitTail(c.sorted)
		p, extrapolated := tail.P(c.sorted, 1e300)
		if extrapolated != c.tail || p < 1e-12 || !c.tail && tail != (Tail{}) {
			t.Errorf("%s: %+v, p = %g, extrapolated %v", c.name, tail, p, extrapolated)
		}
	}
	if p, extrapolated := FitTail(few).P(few, math.NaN()); extrapolated {
		t.Errorf("not a number: p = %g", p)
	}
}

func TestEpisodes(t *testing.T) {
	for _, c := range []struct {
		hops   string
		n      int
		length float64
	}{{"", 0, 0}, {"....", 0, 0}, {"!", 1, 1}, {"!!.!", 1, 3}, {"!..!", 1, 2}, {"!...!!", 2, 1.5}, {"...!...!...", 2, 1}} {
		var over []bool
		for _, h := range c.hops {
			over = append(over, h == '!')
		}
		if n, length := Episodes(over, 2); n != c.n || length != c.length {
			t.Errorf("%q: %d episodes of %g, want %d of %g", c.hops, n, length, c.n, c.length)
		}
	}
}
