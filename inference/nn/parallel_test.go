package nn

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

func TestParallelShards(t *testing.T) {
	for _, c := range []struct {
		workers, n int
		want       []string
	}{
		{1, 5, []string{"0: 0-5"}},
		{2, 5, []string{"0: 0-2", "1: 2-5"}},
		{3, 2, []string{"1: 0-1", "2: 1-2"}},
		{2, 0, nil},
	} {
		var mu sync.Mutex
		var got []string
		Parallel(c.workers, c.n, func(w, lo, hi int) {
			mu.Lock()
			defer mu.Unlock()
			got = append(got, fmt.Sprintf("%d: %d-%d", w, lo, hi))
		})
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%d workers, %d items: got %q, want %q", c.workers, c.n, got, c.want)
		}
	}
}

// batch takes windows lo ≤ b < hi out of [B][2][16]: [2, hi-lo, 16].
func batch(windows []float32, lo, hi int) []float32 {
	var x []float32
	for c := range 2 {
		for b := lo; b < hi; b++ {
			x = append(x, windows[(2*b+c)*16:][:16]...)
		}
	}
	return x
}

// trained is every weight after some steps of data-parallel training.
func trained(seed uint64, workers int) []float32 {
	const windows = 10
	rng := rand.New(rand.NewPCG(seed, 1))
	net := newAutoencoder(rng)
	tapes := NewWorkers(workers, nil)
	for range 5 {
		x := normal(rng, windows*2*16)
		Parallel(workers, windows, func(w, lo, hi int) {
			t, n := tapes[w], hi-lo
			t.Reset()
			loss := net.loss(t, t.Input([]int{2, n, 16}, batch(x, lo, hi)))
			t.Backward(t.Scale(loss, float32(n)/windows))
		})
		Reduce(tapes)
		net.descend(.1)
	}
	var out []float32
	for _, p := range net.params {
		out = append(out, p.W...)
	}
	return out
}

func TestTrainingRepeatsToTheBit(t *testing.T) {
	for workers := 1; workers <= 4; workers++ {
		first := trained(7, workers)
		if !slices.Equal(first, trained(7, workers)) {
			t.Errorf("%d workers: the same seed gave other weights", workers)
		}
		if slices.Equal(first, trained(8, workers)) {
			t.Errorf("%d workers: another seed gave the same weights", workers)
		}
		// Shards only change the order of additions: 5 steps of rounding at 2⁻²⁴.
		near(t, fmt.Sprintf("weights of %d workers", workers), first, trained(7, 1), 1e-5)
	}
}

func BenchmarkParallel(b *testing.B) {
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			net, tapes, x := newAutoencoder(rng), NewWorkers(workers, nil), normal(rng, 2*64*64)
			for b.Loop() {
				Parallel(workers, 64, func(w, lo, hi int) {
					t := tapes[w]
					t.Reset()
					t.Backward(net.loss(t, t.Input([]int{2, hi - lo, 64}, x[lo*128:hi*128])))
				})
				Reduce(tapes)
			}
		})
	}
}
