package nn

import "gonum.org/v1/gonum/blas"

// matrix is a view of row-major numbers.
type matrix struct {
	rows, cols int // as stored
	x          []float32
	t          blas.Transpose
}

func mat(rows, cols int, x []float32) matrix { return matrix{rows, cols, x, blas.NoTrans} }

func (a matrix) T() matrix {
	a.t = blas.Trans
	return a
}

// shape is the shape a product sees.
func (a matrix) shape() (rows, cols int) {
	if a.t == blas.Trans {
		return a.cols, a.rows
	}
	return a.rows, a.cols
}

// matmul: y = a·b + beta·y. With beta = 0 y's old numbers do not matter.
func (t *Tape) matmul(y []float32, a, b matrix, beta float32) {
	m, k := a.shape()
	_, n := b.shape()
	t.blas.Sgemm(a.t, b.t, m, n, k, 1, a.x, max(a.cols, 1), b.x, max(b.cols, 1), beta, y, max(n, 1))
}

// fillRows sets row i of y, [len(b)×n], to b[i].
func fillRows(y, b []float32) {
	n := len(y) / len(b)
	for i, v := range b {
		row := y[i*n : (i+1)*n]
		for j := range row {
			row[j] = v
		}
	}
}

// addRowSums adds the sum of row i of y, [len(b)×n], to b[i].
func addRowSums(b, y []float32) {
	n := len(y) / len(b)
	for i := range b {
		b[i] += sum(y[i*n : (i+1)*n])
	}
}

// sum adds in four chains: the processor overlaps them and less is rounded
// away.
func sum(x []float32) float32 {
	var a, b, c, d float32
	for ; len(x) >= 4; x = x[4:] {
		a, b, c, d = a+x[0], b+x[1], c+x[2], d+x[3]
	}
	for _, v := range x {
		a += v
	}
	return a + b + c + d
}
