package theory

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// toy is a whole network: ridge predictors, an autoencoder per modality, a
// compute block.
func toy(rng *rand.Rand) Model {
	m := Model{Channels: []string{"a", "b", "c", "d", "e"}, Modality: []int{0, 0, 0, 1, 1}, T: 16}
	for i, c := range []int{3, 2} {
		m.Encoders = append(m.Encoders, Network{Name: "enc", Layers: []Layer{
			{Name: fmt.Sprint("enc.", i, ".0"), Op: Conv, Shape: []int{4, c, 5}, Stride: 2, Pad: 2, Slope: .2},
			{Name: fmt.Sprint("enc.", i, ".1"), Op: Conv, Shape: []int{2, 4, 5}, Stride: 2, Pad: 2},
		}})
		m.Decoders = append(m.Decoders, Network{Name: "dec", Layers: []Layer{
			{Name: fmt.Sprint("dec.", i, ".0"), Op: ConvTranspose, Shape: []int{2, 4, 4}, Stride: 2, Pad: 1, Slope: .2},
			{Name: fmt.Sprint("dec.", i, ".1"), Op: ConvTranspose, Shape: []int{4, c, 4}, Stride: 2, Pad: 1},
		}})
	}
	m.Corrector = Network{Name: "compute", Layers: []Layer{ // 2·2·4 latents and 5 masks
		{Name: "fix.0", Op: Dense, Shape: []int{6, 16 + 5}, Slope: .2, Cap: 1.5},
		{Name: "fix.1", Op: Dense, Shape: []int{16, 6}},
	}}
	m.Ridge = Layer{Name: "ridge", Op: Conv, Shape: []int{5, 5, 5}, Stride: 1, Pad: 2, Mode: Edge}
	for _, n := range m.networks() {
		for i := range n.Layers {
			fill(&n.Layers[i], rng)
		}
	}
	fill(&m.Ridge, rng)
	for c := range 5 {
		clear(m.Ridge.W[(c*5+c)*5:][:5]) // nobody predicts itself
		m.Weight, m.Zero = append(m.Weight, rng.Float64()), append(m.Zero, rng.NormFloat64())
	}
	return m
}

func fill(l *Layer, rng *rand.Rand) {
	l.W, l.Bias = normal(rng, size(l.Shape)), normal(rng, l.Out())
}

// virtual predicts every channel with itself masked.
func virtual(m Model) Func {
	return func(dst, x []float64) {
		for j := range m.Channels {
			copy(dst[j*m.T:(j+1)*m.T], predict(m, x, j))
		}
	}
}

// predict is channel j, accused, from the others.
func predict(m Model, x []float64, j int) []float64 {
	c := len(m.Channels)
	p := m.Ridge.Forward(Signal{c, m.T, x}).X[j*m.T:][:m.T]
	if m.Weight[j] == 1 {
		return p
	}
	filled := slices.Clone(x)
	copy(filled[j*m.T:], p)
	z := survey{Model: m, Evidence: Evidence{Windows: [][]float64{filled}}}.flat()[0].X
	mask := make([]float64, c)
	mask[j] = 1
	own := m.Modality[j]
	from, to := m.latents(own)
	code := slices.Clone(z[from:to])
	if len(m.Corrector.Layers) > 0 {
		dz := m.Corrector.Forward(Signal{len(z) + c, 1, append(slices.Clone(z), mask...)}).X
		for i := range code {
			code[i] += dz[from+i]
		}
	}
	channels, length := m.Encoders[own].size(m.members(own), m.T)
	out := m.Decoders[own].Forward(Signal{channels, length, code}).X[(j-slices.Index(m.Modality, own))*m.T:][:m.T]
	for t := range out {
		out[t] = m.Weight[j]*p[t] + (1-m.Weight[j])*out[t]
	}
	return out
}

func TestInfluenceStaysWithinItsCertificate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := drawRNG(t)
		m := toy(rng)
		if rapid.Bool().Draw(t, "without corrector") {
			m.Corrector = Network{}
		}
		certified, measured := nans(25), nans(25)
		m.paths().Influence(certified)
		x, spread := normal(rng, 5*m.T), rapid.SampledFrom([]float64{1e-3, 1, 1e3}).Draw(t, "size")
		Influence(measured, 5, strict(virtual(m)), x, func(dst []float64, i int) {
			copy(only(dst, m.T, i), normal(rng, m.T))
			for k := range dst {
				dst[k] *= spread
			}
		})
		for i := range 5 {
			if d, c := measured[i*5+i], certified[i*5+i]; d != 0 || c != 0 {
				t.Fatalf("masked channel %d: got %v measured and %v certified, want exactly 0", i, d, c)
			}
		}
		for k, v := range measured {
			most(t, "influence", v, certified[k]*(1+rounded))
		}
	})
}

func TestInfluenceByHand(t *testing.T) {
	// y_0 = x_0, bypassed; y_1 = 2·x_0 + .5·x_1.
	f := func(dst, x []float64) {
		copy(dst, x[:3])
		for t := range 3 {
			dst[3+t] = 2*x[t] + .5*x[3+t]
		}
	}
	got := nans(4)
	Influence(got, 2, strict(f), normal(rngOf(29), 6), func(dst []float64, i int) { Offset(dst, 3, i, 0, 2, .1) })
	for k, want := range []float64{1, 2, 0, .5} {
		near(t, "influence", got[k], want, 1e-12)
	}
	Influence(got, 2, strict(f), make([]float64, 6), func(dst []float64, i int) { Gain(dst, make([]float64, 6), 3, i, 0, 3, .2, 0, 1) })
	for _, v := range got {
		if !math.IsNaN(v) {
			t.Errorf("a gain on zero: got %v, want NaN", got)
		}
	}
}

func TestCertificateByHand(t *testing.T) {
	p := Paths{Modality: []int{0, 0, 1}, Ridge: []float64{0, .5, .5, 1, 0, 1, 1, 1, 0}, Weight: []float64{.25, .25, .25},
		Encode: []float64{4, 6, 24}, Decode: []float64{1, 2, 1}, Compute: []float64{10, 0}}
	got := nans(9)
	p.Influence(got)
	for _, c := range []struct {
		name    string
		i, j    int
		want    float64
		meaning string
	}{
		{"same modality", 0, 1, .25*.5 + .75*2*(7+10*7), "4 + .5·6 in the latent"},
		{"another modality", 0, 2, .25*.5 + .75*1*12, ".5·24 in the latent, no corrector"},
		{"corrector across", 2, 0, .25*1 + .75*1*(4+10*math.Hypot(24, 4)), "4 in the latent, 24 beside it"},
		{"itself", 1, 1, 0, ""},
	} {
		near(t, c.name+": "+c.meaning, got[c.i*3+c.j], c.want, 1e-12)
	}
}

func TestRidgeNorms(t *testing.T) {
	k := Kernel{2, 2, 3, []float64{0, 0, 0 /* 0←0 */, 0, 3, 0 /* 0←1 */, 0, -5, 0 /* 1←0 */, 0, 0, 0}}
	got := nans(4)
	RidgeNorms(got, k, 8)
	for i, want := range []float64{0, 5, 3, 0} { // row the source
		near(t, "ridge", got[i], want, 1e-8)
	}
}

func TestAnalyzeToy(t *testing.T) {
	rng := rngOf(31)
	m := toy(rng)
	e := Evidence{Corrected: virtual(m), Gains: &Gains{.5, 1, 3}, Seed: 1}
	for range 3 {
		e.Windows = append(e.Windows, normal(rng, 5*m.T))
	}
	r := Analyze(m, e)
	if len(r.Layers) != 11 || r.Windows != 3 || float64(*r.Corrector.BreakEven) != 6 || r.Detector != nil {
		t.Fatalf("got %+v", r)
	}
	for _, i := range append(append(r.Encoder.Modalities, r.Decoder.Modalities...), r.Encoder.Interval, r.Corrector.Interval) {
		if !(0 < i.Measured && i.Measured <= i.Certified) {
			t.Errorf("got %+v", i)
		}
	}
	if got, want := r.Corrector.With, r.Corrector.Certified+1; got != want {
		t.Errorf("corrector with identity: got %v, want %v", got, want)
	}
	for i, row := range r.Influence.Matrix {
		for j, v := range row {
			most(t, "influence", float64(v), float64(r.Influence.Certified[i][j])*(1+rounded))
		}
	}
	for i, l := range r.Layers {
		most(t, l.Name, float64(l.Lipschitz), float64(l.Bound))
		if i < 8 { // encoders and decoders
			most(t, l.Name, float64(l.Gain), float64(l.Bound)*(1+rounded))
		} else if l.Gain == l.Gain {
			t.Errorf("%s: got a gain of %v, want none", l.Name, l.Gain)
		}
	}
	if len(r.Faults) != 3*5 || len(r.Faults[14].Steps) != 4 || r.Faults[14].Channel != "e" || r.Faults[14].Fault != "gain" {
		t.Errorf("got %d faults: %+v", len(r.Faults), r.Faults)
	}
}

func TestReportSaysWhatItDoesNotKnow(t *testing.T) {
	m := toy(rngOf(37))
	for _, c := range []struct {
		name string
		m    Model
		want string
	}{
		{"no windows", m, `"measured":null`},
		{"no windows, no matrix", m, `"matrix":null`},
		{"a cap", m, `"cap":1.5`},
		{"ridge alone", Model{Channels: m.Channels, Modality: m.Modality, T: m.T, Ridge: m.Ridge}, `"modalities":[]`},
		{"nothing", Model{}, `{"v":1,"layers":[],`},
		{"never pays", m, `"break_even":null`},
	} {
		b, err := json.Marshal(Analyze(c.m, Evidence{Gains: &Gains{Fault: 1}}))
		if err != nil || !strings.Contains(string(b), c.want) {
			t.Errorf("%s: got %s and %v, want %s in it", c.name, b, err, c.want)
		}
	}
}

func TestNumbersComeBack(t *testing.T) {
	for _, v := range []Number{0, -1.5, 1e300, Number(math.NaN()), Number(math.Inf(1))} {
		b, err := json.Marshal(v)
		var got Number
		if err2 := json.Unmarshal(b, &got); err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		if got != v && !(v-v != 0 && math.IsNaN(float64(got))) {
			t.Errorf("got %v, want %v", got, v)
		}
	}
}
