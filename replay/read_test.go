package replay

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"rigscope/sources"
)

// open reads text as a table.
func open(t testing.TB, text string) *Table {
	t.Helper()
	table, err := readBytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// dump is a table as text: names, rows with number and line, and problems,
// with | between cells.
func dump(t testing.TB, table *Table) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(strings.Join(table.Columns(), "|") + "\n")
	for {
		rec, err := table.Next()
		bad := new(sources.FrameError)
		switch {
		case err == io.EOF:
			return b.String()
		case errors.As(err, &bad):
			b.WriteString("! " + bad.Error() + "\n")
		case err != nil:
			return b.String() + "!! " + err.Error() + "\n"
		default:
			b.WriteString(strings.Join(texts(rec.Cells), "|") + "\n")
		}
	}
}

// readBytes reads text that is all there, as that of a file.
func readBytes(text []byte) (*Table, error) {
	t, err := Read(io.NopCloser(bytes.NewReader(text)), "test")
	if err == nil {
		t.waits = false
	}
	return t, err
}

// checkTable reads all of a table: rows count up from 0, lines rise, each
// row has all columns, and an error comes before its row. In a capture more
// than one row may stand in a line, and bad records are no rows.
func checkTable(t *testing.T, table *Table) {
	t.Helper()
	row, line, told := -1, 0, false
	for {
		rec, err := table.Next()
		bad := new(sources.FrameError)
		isBad := errors.As(err, &bad)
		if err != nil && !isBad {
			return
		}
		if isAside(err) {
			continue
		}
		if !told {
			row++
		}
		if rec.Row != row || rec.Line < line || rec.Line == line && !told && table.About() == "" {
			t.Fatalf("row %d, line %d after row %d, line %d", rec.Row, rec.Line, row, line)
		}
		if isBad == told && isBad || err == nil && len(rec.Cells) != len(table.Columns()) {
			t.Fatalf("row %d: error %v after error %v, %d cells for %d columns", row, isBad, told, len(rec.Cells), len(table.Columns()))
		}
		line, told = rec.Line, isBad
	}
}
