package baselines

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rigscope/sensor"
)

// rig of four channels that follow two hidden motions, so that each can be
// told from the others.
func testClean() Clean {
	rig := sensor.Rig{Name: "four", Rate: 1}
	for _, n := range []string{"a", "b", "c", "d"} {
		rig.Channels = append(rig.Channels, sensor.Channel{Name: n, Modality: n, Lo: math.NaN(), Hi: math.NaN()})
	}
	rng := rand.New(rand.NewPCG(3, 4))
	train := motion(rng, 3000)
	return Clean{Rig: rig, Scaler: sensor.FitScaler(train), Train: [][][]float64{train}, Calibrate: [][][]float64{motion(rng, 1500)}, T: 32, Seed: 1}
}

func motion(rng *rand.Rand, n int) [][]float64 {
	x := make([][]float64, 4)
	p, q := 0.0, 0.0
	for range n {
		p, q = .9*p+rng.NormFloat64(), .9*q+rng.NormFloat64()
		for c, v := range []float64{p + q, p - q, 2*p + q, p + 3*q} {
			x[c] = append(x[c], 10+v+.1*rng.NormFloat64())
		}
	}
	return x
}

func judge(t *testing.T, m Method, ws []sensor.Window) []Judgement {
	t.Helper()
	js, err := m.Judge(ws)
	if err != nil {
		t.Fatal(err)
	}
	return js
}

// A gross bias of channel c must be noticed by every method, blamed on c by
// all that blame, and mended by all that say they can, but for those whose
// estimate follows the fault by design.
func TestEveryMethodSeesAGrossBias(t *testing.T) {
	clean := testClean()
	ws := Windows([][][]float64{motion(rand.New(rand.NewPCG(5, 6)), 320)}, 32, 32)
	for _, f := range slices.Concat(Methods(), Separate()) {
		t.Run(f.Name, func(t *testing.T) {
			m, err := f.Fit(clean)
			if err != nil {
				t.Fatal(err)
			}
			if m.Name() != f.Name {
				t.Errorf("it calls itself %q", m.Name())
			}
			calm, right, rise := judge(t, m, ws), 0, 0.0
			for i, j := range judge(t, m, biased(ws, 2, 300)) {
				rise += j.Score - calm[i].Score // of each window it need not: a forest does not look beyond its range
				if j.Accused < 0 {
					continue
				}
				if j.Accused == 2 {
					right++
				}
				if len(j.Channels) != 4 || j.Accused != argmax(j.Channels) || (j.Estimate == nil) != (j.Sigma == 0) || len(j.Estimate) != 0 && len(j.Estimate) != 32 {
					t.Errorf("window %d: %d channels, accused %d, %d estimates ± %v", i, len(j.Channels), j.Accused, len(j.Estimate), j.Sigma)
				}
			}
			if !(rise > 0) {
				t.Error("the score does not rise")
			}
			if calm[0].Accused >= 0 && right < len(ws) {
				t.Errorf("%d of %d windows blame the right channel", right, len(ws))
			}
		})
	}
}

func biased(ws []sensor.Window, c int, by float64) []sensor.Window {
	out := slices.Clone(ws)
	for i := range out {
		out[i].X = slices.Clone(out[i].X)
		for t := range out[i].Channel(c) {
			out[i].Channel(c)[t] += by
		}
	}
	return out
}

func TestSeedDecides(t *testing.T) {
	clean := testClean()
	ws := Windows(clean.Calibrate, 32, 200)
	for _, f := range Methods() {
		if strings.HasSuffix(f.Name, "autoencoder") {
			continue // they take seconds, see below
		}
		a, err := f.Fit(clean)
		if err != nil {
			t.Fatal(err)
		}
		b, err := f.Fit(clean)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(judge(t, a, ws), judge(t, b, ws)) {
			t.Errorf("%s: the same data and seed gave another method", f.Name)
		}
	}
}

func TestNetworkSeedDecides(t *testing.T) {
	clean := testClean()
	m, err := clean.material()
	if err != nil {
		t.Fatal(err)
	}
	x := scaled(m.calibrate[:3], clean.Scaler)
	predict := func(seed uint64) [][]float64 {
		a := newAutoencoder(4, rand.New(rand.NewPCG(seed, 11)))
		a.train(m.fit, clean.Scaler, true, 10)
		return a.predict(x)
	}
	if a := predict(1); !reflect.DeepEqual(a, predict(1)) || reflect.DeepEqual(a, predict(2)) {
		t.Error("the seed does not decide")
	}
}

func TestTooShort(t *testing.T) {
	clean := testClean()
	clean.Calibrate = [][][]float64{motion(rand.New(rand.NewPCG(1, 1)), 31)}
	for _, f := range Methods() {
		if _, err := f.Fit(clean); err == nil {
			t.Errorf("%s: no error without a calibration window", f.Name)
		}
	}
}

// Only the fourth block is honest, and blocks share no row.
func TestMaterial(t *testing.T) {
	clean := testClean()
	x := make([]float64, 1600)
	for i := range x {
		x[i] = float64(i)
	}
	clean.Train = [][][]float64{{x, x, x, x}}
	m, err := clean.material()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range m.fit {
		if last := w.X[31]; w.X[0] < 1200 && last >= 800 {
			t.Fatalf("rows %v to %v fit, they are honest", w.X[0], last)
		}
	}
	for _, w := range m.honest {
		if w.X[0] < 800 || w.X[31] >= 1200 {
			t.Fatalf("rows %v to %v are honest, they fit", w.X[0], w.X[31])
		}
	}
}
