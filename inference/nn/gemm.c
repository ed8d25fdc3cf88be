//go:build cgo

// One kernel (gemm_kernel.h), compiled for each instruction set and chosen
// at run time, so that one binary is fast on every machine of its kind.

#include "gemm.h"

#define INLINE static inline __attribute__((always_inline))

#define NAME(x) x##_plain
#define TARGET
#define LANES 4
#define ROWS 4
#include "gemm_kernel.h"

#if defined(__x86_64__)

#define NAME(x) x##_avx2
#define TARGET __attribute__((target("avx2,fma")))
#define LANES 8
#define ROWS 4
#include "gemm_kernel.h"

#define NAME(x) x##_avx512
#define TARGET __attribute__((target("avx512f,avx2,fma")))
#define LANES 16
#define ROWS 8
#include "gemm_kernel.h"

#endif

int gemm_best(void)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx512f"))
		return 2;
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		return 1;
#endif
	return 0;
}

void gemm(int level, long m, long n, long k, float alpha, gemm_matrix a,
	gemm_matrix b, float beta, float *c, long ldc)
{
#if defined(__x86_64__)
	if (level == 2) {
		gemm_avx512(m, n, k, alpha, a, b, beta, c, ldc);
		return;
	}
	if (level == 1) {
		gemm_avx2(m, n, k, alpha, a, b, beta, c, ldc);
		return;
	}
#endif
	gemm_plain(m, n, k, alpha, a, b, beta, c, ldc);
}
