package nn

import (
	"math"
	"math/rand/v2"
)

// Param is a trained tensor.
type Param struct {
	Name  string
	Shape []int
	W, G  []float32 // [Shape] row-major; weights and their gradient
	// Frozen parameters get no gradient and what leads up to them is not
	// recorded. It must not change between a forward pass and Backward.
	Frozen bool
}

// NewParam makes a Param of zeros.
func NewParam(name string, shape ...int) *Param {
	n := size(shape)
	return &Param{Name: name, Shape: shape, W: make([]float32, n), G: make([]float32, n)}
}

// Init draws a layer's weights and then its biases as PyTorch does, from
// U(±1/√fan_in). The fan-in is the number of weights per first index of w:
// In·K for Conv1d [Out,In,K], In for Dense [Out,In] and, as PyTorch counts
// it, Out·K for ConvTranspose1d [In,Out,K].
func Init(w, b *Param, rng *rand.Rand) {
	bound := 1 / math.Sqrt(float64(len(w.W)/w.Shape[0]))
	for _, p := range []*Param{w, b} {
		for i := range p.W {
			p.W[i] = float32(bound * (2*rng.Float64() - 1))
		}
	}
}

func size(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}
