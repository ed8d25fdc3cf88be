package notation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// maxDepth of nested objects and arrays in one line.
const maxDepth = 32

// Object reads JSON objects into flat keys: {"pump":{"flow":[3]}} has the one
// key pump.flow[0]. Its zero value works. Other than encoding/json it takes
// the NaN and Infinity that Python writes, and allocates only for strings
// with escapes.
type Object struct {
	text []byte
	i    int
	path []byte
	emit func(key, cell []byte)
}

// Read calls emit for every value in text, which must be one object. Cells
// are views of text: numbers and booleans as written, strings without their
// quotes, null and NaN as nothing. The key is valid during emit.
func (o *Object) Read(text []byte, emit func(key, cell []byte)) error {
	o.text, o.i, o.path, o.emit = text, 0, o.path[:0], emit
	if o.blank(); o.at() != '{' {
		return errors.New("not a JSON object")
	}
	if err := o.value(0); err != nil {
		return fmt.Errorf("bad JSON at character %d: %w", o.i+1, err)
	}
	if o.blank(); o.i < len(o.text) {
		return fmt.Errorf("bad JSON at character %d: text behind the object", o.i+1)
	}
	return nil
}

// at is the byte under the cursor, 0 at the end.
func (o *Object) at() byte {
	if o.i < len(o.text) {
		return o.text[o.i]
	}
	return 0
}

func (o *Object) blank() {
	for o.i < len(o.text) && bytes.IndexByte([]byte(" \t\r\n"), o.text[o.i]) >= 0 {
		o.i++
	}
}

func (o *Object) value(depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("nested deeper than %d", maxDepth)
	}
	switch o.at() {
	case '{':
		return o.list(depth, '}', o.member)
	case '[':
		return o.list(depth, ']', o.element)
	case '"':
		s, err := o.string()
		if err == nil {
			o.emit(o.path, s)
		}
		return err
	}
	return o.literal()
}

// list reads what is between brackets, separated by commas.
func (o *Object) list(depth int, end byte, item func(i, depth int) error) error {
	o.i++
	if o.blank(); o.at() == end {
		o.i++
		return nil
	}
	for i := 0; ; i++ {
		length := len(o.path)
		if err := item(i, depth+1); err != nil {
			return err
		}
		o.path = o.path[:length]
		o.blank()
		switch o.at() {
		case ',':
			o.i++
			o.blank()
		case end:
			o.i++
			return nil
		default:
			return fmt.Errorf("want ',' or %q", end)
		}
	}
}

func (o *Object) member(_, depth int) error {
	if o.at() != '"' {
		return errors.New("want a key in quotes")
	}
	key, err := o.string()
	if err != nil {
		return err
	}
	if o.blank(); o.at() != ':' {
		return errors.New("want ':'")
	}
	o.i++
	o.blank()
	if len(o.path) > 0 {
		o.path = append(o.path, '.')
	}
	o.path = append(o.path, key...)
	return o.value(depth)
}

func (o *Object) element(i, depth int) error {
	o.path = append(o.path, '[')
	o.path = strconv.AppendInt(o.path, int64(i), 10)
	o.path = append(o.path, ']')
	return o.value(depth)
}

// string reads a string and gives what it says.
func (o *Object) string() ([]byte, error) {
	begin := o.i
	escaped := false
	for o.i++; o.at() != '"'; o.i++ {
		if o.at() < ' ' {
			return nil, errors.New("a string is not closed")
		}
		if o.at() == '\\' {
			escaped = true
			o.i++
		}
	}
	o.i++
	if !escaped {
		return o.text[begin+1 : o.i-1], nil
	}
	var s string
	err := json.Unmarshal(o.text[begin:o.i], &s)
	return []byte(s), err
}

// literal reads a number, true, false, null, NaN or Infinity.
func (o *Object) literal() error {
	begin := o.i
	for o.i < len(o.text) && bytes.IndexByte([]byte(",]} \t\r\n"), o.text[o.i]) < 0 {
		o.i++
	}
	cell := o.text[begin:o.i]
	if _, ok := Point.Number(cell); !ok || len(cell) == 0 {
		o.i = begin
		return errors.New("want a value")
	}
	if Missing(cell) {
		cell = nil
	}
	o.emit(o.path, cell)
	return nil
}
