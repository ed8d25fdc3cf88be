package synth

import (
	"context"
	"errors"
	"io"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"rigscope/sensor"
)

// record plays a rig to its end, [C][N].
func record(t testing.TB, o Options) [][]float64 {
	t.Helper()
	src, x := New(o), make([][]float64, channels)
	for {
		f, err := src.Next(context.Background())
		if errors.Is(err, io.EOF) {
			return x
		}
		if err != nil {
			t.Fatal(err)
		}
		for c, v := range f.V {
			x[c] = append(x[c], v)
		}
	}
}

// What the product lives from: each channel must follow from the others.
func TestChannelsVouchForEachOther(t *testing.T) {
	x, rig := record(t, Options{Seed: 1, Frames: 48000}), Rig()
	good := 0
	for c, ch := range rig.Channels {
		all := explained(t, x, c, func(j int) bool { return j != c })
		others := explained(t, x, c, func(j int) bool { return rig.Channels[j].Modality != ch.Modality })
		lo, hi := limits(x[c])
		t.Logf("%-18s %8.2f … %7.2f %-5s  σ %7.3f  R² of all others %6.3f, of other modalities %6.3f",
			ch.Name, lo, hi, ch.Unit, stat.StdDev(x[c], nil), all, others)
		if all >= .5 {
			good++
		}
		if all > .9995 {
			t.Errorf("%s follows from the others with R² = %.5f, which no real sensor does", ch.Name, all)
		}
	}
	if good < 12 {
		t.Errorf("%d channels follow from the others with R² of .5 or more, want 12", good)
	}
}

func limits(x []float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range x {
		lo, hi = math.Min(lo, v), math.Max(hi, v)
	}
	return lo, hi
}

// explained is R² on the second half of a ridge regression that was fitted
// on the first half: channel c from those that use picks, at nine lags.
func explained(t *testing.T, x [][]float64, c int, use func(j int) bool) float64 {
	t.Helper()
	half := len(x[c]) / 2
	scaler := sensor.Scaler{}
	for _, v := range x {
		mean, std := stat.MeanStdDev(v[:half], nil)
		scaler.Center, scaler.Scale = append(scaler.Center, mean), append(scaler.Scale, std)
	}
	var from [][]float64
	for j, v := range x {
		if use(j) {
			from = append(from, make([]float64, len(v)))
			scaler.To(j, from[len(from)-1], v)
		}
	}
	y := make([]float64, len(x[c]))
	scaler.To(c, y, x[c])
	w := ridge(t, lagged(from, 0, half), thin(y, 0, half))
	var predicted mat.VecDense
	predicted.MulVec(lagged(from, half, len(y)), w)
	return stat.RSquaredFrom(predicted.RawVector().Data, thin(y, half, len(y)), nil)
}

// edge is the longest lag. Every stride-th frame is enough of a sample.
const edge, stride = 8, 12

// thin gives every stride-th of y in [from+edge, to-edge).
func thin(y []float64, from, to int) []float64 {
	var out []float64
	for i := from + edge; i < to-edge; i += stride {
		out = append(out, y[i])
	}
	return out
}

// lagged rows for the same frames of x: nine lags of each, and a constant.
func lagged(x [][]float64, from, to int) *mat.Dense {
	var rows []float64
	n := 0
	for i := from + edge; i < to-edge; i += stride {
		for _, v := range x {
			for _, lag := range []int{-8, -4, -2, -1, 0, 1, 2, 4, 8} {
				rows = append(rows, v[i+lag])
			}
		}
		rows = append(rows, 1)
		n++
	}
	return mat.NewDense(n, len(rows)/n, rows)
}

func ridge(t *testing.T, a *mat.Dense, y []float64) *mat.VecDense {
	t.Helper()
	n, width := a.Dims()
	var gram mat.SymDense
	gram.SymOuterK(1/float64(n), a.T())
	for i := range width {
		gram.SetSym(i, i, gram.At(i, i)+1e-3)
	}
	var b, w mat.VecDense
	b.MulVec(a.T(), mat.NewVecDense(n, y))
	b.ScaleVec(1/float64(n), &b)
	var chol mat.Cholesky
	if !chol.Factorize(&gram) {
		t.Fatal("the regression is singular")
	}
	if err := chol.SolveVecTo(&w, &b); err != nil {
		t.Fatal(err)
	}
	return &w
}
