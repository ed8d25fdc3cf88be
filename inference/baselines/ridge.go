package baselines

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// lags of the regressors [frames], the same as the network's virtual
// sensors have.
var lags = []int{-8, -4, -2, -1, 0, 1, 2, 4, 8}

// penalty on the weights, in scaled units (method.md §3 step 3).
const penalty = 1e-3

// ridge predicts each channel from all others at nine lags. Row l·C+j of W
// weighs channel j at lags[l], the last row is the constant.
type ridge struct {
	C int
	W blas64.General // [9C+1 × C]
}

// newRidge solves (G + λI) w = b for every channel, G being the mean Gram
// matrix of the regressors over every second window of x [n][C×T]. The
// targets are lag-0 regressors, so b is a column of G.
func newRidge(x [][]float64, C int) (*ridge, error) {
	f := len(lags)*C + 1
	sum := blas64.Symmetric{N: f, Stride: f, Uplo: blas.Upper, Data: make([]float64, f*f)}
	scale := 1 / float64((len(x)+1)/2*len(x[0])/C)
	for i := 0; i < len(x); i += 2 {
		blas64.Syrk(blas.Trans, scale, design(x[i], C), 1, sum)
	}
	r := &ridge{C: C, W: dense(f, C)}
	g := mat.NewSymDense(f, sum.Data)
	for c := range C {
		if err := r.solve(g, c); err != nil {
			return nil, fmt.Errorf("fit the virtual sensor of channel %d: %w", c, err)
		}
	}
	return r, nil
}

// predict is every channel as the others have it; edges are replicated.
func (r *ridge) predict(x [][]float64) [][]float64 {
	out := make([][]float64, len(x))
	for i := range x {
		T := len(x[i]) / r.C
		y := dense(r.C, T)
		blas64.Gemm(blas.Trans, blas.Trans, 1, r.W, design(x[i], r.C), 0, y) // [C×F]·[F×T]
		out[i] = y.Data
	}
	return out
}

// design is the regressors [T × 9C+1] of one window.
func design(x []float64, C int) blas64.General {
	T, f := len(x)/C, len(lags)*C+1
	a := dense(T, f)
	for t := range T {
		row := a.Data[t*f : (t+1)*f]
		for l, lag := range lags {
			at := min(max(t+lag, 0), T-1)
			for c := range C {
				row[l*C+c] = x[c*T+at]
			}
		}
		row[f-1] = 1
	}
	return a
}

// solve fits channel c; its own regressors keep the weight 0.
func (r *ridge) solve(g *mat.SymDense, c int) error {
	var idx []int
	for i := range r.W.Rows {
		if i%r.C != c || i == r.W.Rows-1 {
			idx = append(idx, i)
		}
	}
	target := slices.Index(lags, 0)*r.C + c
	a, b := mat.NewSymDense(len(idx), nil), mat.NewVecDense(len(idx), nil)
	for i, p := range idx {
		for j := i; j < len(idx); j++ {
			a.SetSym(i, j, g.At(p, idx[j]))
		}
		a.SetSym(i, i, g.At(p, p)+penalty)
		b.SetVec(i, g.At(p, target))
	}
	var chol mat.Cholesky
	if !chol.Factorize(a) {
		return fmt.Errorf("the regressors are singular")
	}
	w := mat.NewVecDense(len(idx), nil)
	if err := chol.SolveVecTo(w, b); err != nil {
		return err
	}
	for i, p := range idx {
		r.W.Data[p*r.C+c] = w.AtVec(i)
	}
	return nil
}

func dense(rows, cols int) blas64.General {
	return blas64.General{Rows: rows, Cols: cols, Stride: cols, Data: make([]float64, rows*cols)}
}
