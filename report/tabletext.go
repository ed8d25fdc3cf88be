package report

import "strings"

// widestCell of a table in text; what is longer takes several lines.
const widestCell = 40

// table writes t, in several parts below each other if it is too wide; each
// begins with the first column.
func (w printer) table(t Table) {
	w.wrapped("", t.Caption)
	widths := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] = cells(plain(Clean(c.Name)))
		for _, row := range t.Rows {
			widths[i] = min(max(widths[i], cells(plain(Clean(row[i])))), max(widestCell, widths[i]))
		}
	}
	widths[0] = min(widths[0], 28)
	for from := 1; from < len(t.Columns); {
		to, room := from, textWidth-widths[0]
		for to < len(t.Columns) && (to == from || room >= widths[to]+2) {
			room -= widths[to] + 2
			to++
		}
		w.columns(t, widths, from, to)
		if from = to; from < len(t.Columns) {
			w.line()
		}
	}
	if t.Note != "" {
		w.wrapped("", t.Note)
	}
}

// columns writes the first column and those from from to to.
func (w printer) columns(t Table, widths []int, from, to int) {
	var heads []string
	for _, c := range t.Columns {
		heads = append(heads, c.Name)
	}
	w.row(t, widths, from, to, heads)
	total := widths[0]
	for i := from; i < to; i++ {
		total += widths[i] + 2
	}
	w.line(strings.Repeat("-", min(total, textWidth)))
	for _, row := range t.Rows {
		w.row(t, widths, from, to, row)
	}
}

// row writes one row, whose cells may need several lines.
func (w printer) row(t Table, widths []int, from, to int, row []string) {
	at := []int{0}
	for i := from; i < to; i++ {
		at = append(at, i)
	}
	lines, deep := make([][]string, len(at)), 1
	for k, i := range at {
		lines[k] = folded(plain(Clean(row[i])), max(widths[i], 1))
		deep = max(deep, len(lines[k]))
	}
	for y := range deep {
		var out strings.Builder
		for k, i := range at {
			cell := ""
			if y < len(lines[k]) {
				cell = lines[k][y]
			}
			if k > 0 {
				out.WriteString("  ")
			}
			out.WriteString(padded(cell, widths[i], t.Columns[i].Right))
		}
		w.line(out.String())
	}
}
