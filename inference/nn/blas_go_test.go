//go:build !cgo

package nn

import "gonum.org/v1/gonum/blas"

// kernels are all that this build has.
func kernels() []blas.Float32Level3 { return []blas.Float32Level3{DefaultBLAS()} }
