package training

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"rigscope/inference/nn"
)

func randomParam(rows, cols int, seed uint64) *nn.Param {
	p, rng := nn.NewParam("w", rows, cols), rand.New(rand.NewPCG(seed, 1))
	for i := range p.W {
		p.W[i] = float32(rng.NormFloat64())
	}
	return p
}

// largest is the largest singular value, by SVD.
func largest(p *nn.Param) float64 {
	m := mat.NewDense(p.Shape[0], p.Shape[1], nil)
	for i, v := range p.W {
		m.Set(i/p.Shape[1], i%p.Shape[1], float64(v))
	}
	var svd mat.SVD
	svd.Factorize(m, mat.SVDNone)
	return svd.Values(nil)[0]
}

// A few warm steps reach the norm, from below, and keep it as weights move.
func TestPowerFollowsTheNorm(t *testing.T) {
	p := randomParam(20, 30, 4)
	w := newPower(p, rand.New(rand.NewPCG(2, 3)))
	for range 60 {
		w.step()
	}
	if got, want := w.step(), largest(p); got > want+1e-9 || got < .999*want {
		t.Errorf("σ %v, by SVD %v", got, want)
	}
}

// The gradient of the ceiling's hinge is the central difference of
// weight·max(0, σ−c)², and below the ceiling there is none.
func TestCeilingPullsDown(t *testing.T) {
	p := randomParam(4, 3, 7)
	w := newPower(p, rand.New(rand.NewPCG(2, 3)))
	for range 200 {
		w.step()
	}
	w.ceil(1, .5)
	hinge := func() float64 { return .5 * math.Pow(math.Max(0, largest(p)-1), 2) }
	for i := range p.W {
		const h = 1e-2
		was := p.W[i]
		p.W[i] = was + h
		up := hinge()
		p.W[i] = was - h
		down := hinge()
		p.W[i] = was
		if want := (up - down) / (2 * h); math.Abs(float64(p.G[i])-want) > 1e-2*(1+math.Abs(want)) {
			t.Errorf("weight %d: gradient %v, difference %v", i, p.G[i], want)
		}
	}
	clear(p.G)
	w.ceil(100, .5)
	w.floor(.01, .5)
	w.ceil(-1, .5)
	if square([]*nn.Param{p}) != 0 {
		t.Error("a norm within its bounds, or without one, is pulled at")
	}
}

func TestModulate(t *testing.T) {
	gradient := func(v float32) []*nn.Param {
		p := nn.NewParam("p", 4)
		for i := range p.G {
			p.G[i] = v
		}
		return []*nn.Param{p}
	}
	m := Modulation{Alpha: 2}.withDefaults()
	block, encoder := m.newGroup(contracting, 1, gradient(3)), m.newGroup(sensitive, 1, gradient(3))
	if block.rate != 1 || encoder.rate != 2 {
		t.Errorf("rates %v and %v, want 1 and α = 2", block.rate, encoder.rate)
	}
	m.modulate([]group{block, encoder})
	if got := math.Sqrt(square(block.Params())); math.Abs(got-1) > 1e-6 {
		t.Errorf("the block's gradient has length %v, want τ = 1", got)
	}
	if got := math.Sqrt(square(encoder.Params())); math.Abs(got-6) > 1e-6 {
		t.Errorf("the encoder's gradient has length %v, want 6 as before", got)
	}
}

// On the gradient α is a factor there and not on the rate, and what is longer
// for it is brought back; on the rate there is nothing to bring back, since
// gradients only get shorter.
func TestRenormalise(t *testing.T) {
	group := func(m Modulation, v float32) []group {
		p := nn.NewParam("p", 4)
		for i := range p.G {
			p.G[i] = v
		}
		return []group{m.newGroup(sensitive, 1, []*nn.Param{p})}
	}
	for _, tt := range []struct {
		m          Modulation
		rate, long float64
	}{
		{Modulation{Alpha: 2, OnGradient: true}, 1, 12},
		{Modulation{Alpha: 2, OnGradient: true, Renormalise: true}, 1, 6},
		{Modulation{Alpha: 2, Renormalise: true}, 2, 6},
	} {
		m := tt.m.withDefaults()
		g := group(m, 3)
		m.modulate(g)
		if got := math.Sqrt(square(g[0].Params())); math.Abs(got-tt.long) > 1e-6 || g[0].rate != tt.rate {
			t.Errorf("%+v: gradient %v at rate %v, want %v at %v", tt.m, got, g[0].rate, tt.long, tt.rate)
		}
	}
}

// The stack is the least square mixture of ridge and network, so on the
// windows it is fitted to it is no worse than the better of the two.
func TestStackIsNoWorseThanItsParts(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for range 200 {
		a, b := rng.ExpFloat64(), rng.ExpFloat64()
		ab := (2*rng.Float64() - 1) * math.Sqrt(a*b)
		var s scales
		s.measure(momentsOf(1, a, b, ab, 1), 1)
		if least := math.Max(math.Sqrt(math.Min(a, b)), leastResidual); s.stacked[0] > 1.02*least {
			t.Fatalf("ridge %v, network %v, product %v: stacked %v", a, b, ab, s.stacked[0])
		}
	}
}
