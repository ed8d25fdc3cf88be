package faults

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// ramp is 1, 2, 3 … 12.
func ramp() []float64 {
	x := make([]float64, 12)
	for i := range x {
		x[i] = float64(i + 1)
	}
	return x
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		fault Fault
		want  string
	}{
		{Fault{Kind: Bias, From: 4, To: 8, Size: -2}, "[1 2 3 4 3 4 5 6 9 10 11 12]"},
		{Fault{Kind: Drift, From: 4, To: 8, Size: 4}, "[1 2 3 4 6 8 10 12 9 10 11 12]"},
		{Fault{Kind: Gain, From: 4, To: 8, Size: .5}, "[1 2 3 4 7.5 9 10.5 12 9 10 11 12]"},
		{Fault{Kind: Stuck, From: 4, To: 8}, "[1 2 3 4 5 5 5 5 9 10 11 12]"},
		{Fault{Kind: Dropout, From: 4, To: 8, Size: 1}, "[1 2 3 4 0 0 0 0 9 10 11 12]"},
		{Fault{Kind: Dropout, From: 2, To: 10, Size: .5, Seed: 1}, "[1 2 0 0 5 0 0 0 0 10 11 12]"},
		{Fault{Kind: Spike, From: 2, To: 10, Size: 100, Count: 3, Seed: 5}, "[1 2 103 -96 5 106 7 8 9 10 11 12]"},
		{Fault{Kind: Quant, From: 4, To: 8, Size: 4}, "[1 2 3 4 4 8 8 8 9 10 11 12]"},
		{Fault{Kind: Clip, From: 0, To: 12, Size: .5}, "[1 2 3 4 5 6 6.5 6.5 6.5 6.5 6.5 6.5]"},
		{Fault{Kind: Clip, From: 0, To: 5, Size: -.25}, "[2 2 3 4 5 6 7 8 9 10 11 12]"},
		{Fault{Kind: Delay, From: 1, To: 8, Size: 3}, "[1 1 1 1 2 3 4 5 9 10 11 12]"},
		{Fault{Kind: Bias, From: -3, To: 99, Size: 1}, "[2 3 4 5 6 7 8 9 10 11 12 13]"},
		{Fault{Kind: Bias, From: 20, To: 30, Size: 1}, "[1 2 3 4 5 6 7 8 9 10 11 12]"},
	} {
		got := make([]float64, 12)
		c.fault.Apply(got, ramp(), nil)
		if s := fmt.Sprint(got); s != c.want {
			t.Errorf("%+v:\ngot  %s\nwant %s", c.fault, s, c.want)
		}
	}
}

// damage of a constant signal, n samples long, from one fault.
func damage(f Fault, n int) []float64 {
	x, y := make([]float64, n), make([]float64, n)
	f.To = n
	f.Apply(y, x, nil)
	return y
}

func TestNoiseHasItsSize(t *testing.T) {
	got := rms(damage(Fault{Kind: Noise, Size: 3, Seed: 9}, 20000))
	if math.Abs(got-3) > .05 { // standard error .015
		t.Errorf("standard deviation %v, want 3", got)
	}
}

// The samples are drawn apart from each other, so neighbours must not be alike.
func TestNoiseIsWhite(t *testing.T) {
	y := damage(Fault{Kind: Noise, Size: 1, Seed: 4}, 20000)
	for _, lag := range []int{1, 2, 3, 8} {
		sum := 0.0
		for i := lag; i < len(y); i++ {
			sum += y[i] * y[i-lag]
		}
		if r := sum / float64(len(y)); math.Abs(r) > .03 { // standard error .007
			t.Errorf("correlation at lag %d is %v, want 0", lag, r)
		}
	}
}

func TestHumStaysInItsBand(t *testing.T) {
	for seed := range uint64(40) {
		y := damage(Fault{Kind: Hum, Size: 2, Seed: seed}, 400)
		turns := 0
		for i := 1; i < len(y); i++ {
			if y[i-1] < 0 && y[i] >= 0 {
				turns++
			}
		}
		if f := float64(turns) / 400; f < .075 || f > .455 {
			t.Errorf("seed %d: %v cycles a sample, want .08 to .45", seed, f)
		}
		if got := rms(y); math.Abs(got-math.Sqrt2) > .05 {
			t.Errorf("seed %d: RMS %v, want %v for an amplitude of 2", seed, got, math.Sqrt2)
		}
	}
}

func rms(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v * v
	}
	return math.Sqrt(sum / float64(len(x)))
}

func TestMissingStaysMissing(t *testing.T) {
	nan := math.NaN()
	for _, k := range Kinds() {
		x := []float64{1, nan, nan, 4, 5, nan, 7, 8}
		y := make([]float64, len(x))
		Fault{Kind: k, From: 1, To: 8, Size: 1}.Apply(y, x, nil)
		for i := range x {
			if math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
				t.Errorf("%s: sample %d is %v, want NaN", k, i, y[i])
			}
		}
	}
}

func TestStuckHoldsFirstValueThatIsThere(t *testing.T) {
	x := []float64{1, math.NaN(), 3, 4}
	Fault{Kind: Stuck, From: 1, To: 4}.Apply(x, x, nil)
	if got := fmt.Sprint(x); got != "[1 NaN 3 3]" {
		t.Errorf("got %s, want [1 NaN 3 3]", got)
	}
}

func TestSizes(t *testing.T) {
	for _, c := range []struct {
		kind        Kind
		s, sigma    float64
		want, delta float64
	}{
		{Bias, 1, 2, .6, 0}, {Bias, 2, 2, 2, 0}, {Bias, 3, 2, 6, 0}, {Bias, .8, 2, .6, 0}, {Bias, 3.2, 2, 6, 0},
		{Bias, 2.5, 1, math.Sqrt(3), 1e-12}, {Gain, 1.5, 7, .1, 1e-12}, {Delay, 2, 7, 8, 0},
	} {
		if got := c.kind.Size(c.s, c.sigma); math.Abs(got-c.want) > c.delta {
			t.Errorf("size of %s at severity %v, σ = %v: got %v, want %v", c.kind, c.s, c.sigma, got, c.want)
		}
	}
}

func TestDrawKeepsToTheMethod(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const T = 64
	for _, k := range Kinds() {
		signs := map[bool]int{}
		for range 300 {
			s := .8 + 2.4*rng.Float64()
			f := Draw(rng, k, s, 2, T)
			if n := f.To - f.From; f.From < 0 || f.To > T || n < T/4 {
				t.Fatalf("%+v does not fit a window of %d", f, T)
			}
			if size := math.Abs(f.Size); k != Dropout && size != k.Size(s, 2) {
				t.Fatalf("%+v at severity %v has size %v, want %v", f, s, size, k.Size(s, 2))
			}
			if k != Stuck && k.must().validate(f.Size) != nil {
				t.Fatalf("%+v: %v", f, k.must().validate(f.Size))
			}
			signs[f.Size < 0]++
		}
		if both := signs[true] > 50 && signs[false] > 50; both != k.must().signed {
			t.Errorf("%s: signs %v, signed %v", k, signs, k.must().signed)
		}
	}
}

func TestDrawStuckLastsItsSeverity(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for s, want := range map[float64]int{1: 16, 2: 32, 3: 64} {
		if f := Draw(rng, Stuck, s, 1, 64); f.To-f.From != want {
			t.Errorf("severity %v lasts %d samples, want %d", s, f.To-f.From, want)
		}
	}
}

func TestDrawFitsTheSmallestWindow(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, k := range Kinds() {
		if f := Draw(rng, k, 2, 1, 1); f.From != 0 || f.To != 1 {
			t.Errorf("%s: [%d, %d), want [0, 1)", k, f.From, f.To)
		}
	}
}

func TestUnknownKindPanics(t *testing.T) {
	defer func() {
		want := `faults: kind "bais" is not one of bias, drift, gain, stuck, dropout, spike, noise, quant, clip, delay, hum`
		if got := recover(); got != want {
			t.Errorf("got  %v\nwant %s", got, want)
		}
	}()
	Kind("bais").Size(1, 1)
}
