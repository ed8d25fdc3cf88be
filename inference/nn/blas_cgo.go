//go:build cgo

package nn

// #cgo CFLAGS: -O3 -Wall
// #include "gemm.h"
import "C"

import (
	"fmt"
	"unsafe"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// kernel is gonum with Sgemm done in C, on the caller's thread. The result
// depends on the level only, so it is the same on machines of one kind.
type kernel struct {
	gonum.Implementation
	level int // instruction set, as in gemm.h
}

// DefaultBLAS is the fastest matrix product this build has for this machine.
func DefaultBLAS() blas.Float32Level3 { return kernel{level: bestLevel()} }

func bestLevel() int { return int(C.gemm_best()) }

// Sgemm is documented in gonum; it panics if a matrix does not fit its slice.
func (g kernel) Sgemm(tA, tB blas.Transpose, m, n, k int, alpha float32, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int) {
	if m <= 0 || n <= 0 || k <= 0 || alpha == 0 {
		g.Implementation.Sgemm(tA, tB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
		return
	}
	ma, mb := operand("a", tA, m, k, a, lda), operand("b", tB, k, n, b, ldb)
	mc := operand("c", blas.NoTrans, m, n, c, ldc)
	C.gemm(C.int(g.level), C.long(m), C.long(n), C.long(k), C.float(alpha),
		ma, mb, C.float(beta), mc.x, C.long(ldc))
}

// operand is rows×cols numbers of x, stored transposed if t says so.
func operand(name string, t blas.Transpose, rows, cols int, x []float32, ld int) C.gemm_matrix {
	m := C.gemm_matrix{x: (*C.float)(unsafe.Pointer(unsafe.SliceData(x))), row: C.long(ld), col: 1}
	if t != blas.NoTrans {
		rows, cols = cols, rows
		m.row, m.col = m.col, m.row
	}
	if ld < cols || len(x) < (rows-1)*ld+cols {
		panic(fmt.Sprintf("nn: sgemm: %s: %d numbers with stride %d hold no %d×%d matrix", name, len(x), ld, rows, cols))
	}
	return m
}
