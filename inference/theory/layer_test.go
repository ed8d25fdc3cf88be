package theory

import (
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"
	"pgregory.net/rapid"

	"rigscope/inference/nn"
)

// matrix is the linear part of a layer, column by column [rows×cols].
func matrix(l Layer, c, t int) (m []float64, rows, cols int) {
	l.Bias, l.Slope = nil, 0
	f := Network{Layers: []Layer{l}}.Map(c, t)
	m = nans(f.M * f.N)
	y, e := nans(f.M), make([]float64, f.N)
	for i := range f.N {
		e[i] = 1
		f.F(y, e)
		e[i] = 0
		for o, v := range y {
			m[o*f.N+i] = v
		}
	}
	return m, f.M, f.N
}

func TestTransposedIsTheAdjoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, stride := drawKernel(t, drawRNG(t)), rapid.IntRange(1, 3).Draw(t, "stride")
		short := rapid.IntRange(1, 6).Draw(t, "t")
		pad := rapid.IntRange(0, ((short-1)*stride+k.K-1)/2).Draw(t, "pad")
		up := Layer{Op: ConvTranspose, Shape: []int{k.Out, k.In, k.K}, W: k.W, Stride: stride, Pad: pad}
		long := up.places(short)
		want, rows, cols := Unroll(k, stride, pad, Zero, long)
		got, gotRows, gotCols := matrix(up, k.Out, short)
		if gotRows != cols || gotCols != rows {
			t.Fatalf("got [%d×%d], want [%d×%d]", gotRows, gotCols, cols, rows)
		}
		for i := range rows {
			for j := range cols {
				near(t, "element", got[j*rows+i], want[i*cols+j], decomposed)
			}
		}
		if up.Norm() != ConvNorm(k, stride) {
			t.Fatalf("got %v, want %v", up.Norm(), ConvNorm(k, stride))
		}
		most(t, "norm", singular(got, gotRows, gotCols)[0], up.Norm().Upper)
	})
}

// TestForwardIsTheTapes compares with the float32 network, which rounds at
// 6e-8 of sums of up to a hundred numbers.
func TestForwardIsTheTapes(t *testing.T) {
	rng := rngOf(5)
	param := func(shape ...int) *nn.Param {
		p := nn.NewParam("", shape...)
		nn.Init(p, nn.NewParam("", 1), rng)
		return p
	}
	w1, b1, w2, b2, w3, b3 := param(6, 3, 5), param(6), param(6, 2, 4), param(2), param(7, 32), param(7)
	net := Network{Layers: []Layer{
		{Op: Conv, Shape: w1.Shape, W: Widen(w1.W), Bias: Widen(b1.W), Stride: 2, Pad: 2, Slope: .2},
		{Op: ConvTranspose, Shape: w2.Shape, W: Widen(w2.W), Bias: Widen(b2.W), Stride: 2, Pad: 1},
		{Op: Dense, Shape: w3.Shape, W: Widen(w3.W), Bias: Widen(b3.W), Slope: .1},
	}}
	tape := OnTape(func(t *nn.Tape, x *nn.Value) *nn.Value {
		x = t.LeakyReLU(t.Conv1d(x, w1, b1, 2, 2), .2)
		x = t.ConvTranspose1d(x, w2, b2, 2, 1)
		return t.LeakyReLU(t.Dense(t.Flatten(x), w3, b3), .1)
	}, 3, 1, 16)
	m := net.Map(3, 16)
	if tape.N != m.N || tape.M != m.M {
		t.Fatalf("got %d → %d, want %d → %d", m.N, m.M, tape.N, tape.M)
	}
	x, u := normal(rng, m.N), normal(rng, m.M)
	got, want, back, wantBack := nans(m.M), nans(m.M), nans(m.N), nans(m.N)
	m.F(got, x)
	tape.F(want, x)
	m.JT(back, x, u)
	tape.JT(wantBack, x, u)
	if !floats.EqualApprox(got, want, 1e-5) || !floats.EqualApprox(back, wantBack, 1e-5) {
		t.Errorf("got %v and %v, want %v and %v", got, back, want, wantBack)
	}
	for _, p := range []*nn.Param{w1, b1, w2, b2, w3, b3} {
		if floats.Norm(Widen(p.G), 1) != 0 {
			t.Error("gradients of parameters were touched")
		}
	}
}

func TestPartsOfLayers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, n := rapid.IntRange(1, 4).Draw(t, "c"), rapid.IntRange(1, 6).Draw(t, "t")
		rng := drawRNG(t)
		l := drawLayer(t, rng, c, n)
		i, o := rapid.IntRange(0, l.In()-1).Draw(t, "i"), rapid.IntRange(0, l.Out()-1).Draw(t, "o")
		x := normal(rng, c*n)
		whole := l.Forward(Signal{c, n, x})
		part := l.Outputs(o, o+1).Forward(Signal{c, n, x})
		if !floats.EqualApprox(part.X, whole.X[o*whole.T:(o+1)*whole.T], decomposed) {
			t.Fatalf("got %v, want row %d of %v", part.X, o, whole.X)
		}
		most(t, "column", l.Inputs(i, i+1).Norm().Lower, l.Norm().Upper)
		most(t, "row", l.Outputs(o, o+1).Norm().Lower, l.Norm().Upper)
		if slices.ContainsFunc(whole.X, func(v float64) bool { return v != v }) {
			t.Fatalf("got %v", whole.X)
		}
	})
}
