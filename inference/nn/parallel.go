package nn

import (
	"sync"

	"gonum.org/v1/gonum/blas"
)

// Parallel cuts [0,n) into one shard per worker, as equal as they can be and
// always the same ones, and runs f on every shard that is not empty, each on
// its own goroutine. It returns when all have.
//
// A mean over a shard counts (hi-lo)/n in the mean over all.
func Parallel(workers, n int, f func(worker, lo, hi int)) {
	var all sync.WaitGroup
	for w := range workers {
		if lo, hi := w*n/workers, (w+1)*n/workers; lo < hi {
			all.Go(func() { f(w, lo, hi) })
		}
	}
	all.Wait()
}

// NewWorkers makes n tapes that share parameters: Backward leaves Param.G
// alone and adds to the tape's own buffers until Reduce.
func NewWorkers(n int, g blas.Float32Level3) []*Tape {
	tapes := make([]*Tape, n)
	for i := range tapes {
		tapes[i] = NewTape(g)
		tapes[i].own = map[*Param][]float32{}
	}
	return tapes
}

// Reduce adds the workers' gradients to Param.G in the order of the workers
// and clears them. A number of workers always gives the same sum, to the
// bit; another number may round differently.
func Reduce(workers []*Tape) {
	for _, t := range workers {
		for p, g := range t.own {
			for i, v := range g {
				p.G[i] += v
			}
			clear(g)
		}
	}
}
