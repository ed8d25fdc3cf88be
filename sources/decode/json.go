package decode

import (
	"fmt"

	"rigscope/sources/notation"
)

// jsonLines reads one object a line. Nested names are joined as in a log:
// {"pump":{"flow":[3]}} is pump.flow[0]. Texts that are no numbers are
// passed over.
type jsonLines struct {
	keyed
	object notation.Object
	visit  func(key, cell []byte) // j.value, made once
	rec    *Record                // of the present line
}

func newJSON(opt Options) (Decoder, error) {
	j := &jsonLines{keyed: newKeyed(opt)}
	j.visit = j.value
	return newText(j), nil
}

func (j *jsonLines) whole() bool { return true }

func (j *jsonLines) line(b []byte, t *text) {
	j.rec = &t.rec
	if err := j.object.Read(b, j.visit); err != nil {
		t.record() // half an object counts for nothing: its last value may be cut off
		t.refuse(fmt.Errorf("line %s: %w", quote(b), err))
		return
	}
	if len(t.rec.Fields) > 0 || t.rec.Err != nil {
		t.give()
	}
}

func (j *jsonLines) value(key, cell []byte) {
	name := j.names.of(key)
	if !j.put(name, cell, notation.Point, j.rec) && j.clock.name != "" && j.clock.rank(name) >= 0 {
		note(j.rec, fmt.Errorf("%s is not a time (%s)", quote(cell), name))
	}
}
