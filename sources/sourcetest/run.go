package sourcetest

import (
	"testing"

	"rigscope/sources"
)

// Run holds a source to its contract, one named subtest per clause. open
// makes a fresh source for each of them and skips or fails by its own t; Run
// closes it. An endless source is read for a bounded number of frames. A
// source that blocks must have its first frame within a few seconds.
func Run(t *testing.T, open func(t *testing.T) sources.Source) {
	for _, c := range clauses() {
		t.Run(c.name, func(t *testing.T) {
			src := open(t)
			defer src.Close()
			if err := c.holds(src); err != nil {
				t.Error(err)
			}
		})
	}
}

// clause is one sentence of the contract.
type clause struct {
	name  string
	holds func(sources.Source) error
}

func clauses() []clause {
	return []clause{
		{"the rig is valid and never changes", rigHolds},
		{"frames are in order and complete", framesHold},
		{"a frame belongs to the caller", ownershipHolds},
		{"a cancelled context ends Next", cancelledHolds},
		{"a cancel wakes Next", cancelHolds},
		{"the end repeats", endHolds},
		{"Close wakes Next", closeHolds},
		{"after Close there is only ErrClosed", closedHolds},
	}
}
