package decode

import (
	"fmt"
	"math"

	"rigscope/sources/notation"
)

// keyed reads the values of formats that name them.
type keyed struct {
	clock clock
	best  int // rank of the best name of a time so far
	names names
}

func newKeyed(opt Options) keyed { return keyed{clock: newClock(opt), best: len(usualTimes)} }

// put adds a value to rec, or makes it the time of rec if it is one by its
// name. It is not ok if cell is neither; then rec is as it was.
func (k *keyed) put(name string, cell []byte, mark notation.Mark, rec *Record) (ok bool) {
	if r := k.clock.rank(name); r >= 0 && r <= k.best {
		if k.clock.read(cell, rec) == nil {
			k.best = r
			return true
		}
		if k.clock.name != "" {
			return false
		}
	}
	v, ok := mark.Number(cell)
	if ok {
		rec.Fields = append(rec.Fields, Field{Name: name, V: v})
	}
	return ok
}

// miss adds a value that could not be read.
func (k *keyed) miss(name string, cell, line []byte, rec *Record) {
	what := "a number"
	if k.clock.name != "" && k.clock.rank(name) >= 0 {
		what = "a time"
	} else {
		rec.Fields = append(rec.Fields, Field{Name: name, V: math.NaN()})
	}
	note(rec, fmt.Errorf("%s in line %s is not %s (%s)", quote(cell), quote(line), what, name))
}
