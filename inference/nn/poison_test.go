package nn

import "gonum.org/v1/gonum/blas"

// newPoisonedTape is a tape whose memory is full of NaN, so that no
// operation can live on what happens to lie there.
func newPoisonedTape(g blas.Float32Level3) *Tape {
	t := NewTape(g)
	fillNaN(t.memory.alloc(slabSize))
	fillNaN(t.temporary(slabSize))
	t.Reset()
	return t
}
