package faults

import "math/rand/v2"

// chance is the random numbers of sample i from the onset. They depend on
// nothing else, so that a stream may lose samples or be wound back and the
// damage is the same.
func (f Fault) chance(i int) *rand.Rand {
	return rand.New(rand.NewPCG(f.Seed, uint64(i)*0x9e3779b97f4a7c15))
}
