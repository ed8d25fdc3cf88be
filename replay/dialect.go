package replay

import (
	"bytes"
	"strings"

	"rigscope/sources/notation"
)

// sample is the beginning of a CSV file.
type sample struct {
	text []byte
	eol  byte
}

// sampleRow is one row of it.
type sampleRow struct {
	last  int      // number of its last line in the file
	cells []string // unquoted
}

// cut reads the rows of the sample. note is the last comment above them; bad
// is how many rows could not be cut and were left out.
func (s sample) cut(sep byte) (rows []sampleRow, note []string, bad int) {
	l := newLines(bytes.NewReader(s.text), len(s.text)+1)
	l.eol = s.eol
	r := csvRows{lines: l, sep: sep}
	for {
		problem, err := r.next()
		switch {
		case err != nil:
			return rows, note, bad
		case problem != nil:
			bad++
		default:
			if len(rows) == 0 {
				note = comment(r.comment, sep)
			}
			rows = append(rows, sampleRow{last: l.last, cells: texts(r.cells)})
		}
	}
}

// comment cuts a comment into cells.
func comment(line []byte, sep byte) []string {
	cells, err := notation.Split(nil, notation.Trim(bytes.TrimLeft(line, "#")), sep)
	if err != nil || len(line) == 0 {
		return nil
	}
	return texts(cells)
}

func texts(cells [][]byte) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = string(c)
	}
	return out
}

// dialect is how a CSV file is written.
type dialect struct {
	sep  byte // ',', ';', '\t' or blanks
	mark notation.Mark
}

// findDialect takes the separator that cuts the sample into rows of one
// width with the most numbers in them. The order decides between equals: a
// comma may be a decimal mark and a blank part of a time stamp. A file of
// one column counts as separated by commas.
func findDialect(s sample) dialect {
	best, most := dialect{sep: ',', mark: notation.Point}, 0.0
	for _, sep := range [...]byte{'\t', ';', ',', notation.Blanks} {
		rows, _, _ := s.cut(sep)
		d := dialect{sep: sep, mark: findMark(rows, sep)}
		if share := d.fit(rows); share > most {
			best, most = d, share
		}
	}
	return best
}

// fit rates a dialect: 0 if it does not cut most rows into the same number
// of cells, at least two; otherwise the higher the more cells are numbers.
func (d dialect) fit(rows []sampleRow) float64 {
	width, same := commonWidth(rows)
	if width < 2 || 10*same < 6*len(rows) {
		return 0
	}
	cells, numbers := 0, 0
	for _, row := range rows[min(1, len(rows)-1):] {
		for _, cell := range row.cells {
			cells++
			if _, ok := d.mark.Number([]byte(cell)); ok {
				numbers++
			}
		}
	}
	if d.sep == notation.Blanks && numbers < cells {
		return 0 // words are separated by blanks, too
	}
	return 0.01 + float64(numbers)/float64(cells)
}

// commonWidth is the most frequent number of cells, the larger of equals,
// and how many rows have it. The first row also has it if it is one short.
func commonWidth(rows []sampleRow) (width, same int) {
	count := map[int]int{}
	for _, row := range rows {
		n := len(row.cells)
		count[n]++
		if count[n] > same || count[n] == same && n > width {
			width, same = n, count[n]
		}
	}
	if len(rows) > 0 && len(rows[0].cells) == width-1 {
		same++
	}
	return width, same
}

// findMark looks for decimals. Between commas only a point can be one.
func findMark(rows []sampleRow, sep byte) notation.Mark {
	if sep == ',' {
		return notation.Point
	}
	points, commas := 0, 0
	for _, row := range rows {
		for _, cell := range row.cells {
			if _, ok := notation.Either.Scan(notation.Trim([]byte(cell))); ok {
				points += strings.Count(cell, ".")
				commas += strings.Count(cell, ",")
			}
		}
	}
	switch {
	case points > commas:
		return notation.Point
	case commas > 0:
		return notation.Comma
	}
	return notation.Either
}
