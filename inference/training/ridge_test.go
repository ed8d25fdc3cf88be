package training

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"rigscope/sensor"
)

// The virtual sensors that ONNX Runtime computes are those of a float64
// least-squares solve that shares no code with fitRidge: QR of the stacked
// regressors with √(nλ) rows below them.
func TestRidgeMatchesFloat64(t *testing.T) {
	src := newCouple(1500, 4)
	segs, _, err := Read(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	const window, lambda = 64, 1e-3
	ws := windows(segs, window, 8)
	scale := sensor.FitScaler(joined(segs))
	r, err := fitRidge(ws, scale, src.rig, lambda)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []int{0, 3, 5} {
		want := leastSquares(ws, scale, src.rig, c, lambda)
		for i, w := range want {
			if d := math.Abs(r.Others[c][i] - w); d > 1e-6 {
				t.Fatalf("channel %d, weight %d: %g, by QR %g", c, i, r.Others[c][i], w)
			}
		}
		_, m := sealed(t, src.rig, scale, r)
		out := mustInfer(t, m, ws[7:8])
		got := make([]float64, window)
		scale.To(c, got, out.Virtual[c*window:(c+1)*window])
		a := design(ws[7], scale)
		for i := range got {
			sum := 0.0
			for j, w := range want {
				sum += w * a.Data[i*a.Stride+j]
			}
			if math.Abs(got[i]-sum) > 1e-4 {
				t.Errorf("channel %d, sample %d: %g in ONNX Runtime, %g in float64", c, i, got[i], sum)
			}
		}
	}
}

// leastSquares fits channel c from all others by QR.
func leastSquares(ws []sensor.Window, scale sensor.Scaler, rig sensor.Rig, c int, lambda float64) []float64 {
	channels, f := len(rig.Channels), len(lags)*len(rig.Channels)+1
	n := (len(ws) + 1) / 2 * ws[0].T
	a, y := mat.NewDense(n+f, f, nil), mat.NewVecDense(n+f, nil)
	row := 0
	for i := 0; i < len(ws); i += 2 {
		d := design(ws[i], scale)
		for t := range d.Rows {
			y.SetVec(row, d.Data[t*f+4*channels+c]) // lag 0
			for j := range f {
				if j == f-1 || j%channels != c {
					a.Set(row, j, d.Data[t*f+j])
				}
			}
			row++
		}
	}
	for j := range f {
		a.Set(row+j, j, math.Sqrt(lambda*float64(n)))
	}
	var w mat.VecDense
	if err := w.SolveVec(a, y); err != nil {
		panic(err)
	}
	return w.RawVector().Data
}
