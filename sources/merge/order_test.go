package merge

import (
	"strings"
	"testing"
	"time"

	"rigscope/sources"
)

// One port without a header: the rig's order, whatever byte the bytes are cut
// at, and the console is told.
func TestMergerTakesTheRigsOrder(t *testing.T) {
	in := "1,5\n2,6\n3,7\n"
	for cut := range len(in) {
		m, err := NewMerger(rigOf(10, "p", "q"), []Port{{Name: "dev", Format: "csv"}}, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		m.Take(sources.Chunk{T: noon, Data: []byte(in[:cut])})
		m.Take(sources.Chunk{T: noon.Add(300 * time.Millisecond), Data: []byte(in[cut:])})
		m.End()
		frames, told := framesOf(m), problemsOf(m)
		if n := len(frames); n == 0 || !strings.HasSuffix(frames[n-1], ": 3 7") {
			t.Errorf("cut at %d: frames %q", cut, frames)
		}
		equal(t, "told", told, "port dev: no header line seen: columns taken in the rig's order")
	}
}

// Beside other ports nobody knows which channels a width stands for.
func TestMergerGuessesNoOrderOfSeveralPorts(t *testing.T) {
	rows := 0
	m, err := NewMerger(rigOf(10, "p", "q"), []Port{{Name: "dev", Format: "csv"}, {Name: "b", Format: "csv"}}, 0, func(r Row) {
		if r.N >= 0 {
			rows++
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		m.Take(sources.Chunk{T: noon, Data: []byte("1,5\n")})
	}
	if rows != 0 {
		t.Errorf("%d rows were taken", rows)
	}
	equal(t, "told", problemsOf(m), "port dev: nothing that it says is a channel of the rig: c1, c2; name its fields in the profile")
}
