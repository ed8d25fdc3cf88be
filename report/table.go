package report

// Table has a heading a column; the first cell of a row is its name. Each row
// has as many cells as there are columns.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
	Note    string // below it; may be empty
}

// Column is the head of a column.
type Column struct {
	Name  string
	Right bool // its cells end at the same place, as numbers should
}

func left(name string) Column  { return Column{Name: name} }
func right(name string) Column { return Column{Name: name, Right: true} }
