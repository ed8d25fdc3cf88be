package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// product is one call of Sgemm. The slices end with the last number of the
// matrix; what lies between its rows is NaN in a and b and must stay what it
// is in c.
type product struct {
	tA, tB        blas.Transpose
	m, n, k       int
	alpha, beta   float32
	a, b, c       []float32
	lda, ldb, ldc int
}

func (p product) run(g blas.Float32Level3) []float32 {
	c := append([]float32(nil), p.c...)
	g.Sgemm(p.tA, p.tB, p.m, p.n, p.k, p.alpha, p.a, p.lda, p.b, p.ldb, p.beta, c, p.ldc)
	return c
}

func randomProduct(rng *rand.Rand) product {
	sizes := []int{0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 40, 65, 130, 255, 257, 530, 1100}
	trans := []blas.Transpose{blas.NoTrans, blas.Trans, blas.ConjTrans}
	pick := func(n int) int { return sizes[rng.IntN(n)] }
	p := product{m: pick(16), n: pick(17), k: pick(len(sizes)), tA: trans[rng.IntN(3)], tB: trans[rng.IntN(3)]}
	p.alpha = []float32{0, 1, 1, -.5}[rng.IntN(4)]
	p.beta = []float32{0, 1, -2}[rng.IntN(3)]
	p.a, p.lda = randomMatrix(rng, p.tA, p.m, p.k)
	p.b, p.ldb = randomMatrix(rng, p.tB, p.k, p.n)
	p.c, p.ldc = randomMatrix(rng, blas.NoTrans, p.m, p.n)
	if p.beta == 0 {
		fillNaN(p.c)
	}
	return p
}

// randomMatrix is uniform in ±1.
func randomMatrix(rng *rand.Rand, t blas.Transpose, rows, cols int) (x []float32, ld int) {
	if t != blas.NoTrans {
		rows, cols = cols, rows
	}
	ld = max(cols, 1) + rng.IntN(2)*rng.IntN(5)
	x = make([]float32, max((rows-1)*ld+cols, 0))
	fillNaN(x)
	for i := range rows {
		for j := range cols {
			x[i*ld+j] = 2*rng.Float32() - 1
		}
	}
	return x, ld
}

func fillNaN(x []float32) {
	for i := range x {
		x[i] = float32(math.NaN())
	}
}

// Both add k products of numbers in ±1 in another order: k roundings of
// 2⁻²⁴ = 6e-8 of sums that walk to about √k/3. They are random too and
// mostly cancel, which leaves about k times that.
func productTolerance(k int) float64 { return 2e-7 * (4 + float64(k)) }

func TestSgemmIsGonums(t *testing.T) {
	for level, g := range kernels() {
		t.Run(fmt.Sprintf("level %d", level), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(11, uint64(level)))
			for range 1500 {
				p := randomProduct(rng)
				compareProduct(t, p, p.run(g), p.run(gonum.Implementation{}))
			}
		})
	}
}

func compareProduct(t *testing.T, p product, got, want []float32) {
	t.Helper()
	for i := range want {
		if i%p.ldc >= p.n {
			want[i] = p.c[i] // not part of the matrix
		}
		both := math.IsNaN(float64(got[i])) && math.IsNaN(float64(want[i]))
		if d := math.Abs(float64(got[i] - want[i])); !both && !(d <= productTolerance(p.k)) {
			t.Fatalf("%c%c %d×%d×%d alpha %v beta %v: c[%d] = %v, want %v",
				p.tA, p.tB, p.m, p.n, p.k, p.alpha, p.beta, i, got[i], want[i])
		}
	}
}

// BenchmarkSgemm is the middle layer of the stage 1 encoder, 64 windows.
func BenchmarkSgemm(b *testing.B) {
	for _, c := range []struct {
		name    string
		tA, tB  blas.Transpose
		m, n, k int
	}{
		{"forward", blas.NoTrans, blas.NoTrans, 32, 1024, 80},
		{"weights", blas.NoTrans, blas.Trans, 32, 80, 1024},
		{"input", blas.Trans, blas.NoTrans, 80, 1024, 32},
	} {
		b.Run(c.name+"/c", func(b *testing.B) { benchmarkSgemm(b, DefaultBLAS(), c.tA, c.tB, c.m, c.n, c.k) })
		b.Run(c.name+"/gonum", func(b *testing.B) {
			benchmarkSgemm(b, gonum.Implementation{}, c.tA, c.tB, c.m, c.n, c.k)
		})
	}
}

func benchmarkSgemm(b *testing.B, g blas.Float32Level3, tA, tB blas.Transpose, m, n, k int) {
	skipWithoutKernel(b, g)
	rng := rand.New(rand.NewPCG(1, 1))
	x, y, z := matrix{m, k, normal(rng, m*k), tA}, matrix{k, n, normal(rng, k*n), tB}, make([]float32, m*n)
	if tA == blas.Trans {
		x.rows, x.cols = k, m
	}
	if tB == blas.Trans {
		y.rows, y.cols = n, k
	}
	t := NewTape(g)
	for b.Loop() {
		t.matmul(z, x, y, 1)
	}
	b.ReportMetric(2*float64(m*n*k)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
}

// skipWithoutKernel ends a benchmark named after the C kernel that would
// measure gonum.
func skipWithoutKernel(b *testing.B, g blas.Float32Level3) {
	if _, plain := g.(gonum.Implementation); plain && strings.HasSuffix(b.Name(), "/c") {
		b.Skip("built without cgo: set CGO_ENABLED=1 to measure the C kernel")
	}
}
