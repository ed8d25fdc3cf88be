package replay

import (
	"strconv"
	"strings"

	"rigscope/sources/notation"
)

// header is what the first rows say about the columns.
type header struct {
	names []string
	named bool       // by the file
	after int        // titles and header end with this line of the file
	data  [][]string // [rows][columns] the rows below it, made equally wide
}

// findHeader finds the names of the columns: in the first row, in a comment
// above it, or nowhere.
func findHeader(rows []sampleRow, note []string) header {
	var h header
	width, _ := commonWidth(rows)
	rows, h.after = dropTitles(rows, width)
	switch {
	case len(rows) > 0 && isHeader(rows):
		h.names, h.named, h.after = rows[0].cells, true, rows[0].last
		rows = rows[1:]
		if numbersRows(rows, len(h.names)) {
			h.names = append([]string{"row"}, h.names...)
		}
	case len(note) == width && width > 1:
		h.names, h.named = note, true
	}
	width = max(width, len(h.names))
	h.data = square(rows, width)
	h.names = cutEmpty(append(h.names, make([]string, width-len(h.names))...), h.data)
	notation.FillNames(h.names)
	return h
}

// dropTitles drops the lines of text that some loggers write above the
// header; they have fewer cells than the table.
func dropTitles(rows []sampleRow, width int) (rest []sampleRow, after int) {
	for len(rows) > 1 && len(rows[0].cells) < width-1 && isText(rows[0].cells[0]) {
		after = rows[0].last
		rows = rows[1:]
	}
	return rows, after
}

// isHeader says whether the first row names the columns: above columns of
// numbers or times it has text, and hardly a number itself.
func isHeader(rows []sampleRow) bool {
	first, rest := rows[0].cells, rows[1:]
	words, numbers, proof := 0, 0, 0
	for j, cell := range first {
		switch {
		case isText(cell):
			words++
			proof += fewWords(rest, j)
		case !notation.Missing([]byte(cell)):
			numbers++
		}
	}
	if proof == 0 { // a table of text, or a header and nothing below it
		return numbers == 0 && words > 0
	}
	return words >= numbers
}

// fewWords is 1 if column j is mostly numbers or times.
func fewWords(rows []sampleRow, j int) int {
	words, values := 0, 0
	for _, row := range rows {
		switch {
		case j >= len(row.cells) || notation.Missing([]byte(row.cells[j])):
		case isText(row.cells[j]):
			words++
		default:
			values++
		}
	}
	if values > words {
		return 1
	}
	return 0
}

// isText says that a cell is neither a number nor a time nor missing.
func isText(cell string) bool {
	if _, ok := notation.Either.Number([]byte(cell)); ok {
		return false
	}
	_, ok := notation.Calendar{}.Read([]byte(cell))
	return !ok
}

// numbersRows says whether most rows have one cell more than there are names
// and begin with the row number, as R writes them.
func numbersRows(rows []sampleRow, names int) bool {
	yes := 0
	for i, row := range rows {
		n, err := strconv.Atoi(strings.TrimSpace(row.cells[0]))
		first, _ := strconv.Atoi(strings.TrimSpace(rows[0].cells[0]))
		numbered := err == nil && n == first+i
		if numbered && len(row.cells) == names+1 && strings.TrimSpace(row.cells[names]) != "" {
			yes++ // and the cell more is not just a separator at the end
		}
	}
	return 2*yes > len(rows)
}

func square(rows []sampleRow, width int) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		cells := append(row.cells, make([]string, max(0, width-len(row.cells)))...)
		out[i] = cells[:width]
	}
	return out
}

// cutEmpty cuts off the columns at the right that have neither a name nor a
// cell with something in it.
func cutEmpty(names []string, data [][]string) []string {
	for len(names) > 1 && strings.TrimSpace(names[len(names)-1]) == "" {
		for _, cells := range data {
			if strings.TrimSpace(cells[len(names)-1]) != "" {
				return names
			}
		}
		names = names[:len(names)-1]
	}
	return names
}
