package replay

import (
	"bytes"
	"fmt"

	"rigscope/sources/notation"
)

// maxStrange bounds how many keys that are no columns are told apart.
const maxStrange = 64

// jsonRows reads one JSON object a line.
type jsonRows struct {
	lines   *lines
	object  notation.Object
	column  map[string]int
	names   []string        // of the columns, in order of first sight
	grow    bool            // a new key is a new column
	cells   [][]byte        // [columns] of the present row, reused
	strange map[string]bool // keys without a column that were reported
}

// newJSONTable takes the keys of the sample as columns.
func newJSONTable(l *lines, text []byte) *Table {
	r := &jsonRows{column: map[string]int{}, strange: map[string]bool{}, grow: true}
	r.lines = newLines(bytes.NewReader(text), len(text)+1)
	r.lines.eol = l.eol
	var data [][]string
	for rec := (Record{}); ; {
		if _, err := r.read(&rec); err != nil {
			break
		}
		data = append(data, texts(rec.Cells))
	}
	for i, cells := range data {
		data[i] = append(cells, make([]string, len(r.names)-len(cells))...)
	}
	r.lines, r.grow = l, false
	return &Table{rows: r, columns: r.names, named: true, mark: notation.Point, head: data, rec: Record{Row: -1}}
}

func (r *jsonRows) line() int { return r.lines.last }

func (r *jsonRows) read(rec *Record) (problem, err error) {
	text, problem := []byte(nil), error(nil)
	for len(notation.Trim(text)) == 0 && problem == nil {
		text, err = r.lines.next()
		if err == errTooLong {
			problem = err
		} else if err != nil {
			return nil, err
		}
	}
	clear(r.cells)
	if problem == nil {
		problem = r.parse(text)
	}
	rec.Line, rec.Cells = r.lines.first, r.cells
	return problem, nil
}

// parse fills the cells. Half an object counts for nothing: its last value
// may be cut off.
func (r *jsonRows) parse(text []byte) (problem error) {
	var strange error
	err := r.object.Read(text, func(key, cell []byte) {
		c, known := r.column[string(key)]
		if !known {
			c, strange = r.meet(string(key), strange)
		}
		if c >= 0 {
			r.cells[c] = cell
		}
	})
	if err != nil {
		clear(r.cells)
		return err
	}
	return strange
}

// meet sees a key for the first time.
func (r *jsonRows) meet(key string, strange error) (column int, _ error) {
	if r.grow {
		r.column[key] = len(r.names)
		r.names = append(r.names, key)
		r.cells = append(r.cells, nil)
		return len(r.cells) - 1, nil
	}
	if r.strange[key] || strange != nil || len(r.strange) == maxStrange {
		return -1, strange
	}
	r.strange[key] = true
	return -1, fmt.Errorf("the key %q is not in the first lines of the file: it is left out, here and below", notation.Clip(key))
}
