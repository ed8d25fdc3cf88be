package decode

import (
	"fmt"
	"math"
	"slices"

	"rigscope/sources/notation"
)

// Who names the columns, for messages.
const (
	byHeader  = "the header names"
	byProfile = "the profile names"
	byRig     = "the rig has"
	byWidth   = "the lines before have"
	byFrames  = "the frames before have"
)

// noHeader tells of columns that nobody named.
const noHeader = "no header line seen: columns taken in the rig's order"

// settled is how many lines of a new width make it the width of a table
// without names: more than a burst of lost bytes cuts short.
const settled = 4

// row reads the cells of formats whose numbers have their places.
type row struct {
	kind    string   // what holds the cells: "line", "frame"
	columns []string // of the profile
	order   []string // of the rig
	clock   clock
	mark    notation.Mark
	names   []string // [columns]; nil before the first record
	words   []bool   // [columns] the column holds text, not numbers
	stamp   int      // column with the device's time, or -1
	by      string   // who names the columns: byHeader and so on
	note    string   // to be told with the next record
	odd     int      // cells of the line before, where they did not fit
	odds    int      // such lines, one after the other
}

func newRow(kind string, opt Options) row {
	return row{kind: kind, columns: opt.Columns, order: opt.Order, clock: newClock(opt)}
}

// learn takes names for the columns of cells, which are the first record.
func (r *row) learn(names []string, by string, cells [][]byte) {
	r.names, r.by = names, by
	r.words = make([]bool, len(names))
	for j, cell := range cells {
		r.words[j] = !r.value(cell)
	}
	r.stamp = r.findStamp(cells)
	if by == byRig {
		r.note = noHeader
	}
}

// findStamp looks for a column whose cell may be the device's time.
func (r *row) findStamp(cells [][]byte) int {
	best, rank := -1, len(usualTimes)
	for j, name := range r.names {
		if n := r.clock.rank(name); n >= 0 && n < rank && r.value(cells[j]) {
			best, rank = j, n
		}
	}
	return best
}

// value says whether a cell is a number, a time or missing.
func (r *row) value(cell []byte) bool {
	if _, ok := r.mark.Number(cell); ok {
		return true
	}
	_, ok := notation.Calendar{Order: notation.DayFirst}.Read(cell)
	if !ok {
		_, ok = notation.Calendar{Order: notation.MonthFirst}.Read(cell)
	}
	return ok
}

// fill puts cells, as many as there are names, into rec. What cannot be
// read is missing, and rec.Err says so.
func (r *row) fill(cells [][]byte, line []byte, rec *Record) {
	rec.Note, r.note = r.note, ""
	for j, cell := range cells {
		if j == r.stamp {
			r.tell(cell, line, rec)
			continue
		}
		v, ok := r.mark.Number(cell)
		if r.words[j] && !ok {
			continue
		}
		r.words[j] = false
		rec.Fields = append(rec.Fields, Field{Name: r.names[j], V: v})
		if !ok {
			rec.Fields[len(rec.Fields)-1].V = math.NaN()
			note(rec, fmt.Errorf("%s in %s %s is not a number (%s)", quote(cell), r.kind, quote(line), r.names[j]))
		}
	}
}

func (r *row) tell(cell, line []byte, rec *Record) {
	if err := r.clock.read(cell, rec); err != nil {
		note(rec, fmt.Errorf("%w (%s in %s %s)", err, r.names[r.stamp], r.kind, quote(line)))
	}
}

// note keeps the first thing that is wrong with a record.
func note(rec *Record, err error) {
	if rec.Err == nil {
		rec.Err = err
	}
}

// misfit is the error of a line with another number of cells.
func misfit(kind string, line []byte, n int, by string, want int) error {
	return fmt.Errorf("%s %s has %s, %s %d", kind, quote(line), notation.Count(n, "value"), by, want)
}

// count counts lines of the same strange width.
func (r *row) count(n int) {
	if n != r.odd {
		r.odds = 0
	}
	r.odd = n
	r.odds++
}

// numeric says whether there is a number among cells, other than the time.
func (r *row) numeric(cells [][]byte) bool {
	for j, cell := range cells {
		if _, ok := r.mark.Scan(notation.Trim(cell)); ok && (r.names == nil || j != r.stamp) {
			return true
		}
	}
	return false
}

// fit drops empty cells behind the last column: many boards end a line with
// a separator.
func (r *row) fit(cells [][]byte) [][]byte {
	for len(cells) > max(1, len(r.names)) && r.names != nil && len(notation.Trim(cells[len(cells)-1])) == 0 {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// positions are the names of n columns that have none.
func positions(n int) []string {
	out := make([]string, n)
	notation.FillNames(out)
	return out
}

// bare are the names of n columns without a header, and who gives them: the
// profile, or none if it names another number; else the rig, in its order, if
// it has as many channels; else their places.
func (r *row) bare(n int) (names []string, by string) {
	if len(r.columns) > 0 {
		return r.given(r.columns, n), byProfile
	}
	if names := r.given(r.order, n); names != nil {
		return names, byRig
	}
	return positions(n), byWidth
}

// given are names for n columns: one for each, or for all but the first,
// which then is the time, as in a log; nil where they do not fit.
func (r *row) given(columns []string, n int) []string {
	if len(columns) == n {
		return columns
	}
	stamped := slices.ContainsFunc(columns, func(s string) bool { return r.clock.rank(s) >= 0 })
	if len(columns) == 0 || len(columns) != n-1 || stamped || r.clock.name == noTime {
		return nil
	}
	first := r.clock.name
	if first == "" {
		first = usualTimes[0]
	}
	return append([]string{first}, columns...)
}
