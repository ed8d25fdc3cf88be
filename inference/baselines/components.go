package baselines

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// explained is the share of the variance the components keep, in the middle
// of the usual 85 to 95 %.
const explained = .9

// indexMatrix is M of an index, from windows [n][C×T].
func indexMatrix(x [][]float64, C int, kind index) ([][]float64, error) {
	var eig mat.EigenSym
	if !eig.Factorize(covariance(x, C), true) {
		return nil, fmt.Errorf("the covariance of the channels has no principal components")
	}
	values := eig.Values(nil) // ascending
	var P mat.Dense
	eig.VectorsTo(&P)
	kept := components(values)
	M := make([][]float64, C)
	for i := range M {
		M[i] = make([]float64, C)
		if kind == spe {
			M[i][i] = 1
		}
		for j := range C {
			for k := kept; k < C; k++ {
				v := P.At(i, k) * P.At(j, k)
				if kind == spe {
					M[i][j] -= v
				} else {
					M[i][j] += v / values[k]
				}
			}
		}
	}
	return M, nil
}

// components is the first of the kept ones among ascending eigenvalues; at
// least one direction is always left to the residual.
func components(values []float64) int {
	total, sum := 0.0, 0.0
	for _, v := range values {
		total += max(v, 0)
	}
	for k := len(values) - 1; k > 0; k-- {
		if sum += values[k]; sum >= explained*total {
			return k
		}
	}
	return min(1, len(values)-1)
}

func covariance(x [][]float64, C int) *mat.SymDense {
	s, T := mat.NewSymDense(C, nil), len(x[0])/C
	for _, w := range x {
		for i := range C {
			for j := i; j < C; j++ {
				sum := 0.0
				for t := range T {
					sum += w[i*T+t] * w[j*T+t]
				}
				s.SetSym(i, j, s.At(i, j)+sum/float64(T*len(x)))
			}
		}
	}
	return s
}
