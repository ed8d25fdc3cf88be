// The kernel. The including file defines NAME, TARGET, INLINE, LANES (floats
// per vector) and ROWS (rows of a tile held in registers: ROWS×2 sums, two
// vectors of b and one number of a must fit).

#define WIDTH (2 * LANES)  // columns of a tile
#define DEPTH 256          // rows of b packed at a time: 32 kB at 16 lanes
#define DOT_DEPTH 512      // numbers of a dot product before a result is stored
#define DOT_MIN 256        // below it, adding up the lanes costs more than packing

typedef float NAME(vec) __attribute__((vector_size(4 * LANES), aligned(4), may_alias));

// store: c[0..n) = alpha·x + beta·c.
TARGET INLINE void NAME(store)(const NAME(vec) *x, float alpha, float beta, float *c, long n)
{
	NAME(vec) *d = (NAME(vec) *)c;
	if (n >= LANES) {
		*d = beta == 0 ? alpha * *x : alpha * *x + beta * *d;
		return;
	}
	float out[LANES];
	*(NAME(vec) *)out = alpha * *x;
	for (long j = 0; j < n; j++)
		c[j] = beta == 0 ? out[j] : out[j] + beta * c[j];
}

// tile: rows×n of c from rows of a and a packed panel of b. The constant
// rows is unrolled away, so the sums stay in registers.
TARGET INLINE void NAME(tile)(int rows, long n, long k, float alpha,
	gemm_matrix a, const float *panel, float beta, float *c, long ldc)
{
	NAME(vec) sum[ROWS][2] = {0};
	for (long p = 0; p < k; p++) {
		const NAME(vec) *b = (const NAME(vec) *)(panel + p * WIDTH);
#pragma GCC unroll 8
		for (int i = 0; i < rows; i++) {
			float x = a.x[i * a.row + p * a.col];
			sum[i][0] += x * b[0];
			sum[i][1] += x * b[1];
		}
	}
#pragma GCC unroll 8
	for (int i = 0; i < rows; i++) {
		NAME(store)(&sum[i][0], alpha, beta, c + i * ldc, n);
		if (n > LANES)
			NAME(store)(&sum[i][1], alpha, beta, c + i * ldc + LANES, n - LANES);
	}
}

// pack copies k rows and n ≤ WIDTH columns of b, zero beyond column n.
// Packed, the rows no longer fall on one cache set when b's stride is a
// power of two.
TARGET INLINE void NAME(pack)(float *panel, long k, long n, gemm_matrix b)
{
	if (n < WIDTH)
		__builtin_memset(panel, 0, sizeof(float) * k * WIDTH);
	if (b.col != 1) {
		for (long j = 0; j < n; j++)
			for (long p = 0; p < k; p++)
				panel[p * WIDTH + j] = b.x[p * b.row + j * b.col];
		return;
	}
	for (long p = 0; p < k; p++)
		__builtin_memcpy(panel + p * WIDTH, b.x + p * b.row, sizeof(float) * n);
}

// dots: rows×4 (or rows×1) of c where both factors run along k in memory.
TARGET INLINE void NAME(dots)(int rows, int cols, long k, float alpha,
	gemm_matrix a, gemm_matrix b, float beta, float *c, long ldc)
{
	NAME(vec) sum[4][4] = {0};
	long p = 0;
	for (; p + LANES <= k; p += LANES)
#pragma GCC unroll 4
		for (int i = 0; i < rows; i++)
#pragma GCC unroll 4
			for (int j = 0; j < cols; j++)
				sum[i][j] += *(const NAME(vec) *)(a.x + i * a.row + p)
					* *(const NAME(vec) *)(b.x + j * b.col + p);
#pragma GCC unroll 4
	for (int i = 0; i < rows; i++)
#pragma GCC unroll 4
		for (int j = 0; j < cols; j++) {
			float s = 0;
			for (int l = 0; l < LANES; l++)
				s += sum[i][j][l];
			for (long q = p; q < k; q++)
				s += a.x[i * a.row + q] * b.x[j * b.col + q];
			float *d = c + i * ldc + j;
			*d = beta == 0 ? alpha * s : alpha * s + beta * *d;
		}
}

// dot_block: m×n of c from at most DOT_DEPTH numbers along k.
TARGET INLINE void NAME(dot_block)(long m, long n, long k, float alpha,
	gemm_matrix a, gemm_matrix b, float beta, float *c, long ldc)
{
	for (long j = 0; j < n; j += n - j < 4 ? 1 : 4)
		for (long i = 0; i < m; i += m - i < 4 ? 1 : 4) {
			gemm_matrix x = {a.x + i * a.row, a.row, 1};
			gemm_matrix y = {b.x + j * b.col, 1, b.col};
			float *z = c + i * ldc + j;
			if (m - i >= 4 && n - j >= 4)
				NAME(dots)(4, 4, k, alpha, x, y, beta, z, ldc);
			else if (m - i >= 4)
				NAME(dots)(4, 1, k, alpha, x, y, beta, z, ldc);
			else if (n - j >= 4)
				NAME(dots)(1, 4, k, alpha, x, y, beta, z, ldc);
			else
				NAME(dots)(1, 1, k, alpha, x, y, beta, z, ldc);
		}
}

// block: m×n of c from at most DEPTH rows of b, panel by panel.
TARGET INLINE void NAME(block)(long m, long n, long k, float alpha,
	gemm_matrix a, gemm_matrix b, float beta, float *c, long ldc)
{
	float panel[DEPTH * WIDTH] __attribute__((aligned(64)));
	for (long j = 0; j < n; j += WIDTH) {
		gemm_matrix y = {b.x + j * b.col, b.row, b.col};
		long width = n - j < WIDTH ? n - j : WIDTH;
		NAME(pack)(panel, k, width, y);
		long i = 0;
		for (; i + ROWS <= m; i += ROWS) {
			gemm_matrix x = {a.x + i * a.row, a.row, a.col};
			NAME(tile)(ROWS, width, k, alpha, x, panel, beta, c + i * ldc + j, ldc);
		}
		for (; i < m; i++) {
			gemm_matrix x = {a.x + i * a.row, a.row, a.col};
			NAME(tile)(1, width, k, alpha, x, panel, beta, c + i * ldc + j, ldc);
		}
	}
}

TARGET static void NAME(gemm)(long m, long n, long k, float alpha,
	gemm_matrix a, gemm_matrix b, float beta, float *c, long ldc)
{
	int dot = a.col == 1 && b.row == 1 && k >= DOT_MIN;
	long depth = dot ? DOT_DEPTH : DEPTH;
	for (long p = 0; p < k; p += depth, beta = 1) {
		gemm_matrix x = {a.x + p * a.col, a.row, a.col};
		gemm_matrix y = {b.x + p * b.row, b.row, b.col};
		long rest = k - p < depth ? k - p : depth;
		if (dot)
			NAME(dot_block)(m, n, rest, alpha, x, y, beta, c, ldc);
		else
			NAME(block)(m, n, rest, alpha, x, y, beta, c, ldc);
	}
}

#undef NAME
#undef TARGET
#undef LANES
#undef ROWS
#undef WIDTH
#undef DEPTH
#undef DOT_DEPTH
#undef DOT_MIN
