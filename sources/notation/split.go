package notation

import (
	"bytes"
	"errors"
	"fmt"
)

// Blanks as a separator stands for runs of blanks.
const Blanks = ' '

var (
	ErrOpen    = errors.New("a quoted cell is never closed")
	errTrailer = errors.New("there is text between a closing quote and the next separator")
)

// Split cuts a record into cells, which are views of it, and appends them
// to cells. It does not use encoding/csv: that one stops at the first
// malformed quote, cannot give back the lines it swallowed, allocates a
// string per cell and knows neither runs of blanks nor lone CRs.
func Split(cells [][]byte, record []byte, sep byte) ([][]byte, error) {
	switch {
	case sep == Blanks:
		return splitBlanks(cells, record)
	case bytes.IndexByte(record, '"') >= 0:
		return splitQuoted(cells, record, sep)
	}
	begin := 0
	for i, c := range record {
		if c == sep {
			cells = append(cells, record[begin:i])
			begin = i + 1
		} else if isControl(c) {
			return cells, notText(record)
		}
	}
	return append(cells, record[begin:]), nil
}

func splitBlanks(cells [][]byte, record []byte) ([][]byte, error) {
	if err := notText(record); err != nil {
		return cells, err
	}
	for rest := Trim(record); len(rest) > 0; rest = Trim(rest) {
		n := bytes.IndexAny(rest, " \t")
		if n < 0 {
			n = len(rest)
		}
		cells = append(cells, rest[:n])
		rest = rest[n:]
	}
	return cells, nil
}

// splitQuoted is Split for a record with quotes. A quote counts only where a
// cell begins: the one in 5" is an inch.
func splitQuoted(cells [][]byte, record []byte, sep byte) ([][]byte, error) {
	if err := notText(record); err != nil {
		return cells, err
	}
	for {
		cell, n, err := firstCell(record, sep)
		if err != nil {
			return cells, err
		}
		cells = append(cells, cell)
		if n == len(record) {
			return cells, nil
		}
		record = record[n+1:]
	}
}

// firstCell is the first cell of record and where the separator behind it
// is, or the end.
func firstCell(record []byte, sep byte) (cell []byte, n int, err error) {
	for n < len(record) && record[n] == ' ' {
		n++
	}
	if n < len(record) && record[n] == '"' {
		return quotedCell(record, n+1, sep)
	}
	if n = bytes.IndexByte(record, sep); n < 0 {
		n = len(record)
	}
	return record[:n], n, nil
}

// quotedCell reads the cell that begins at record[begin], behind its quote.
func quotedCell(record []byte, begin int, sep byte) (cell []byte, n int, err error) {
	doubled := false
	for n = begin; ; n += 2 {
		i := bytes.IndexByte(record[n:], '"')
		if i < 0 {
			return nil, 0, ErrOpen
		}
		if n += i; n+1 == len(record) || record[n+1] != '"' {
			break
		}
		doubled = true
	}
	cell = record[begin:n]
	if doubled {
		cell = bytes.ReplaceAll(cell, []byte(`""`), []byte(`"`))
	}
	for n++; n < len(record) && record[n] == ' '; n++ {
	}
	if n < len(record) && record[n] != sep {
		return nil, 0, errTrailer
	}
	return cell, n, nil
}

// notText finds bytes that no text has: control characters but for tabs and
// the line ends inside a quoted cell.
func notText(record []byte) error {
	for _, c := range record {
		if isControl(c) {
			return fmt.Errorf("byte %#02x is not text", c)
		}
	}
	return nil
}

func isControl(c byte) bool { return c < ' ' && c != '\t' && c != '\n' && c != '\r' }
