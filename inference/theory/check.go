package theory

import "fmt"

// mustBe panics if the lengths given to what cannot be.
func mustBe(ok bool, what string, sizes ...int) {
	if !ok {
		panic(fmt.Sprintf("theory: %s: sizes %v do not fit", what, sizes))
	}
}
