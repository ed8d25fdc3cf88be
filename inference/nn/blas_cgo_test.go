//go:build cgo

package nn

import (
	"testing"

	"gonum.org/v1/gonum/blas"
)

// kernels are all that this machine can run, by level.
func kernels() []blas.Float32Level3 {
	var out []blas.Float32Level3
	for level := range bestLevel() + 1 {
		out = append(out, kernel{level: level})
	}
	return out
}

func TestSgemmRefusesWhatWouldLeaveTheSlice(t *testing.T) {
	six := make([]float32, 6)
	for _, c := range []struct {
		lda, ldb, ldc int
		a             []float32
		want          string
	}{
		{3, 2, 2, six[:5], "nn: sgemm: a: 5 numbers with stride 3 hold no 2×3 matrix"},
		{2, 2, 2, six, "nn: sgemm: a: 6 numbers with stride 2 hold no 2×3 matrix"},
		{3, 3, 2, six, "nn: sgemm: b: 6 numbers with stride 3 hold no 3×2 matrix"},
		{3, 2, 5, six, "nn: sgemm: c: 6 numbers with stride 5 hold no 2×2 matrix"},
	} {
		func() {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("got %v, want %v", got, c.want)
				}
			}()
			DefaultBLAS().Sgemm(blas.NoTrans, blas.NoTrans, 2, 2, 3, 1, c.a, c.lda, six, c.ldb, 0, make([]float32, 6), c.ldc)
		}()
	}
}
