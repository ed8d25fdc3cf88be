package decode

import (
	"bytes"
	"fmt"
	"strconv"

	"rigscope/sources/notation"
)

// label reads the lines of the Arduino plotter: pairs between commas, tabs,
// semicolons or blanks.
//
//	temp:23.5,hum:40
//	Water temp: 23.5, hum: 40
//	temp:23,5;hum:40,1
//
// A value without a label is named by its place: c1, c2 and so on.
type label struct {
	keyed
	usual  int      // into separators: of the lines so far
	places []string // c1, c2, …
}

// separators in the order in which they are tried on a new line. A comma
// comes late, because it may be a decimal mark; then all of them mixed.
var separators = [...]string{";", "\t", " ", ",", ",\t ;"}

func newLabel(opt Options) (Decoder, error) {
	return newText(&label{keyed: newKeyed(opt)}), nil
}

func (l *label) whole() bool { return false }

func (l *label) line(b []byte, t *text) {
	b = notation.Trim(b)
	if l.try(l.usual, b, t) {
		t.give()
		return
	}
	for i := range separators {
		if l.try(i, b, t) {
			l.usual = i
			t.give()
			return
		}
	}
	l.salvage(b, t)
}

// try reads the line with one set of separators, all of it or nothing.
func (l *label) try(i int, b []byte, t *text) bool {
	if !bytes.ContainsAny(b, separators[i]) && bytes.ContainsAny(b, ",\t ;") {
		return false
	}
	before := l.clock
	for p := newPairs(b, separators[i]); p.next(); {
		if !p.proper() || !l.put(l.name(&p), p.value, p.mark, &t.rec) {
			l.clock = before
			t.record()
			return false
		}
	}
	return len(t.rec.Fields) > 0
}

// salvage reads what it can of a broken line.
func (l *label) salvage(b []byte, t *text) {
	good := 0
	for p := newPairs(b, separators[l.usual]); p.next(); {
		switch {
		case !p.proper():
			note(&t.rec, noLabels(b))
		case l.put(l.name(&p), p.value, p.mark, &t.rec):
			good++
		default:
			l.miss(l.name(&p), p.value, b, &t.rec)
		}
	}
	if t.rec.Err == nil || good == 0 && len(t.rec.Fields) != 1 {
		t.record().Err = noLabels(b)
	}
	t.give()
}

func noLabels(b []byte) error { return fmt.Errorf("line %s is not label:value", quote(b)) }

func (l *label) name(p *pairs) string {
	if len(p.label) > 0 {
		return l.names.of(p.label)
	}
	for len(l.places) < p.place {
		l.places = append(l.places, "c"+strconv.Itoa(len(l.places)+1))
	}
	return l.places[p.place-1]
}
