package decode

import (
	"bytes"

	"rigscope/sources/notation"
)

// pairs walks over the label:value pairs of a line.
type pairs struct {
	rest   []byte
	seps   string
	mark   notation.Mark
	place  int    // of the present pair, from 1
	label  []byte // empty: there is none
	value  []byte
	colons bool // there is a label, if only an empty one
}

func newPairs(line []byte, seps string) pairs {
	p := pairs{rest: line, seps: seps, mark: notation.Either}
	if bytes.IndexByte([]byte(seps), ',') >= 0 {
		p.mark = notation.Point
	}
	return p
}

// next goes to the next pair that is not blank.
func (p *pairs) next() bool {
	piece := p.piece()
	if len(piece) == 0 {
		return false
	}
	p.place++
	i := bytes.IndexByte(piece, ':')
	p.colons = i >= 0
	p.label, p.value = notation.Trim(piece[:max(i, 0)]), notation.Trim(piece[i+1:])
	if p.colons && len(p.value) == 0 && bytes.IndexByte([]byte(p.seps), ' ') >= 0 {
		p.join()
	}
	return true
}

// join takes the value from behind a blank: temp: 23.5
func (p *pairs) join() {
	before := p.rest
	if p.value = p.piece(); bytes.IndexByte(p.value, ':') >= 0 {
		p.rest, p.value = before, nil
	}
}

// piece takes what stands before the next separator, without blanks around
// it; nothing at the end of the line.
func (p *pairs) piece() (piece []byte) {
	for len(piece) == 0 && len(p.rest) > 0 {
		n := 0
		for n < len(p.rest) && !p.separates(p.rest[n]) {
			n++
		}
		piece = notation.Trim(p.rest[:n])
		p.rest = p.rest[min(n+1, len(p.rest)):]
	}
	return piece
}

func (p *pairs) separates(c byte) bool {
	for i := range len(p.seps) {
		if p.seps[i] == c {
			return true
		}
	}
	return false
}

// proper says whether the pair can be one: a label of words, or a value
// that is a number without any.
func (p *pairs) proper() bool {
	if !p.colons {
		_, ok := notation.Point.Scan(p.value) // 1,2 are two
		return ok
	}
	return len(p.label) > 0 && !bytes.ContainsAny(p.label, `<>{}"*`)
}
