package replay

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"rigscope/sources/notation"
)

// rowWriter writes rows of one table.
type rowWriter interface {
	header() error
	row(cells [][]byte) error
	end() error
}

func newRowWriter(w *bufio.Writer, f Format, t *Table) rowWriter {
	switch f {
	case CSV:
		return &csvWriter{w: w, table: t}
	case MCAP:
		return newMCAPWriter(w, t)
	}
	return &jsonWriter{w: w, table: t}
}

// csvWriter writes commas, decimal points and quotes where RFC 4180 wants
// them.
type csvWriter struct {
	w     *bufio.Writer
	table *Table
	line  []byte
}

func (w *csvWriter) header() error {
	cells := make([][]byte, len(w.table.columns))
	for i, name := range w.table.columns {
		cells[i] = []byte(name)
	}
	return w.row(cells)
}

func (w *csvWriter) row(cells [][]byte) error {
	w.line = w.line[:0]
	for i, cell := range cells {
		if i > 0 {
			w.line = append(w.line, ',')
		}
		w.line = appendCSV(w.line, w.table.plain(cell))
	}
	if len(w.line) == 0 {
		w.line = append(w.line, `""`...) // an empty line would be no row
	}
	_, err := w.w.Write(append(w.line, '\n'))
	return err
}

func (w *csvWriter) end() error { return nil }

// plain is a cell as another program will read it: a number with a decimal
// point, nothing for a missing value.
func (t *Table) plain(cell []byte) []byte {
	switch _, ok := t.mark.Scan(notation.Trim(cell)); {
	case ok:
		return notation.WithPoint(notation.Trim(cell))
	case notation.Missing(cell):
		return nil
	}
	return cell
}

func appendCSV(dst, cell []byte) []byte {
	first := len(cell) > 0 && (cell[0] == '#' || cell[0] == ' ' || cell[0] == '{')
	if !first && !bytes.ContainsAny(cell, "\",;\t\r\n") {
		return append(dst, cell...)
	}
	dst = append(dst, '"')
	dst = append(dst, bytes.ReplaceAll(cell, []byte(`"`), []byte(`""`))...)
	return append(dst, '"')
}

// jsonWriter writes one object a line, each with all columns.
type jsonWriter struct {
	w     *bufio.Writer
	table *Table
	line  []byte
}

func (w *jsonWriter) header() error { return nil }

func (w *jsonWriter) row(cells [][]byte) error {
	w.line = append(appendObject(w.line[:0], w.table, cells), '\n')
	_, err := w.w.Write(w.line)
	return err
}

func (w *jsonWriter) end() error { return nil }

// appendObject writes a row of t as one JSON object.
func appendObject(dst []byte, t *Table, cells [][]byte) []byte {
	dst = append(dst, '{')
	for i, cell := range cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendString(dst, []byte(t.columns[i]))
		dst = append(dst, ':')
		dst = appendJSON(dst, t.plain(cell))
	}
	return append(dst, '}')
}

// appendJSON writes a plain cell as null, number, boolean or string.
func appendJSON(dst, cell []byte) []byte {
	switch string(cell) {
	case "":
		return append(dst, "null"...)
	case "true", "True", "TRUE":
		return append(dst, "true"...)
	case "false", "False", "FALSE":
		return append(dst, "false"...)
	}
	if _, ok := notation.Point.Scan(cell); ok {
		if n := jsonNumber(string(cell)); json.Valid([]byte(n)) {
			return append(dst, n...)
		}
	}
	return appendString(dst, cell)
}

// jsonNumber mends the numbers that JSON does not know: +5, .5, 5. and 5.e3.
// It leaves 007, which may be a name.
func jsonNumber(s string) string {
	s, negative := strings.CutPrefix(strings.TrimPrefix(s, "+"), "-")
	if strings.HasPrefix(s, ".") {
		s = "0" + s
	}
	s = strings.TrimSuffix(s, ".")
	s = strings.Replace(s, ".e", "e", 1)
	s = strings.Replace(s, ".E", "E", 1)
	if negative {
		return "-" + s
	}
	return s
}

// appendString writes text as a JSON string; bytes that are not UTF-8 are
// read as Latin-1.
func appendString(dst, text []byte) []byte {
	dst = append(dst, '"')
	for _, r := range notation.UTF8(string(text)) {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r < ' ':
			dst = fmt.Appendf(dst, "\\u%04x", r)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}
