//go:build !cgo

package nn

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// DefaultBLAS is the fastest matrix product this build has for this machine.
func DefaultBLAS() blas.Float32Level3 { return gonum.Implementation{} }
