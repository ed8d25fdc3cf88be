package decode

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"rigscope/sources/notation"
)

// keepHead keeps a line that may be the header.
func (c *csv) keepHead(b []byte) {
	if len(c.heads) == maxHeads {
		copy(c.heads, c.heads[1:])
		c.heads = c.heads[:maxHeads-1]
	}
	c.heads = append(c.heads, bytes.Clone(b))
}

// headOver finds the header of a table whose first row has these cells, and
// gives the cells without those at the end that nobody names and nobody
// fills.
func (c *csv) headOver(cells [][]byte) (names []string, fit [][]byte) {
	n := len(cells)
	head := c.findHead(n)
	if head != nil {
		for n > 1 && len(notation.Trim(head[n-1])) == 0 && len(notation.Trim(cells[n-1])) == 0 {
			n--
		}
		return texts(head[:n]), cells[:n]
	}
	head = c.findHead(n - 1)
	switch {
	case head == nil:
		return nil, nil
	case len(cells[n-1]) == 0: // a separator at the end of the rows
		return texts(head), cells[:n-1]
	case string(cells[0]) == "1": // rows numbered by R
		return append([]string{"row"}, texts(head)...), cells
	}
	return nil, nil
}

// findHead is the latest line with n cells that may be a header, or nil; for
// a single column, only the line above.
func (c *csv) findHead(n int) [][]byte {
	for i := len(c.heads) - 1; i >= 0; i-- {
		cells, err := notation.Split(nil, c.heads[i], c.sep)
		if len(cells) == n+1 && n > 1 && len(cells[n]) == 0 {
			cells = cells[:n]
		}
		if err == nil && len(cells) == n && c.wordy(cells) && (n > 1 || isWord(cells[0])) {
			return cells
		}
		if n == 1 {
			break
		}
	}
	return nil
}

// wordy says that cells are a header's: hardly a number among them.
func (c *csv) wordy(cells [][]byte) bool {
	words, numbers := 0, 0
	for _, cell := range cells {
		switch {
		case !c.value(cell):
			words++
		case !notation.Missing(cell):
			numbers++
		}
	}
	return words > 0 && words > 2*numbers
}

// findSeparator is the one that cuts b into cells of which the most are
// numbers, and the cells; 0 if there is none. Blanks separate only numbers.
func (c *csv) findSeparator(b []byte) (sep byte, cells [][]byte) {
	most := 0.0
	for _, s := range [...]byte{'\t', ';', ',', notation.Blanks} {
		cut, err := notation.Split(nil, b, s)
		if share := c.share(cut, s); err == nil && share > most {
			sep, cells, most = s, cut, share
		}
	}
	if len(cells) == 1 {
		sep = ','
	}
	return sep, cells
}

// share rates cells: 0 if they are no row of numbers, the higher the fewer
// words there are, then the more cells.
func (c *csv) share(cells [][]byte, sep byte) float64 {
	r := row{mark: markOf(sep)}
	words, numbers := 0, 0
	for _, cell := range cells {
		switch {
		case !r.value(cell):
			words++
			if !isWord(cell) {
				return 0
			}
		case !notation.Missing(cell):
			numbers++
		}
	}
	if numbers == 0 || words >= numbers || sep == notation.Blanks && words > 0 {
		return 0
	}
	n := float64(len(cells))
	return 1 - float64(words)/n + 1e-6*n
}

// isWord says whether a cell may be the text of a state or a name.
func isWord(cell []byte) bool {
	cell = notation.Trim(cell)
	first, _ := utf8.DecodeRune(cell)
	return unicode.IsLetter(first) && !bytes.ContainsAny(cell, ":=*{}<>$")
}

// markOf is the decimal mark that is certain from the separator.
func markOf(sep byte) notation.Mark {
	if sep == ',' {
		return notation.Point
	}
	return notation.Either
}

// findMark looks for the first decimals, which tell the mark of all.
func (c *csv) findMark(cells [][]byte) {
	if c.mark != notation.Either {
		return
	}
	if c.mark = markOf(c.sep); c.mark != notation.Either {
		return
	}
	points, commas := 0, 0
	for j, cell := range cells {
		if _, ok := notation.Either.Scan(notation.Trim(cell)); ok && j != c.stamp {
			points += bytes.Count(cell, []byte{'.'})
			commas += bytes.Count(cell, []byte{','})
		}
	}
	switch {
	case points > commas:
		c.mark = notation.Point
	case commas > points:
		c.mark = notation.Comma
	}
}

func texts(cells [][]byte) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		out[i] = string(cell)
	}
	notation.FillNames(out)
	return out
}
