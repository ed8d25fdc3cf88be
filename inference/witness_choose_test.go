package inference

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A rig that keeps its regime is held against each stream's own beginning,
// one that wanders against the whole clean log.
func TestChooseWitness(t *testing.T) {
	session := func(n int, wander float64) [][]float64 {
		rng := rand.New(rand.NewPCG(3, 4))
		x := make([][]float64, 3)
		for i := range n {
			for c := range x {
				x[c] = append(x[c], wander*math.Sin(float64(i)/300+float64(c))+rng.NormFloat64())
			}
		}
		return x
	}
	for _, c := range []struct {
		name    string
		session [][]float64
		own     bool
	}{
		{"steady", session(2000, 0), true},
		{"wandering", session(2000, 20), false},
		{"too short to tell", session(300, 20), true},
	} {
		if w := ChooseWitness([][][]float64{c.session}, [][][]float64{c.session}); w.Own != c.own {
			t.Errorf("%s: own %v, want %v", c.name, w.Own, c.own)
		}
	}
}
