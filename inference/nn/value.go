package nn

import (
	"fmt"
	"slices"
)

// Value is a node of the tape. It belongs to the tape and dies at Reset.
type Value struct {
	Shape []int
	X     []float32 // [Shape] row-major; may share memory with the Value it was cut from
	// G is the gradient of the loss, of X's length, after Backward. It is nil
	// where the loss does not depend on the Value or nobody asked.
	G []float32

	wants bool      // a gradient has to reach it
	grad  []float32 // memory for G
}

// mustBe panics if the shapes given to op cannot be. It copies them for the
// text, so that callers' shapes stay off the heap.
func mustBe(ok bool, op string, shapes ...[]int) {
	if ok {
		return
	}
	text := ""
	for _, s := range shapes {
		text += fmt.Sprint(" ", slices.Clone(s))
	}
	panic(fmt.Sprintf("nn: %s: shapes%s do not fit", op, text))
}
