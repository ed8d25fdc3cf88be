package nn

import (
	"math"
	"slices"
	"testing"
)

// Two pairs of opposite unit vectors: each column has one friend at
// similarity 1 and two strangers at −1, so with τ = 1 the loss of each is
// ln(e + 2/e) − 1.
func TestSupConByHand(t *testing.T) {
	tape := newPoisonedTape(nil)
	h := tape.Input([]int{1, 4}, []float32{1, 1, -1, -1})
	got := float64(tape.SupCon(h, []int{0, 0, 1, 1}, 1).X[0])
	if want := math.Log(math.E+2/math.E) - 1; math.Abs(got-want) > 1e-6 {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := tape.SupCon(h, []int{0, 1, 2, 3}, 1).X[0]; got != 0 {
		t.Errorf("columns without friends: got %v, want 0", got)
	}
}

func TestNormalizeByHand(t *testing.T) {
	tape := newPoisonedTape(nil)
	got := tape.Normalize(tape.Input([]int{2, 3}, []float32{3, 0, 0, 4, -2, 0})).X
	if want := []float32{.6, 0, 0, .8, -1, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTripletAndGainHingeByHand(t *testing.T) {
	tape := newPoisonedTape(nil)
	h := tape.Input([]int{1, 3}, []float32{0, 1, 3})
	// 1 − 9 + 10 = 2 and, the other way round, 4 − 1 + 10 = 13.
	if got := tape.Triplet(h, [][3]int{{0, 1, 2}, {1, 2, 0}}, 10).X[0]; got != 7.5 {
		t.Errorf("triplet: got %v, want 7.5", got)
	}
	d := tape.Input([]int{1, 3, 2}, []float32{3, 4, 0, 1, 0, 2})
	// Gains 5, 1 and 0.5 against [1, 3]: 2² + 0 + .5².
	if got := tape.GainHinge(d, []float32{1, 1, 4}, 1, 3).X[0]; math.Abs(float64(got)-4.25/3) > 1e-6 {
		t.Errorf("gain hinge: got %v, want %v", got, 4.25/3)
	}
}

// A frozen layer passes gradients on and takes none.
func TestFrozenTakesNoGradient(t *testing.T) {
	tape := newPoisonedTape(nil)
	w, b := param([]int{1, 2}, 3, 4), param([]int{1}, 5)
	w.Frozen, b.Frozen = true, true
	x := tape.Input([]int{2, 1}, []float32{1, 2})
	tape.Watch(x)
	tape.Backward(tape.Dense(x, w, b))
	if !slices.Equal(x.G, []float32{3, 4}) || !slices.Equal(w.G, []float32{0, 0}) || b.G[0] != 0 {
		t.Errorf("input %v, weight %v, bias %v", x.G, w.G, b.G)
	}
	if y := tape.Dense(tape.Input([]int{2, 1}, []float32{1, 2}), w, b); y.wants {
		t.Error("a frozen layer over a constant is recorded")
	}
}
