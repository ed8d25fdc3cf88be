// Single precision matrix product on one thread, row-major.

#ifndef RIGSCOPE_GEMM_H
#define RIGSCOPE_GEMM_H

// A matrix with the number for row i, column j at x[i*row + j*col], which
// covers the transposed case as well.
typedef struct {
	const float *x;
	long row, col;
} gemm_matrix;

// gemm_best is the highest level that this processor and this build know:
// 0 is plain vectors, 1 AVX2 with FMA, 2 AVX-512.
int gemm_best(void);

// gemm computes c = alpha·a·b + beta·c with a [m×k], b [k×n], c [m×n] and
// ldc numbers between the rows of c. With beta = 0 it does not read c. All
// sizes are at least 1; c overlaps neither a nor b; level ≤ gemm_best().
void gemm(int level, long m, long n, long k, float alpha, gemm_matrix a,
	gemm_matrix b, float beta, float *c, long ldc);

#endif
