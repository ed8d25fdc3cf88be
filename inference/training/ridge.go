package training

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"

	"rigscope/sensor"
)

// lags of the regressors, in frames.
var lags = []int{-8, -4, -2, -1, 0, 1, 2, 4, 8}

// taps is the width of the convolution that holds all lags.
const taps = 17

// ridge holds the virtual sensors in scaled units: each channel predicted
// from all others (Others) and from the other modalities only (Groups).
// Rows are channels; column l*C+j weighs channel j at lags[l], the last
// column is the constant.
type ridge struct {
	C              int
	Others, Groups [][]float64 // [C][9C+1]
}

// fitRidge solves (G + λI) w = b in float64 for every channel, with G the
// mean Gram matrix of the regressors over every second window (method.md §3
// step 3). The targets are lag-0 columns, so b is a column of G.
func fitRidge(ws []sensor.Window, scale sensor.Scaler, rig sensor.Rig, lambda float64) (ridge, error) {
	c := len(rig.Channels)
	g := gram(ws, scale, c)
	r := ridge{C: c, Others: make([][]float64, c), Groups: make([][]float64, c)}
	for ch, info := range rig.Channels {
		var err error
		r.Others[ch], err = solve(g, c, ch, lambda, func(j int) bool { return j != ch })
		if err != nil {
			return ridge{}, fmt.Errorf("fit the virtual sensor of %s: %w", info.Name, err)
		}
		r.Groups[ch], err = solve(g, c, ch, lambda, func(j int) bool { return rig.Channels[j].Modality != info.Modality })
		if err != nil {
			return ridge{}, fmt.Errorf("fit the virtual sensor of %s from other modalities: %w", info.Name, err)
		}
	}
	return r, nil
}

// gram is the mean of a·aᵀ over the samples of every second window, a being
// the 9C+1 regressors.
func gram(ws []sensor.Window, scale sensor.Scaler, c int) *mat.SymDense {
	f := len(lags)*c + 1
	sum := blas64.Symmetric{N: f, Stride: f, Uplo: blas.Upper, Data: make([]float64, f*f)}
	n := 0
	for i := 0; i < len(ws); i += 2 {
		n += ws[i].T
	}
	for i := 0; i < len(ws); i += 2 {
		a := design(ws[i], scale)
		blas64.Syrk(blas.Trans, 1/float64(n), a, 1, sum)
	}
	return mat.NewSymDense(f, sum.Data)
}

// design is the regressor matrix [T × 9C+1] of one window; edges are
// replicated.
func design(w sensor.Window, scale sensor.Scaler) blas64.General {
	f := len(lags)*w.C + 1
	a := blas64.General{Rows: w.T, Cols: f, Stride: f, Data: make([]float64, w.T*f)}
	x := make([]float64, w.T)
	for c := range w.C {
		scale.To(c, x, w.Channel(c))
		for t := range w.T {
			for l, lag := range lags {
				a.Data[t*f+l*w.C+c] = x[min(max(t+lag, 0), w.T-1)]
			}
		}
	}
	for t := range w.T {
		a.Data[t*f+f-1] = 1
	}
	return a
}

// solve fits channel c from the channels that keep admits.
func solve(g *mat.SymDense, channels, c int, lambda float64, keep func(int) bool) ([]float64, error) {
	var idx []int
	for l := range lags {
		for j := range channels {
			if keep(j) {
				idx = append(idx, l*channels+j)
			}
		}
	}
	f := len(lags)*channels + 1
	idx = append(idx, f-1)
	target := slices.Index(lags, 0)*channels + c
	a, b := mat.NewSymDense(len(idx), nil), mat.NewVecDense(len(idx), nil)
	for i, p := range idx {
		for j := i; j < len(idx); j++ {
			a.SetSym(i, j, g.At(p, idx[j]))
		}
		a.SetSym(i, i, g.At(p, p)+lambda)
		b.SetVec(i, g.At(p, target))
	}
	var chol mat.Cholesky
	if !chol.Factorize(a) {
		return nil, fmt.Errorf("the regressors are singular")
	}
	x := mat.NewVecDense(len(idx), nil)
	if err := chol.SolveVecTo(x, b); err != nil {
		return nil, err
	}
	w := make([]float64, f)
	for i, p := range idx {
		w[p] = x.AtVec(i)
	}
	return w, nil
}

// kernel is the weights of rows as a convolution [C, C, 17] over edge-padded
// windows, and its bias [C].
func (r ridge) kernel(rows [][]float64) (w, bias []float32) {
	w, bias = make([]float32, r.C*r.C*taps), make([]float32, r.C)
	for c, row := range rows {
		for l, lag := range lags {
			for j := range r.C {
				w[(c*r.C+j)*taps+lag+taps/2] = float32(row[l*r.C+j])
			}
		}
		bias[c] = float32(row[len(row)-1])
	}
	return w, bias
}
