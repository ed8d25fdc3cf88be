package nn

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// fixture is a small network with its output, loss and all gradients in
// float64, from an independent implementation. Series are [B][C][T].
type fixture struct {
	X       [][][]float64              `json:"x"`
	Target  [][][]float64              `json:"target"`
	Y       [][][]float64              `json:"y"`
	Loss    float64                    `json:"loss"`
	GradX   [][][]float64              `json:"grad_x"`
	Weights map[string]json.RawMessage `json:"weights"`
	Grads   map[string]json.RawMessage `json:"grads"`
}

func loadFixture(t *testing.T) fixture {
	t.Helper()
	data, err := os.ReadFile("testdata/fixture.json")
	if err != nil {
		t.Fatal(err)
	}
	var f fixture
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// channelMajor is [B][C][T] → [C,B,T].
func channelMajor(x [][][]float64) []float32 {
	var out []float32
	for c := range x[0] {
		for _, series := range x {
			for _, v := range series[c] {
				out = append(out, float32(v))
			}
		}
	}
	return out
}

// numbers is every number of a nested list, in order.
func numbers(t *testing.T, raw json.RawMessage) []float32 {
	t.Helper()
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		var v float64
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Fatal(err)
		}
		return []float32{float32(v)}
	}
	var out []float32
	for _, part := range list {
		out = append(out, numbers(t, part)...)
	}
	return out
}

// network is the one of the fixture:
// h = lrelu(c1(x)); z = c2(h); z += lrelu(fc(flatten z)); y = t2(lrelu(t1(z))).
func network(t *Tape, p map[string]*Param, x *Value) *Value {
	h := t.LeakyReLU(t.Conv1d(x, p["c1.weight"], p["c1.bias"], 2, 2), .2) // [4, B, T/2]
	z := t.Conv1d(h, p["c2.weight"], p["c2.bias"], 2, 2)                  // [6, B, T/4]
	d := t.Dense(t.Flatten(z), p["fc.weight"], p["fc.bias"])              // [6·T/4, B]
	z = t.Add(z, t.Unflatten(t.LeakyReLU(d, .2), 6))                      // [6, B, T/4]
	h = t.ConvTranspose1d(z, p["t1.weight"], p["t1.bias"], 2, 1)          // [4, B, T/2]
	return t.ConvTranspose1d(t.LeakyReLU(h, .2), p["t2.weight"], p["t2.bias"], 2, 1)
}

func (f fixture) params(t *testing.T) map[string]*Param {
	shapes := map[string][]int{
		"c1.weight": {4, 2, 5}, "c1.bias": {4}, "c2.weight": {6, 4, 5}, "c2.bias": {6},
		"fc.weight": {24, 24}, "fc.bias": {24},
		"t1.weight": {6, 4, 4}, "t1.bias": {4}, "t2.weight": {4, 2, 4}, "t2.bias": {2},
	}
	params := map[string]*Param{}
	for name, shape := range shapes {
		params[name] = param(shape, numbers(t, f.Weights[name])...)
	}
	return params
}

func TestFloat64Fixture(t *testing.T) {
	f := loadFixture(t)
	for _, g := range kernels() {
		tape, p := newPoisonedTape(g), f.params(t)
		x := tape.Input([]int{2, len(f.X), len(f.X[0][0])}, channelMajor(f.X))
		tape.Watch(x)
		y := network(tape, p, x)
		loss := tape.MSE(y, channelMajor(f.Target))
		tape.Backward(loss)

		// float32 has 2⁻²⁴ = 6e-8; sums of up to 24 numbers near 1 stay below 1e-5.
		near(t, "output", y.X, channelMajor(f.Y), 1e-5)
		near(t, "loss", loss.X, []float32{float32(f.Loss)}, 1e-5)
		// Relative to the largest of the tensor, as some gradients cancel to 0.
		near(t, "gradient of x", x.G, channelMajor(f.GradX), 1e-4*largest(channelMajor(f.GradX)))
		for name, raw := range f.Grads {
			want := numbers(t, raw)
			near(t, "gradient of "+name, p[name].G, want, 1e-4*largest(want))
		}
	}
}

func near(t *testing.T, what string, got, want []float32, tol float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: got %d numbers, want %d", what, len(got), len(want))
	}
	for i := range want {
		if d := math.Abs(float64(got[i]) - float64(want[i])); !(d <= tol) {
			t.Fatalf("%s[%d]: got %v, want %v ±%.1e", what, i, got[i], want[i], tol)
		}
	}
}

func largest(x []float32) float64 {
	m := 0.0
	for _, v := range x {
		m = max(m, math.Abs(float64(v)))
	}
	return m
}
